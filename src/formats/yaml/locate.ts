import type { Span } from '../../core/text';
import { decode, type Run } from './decode';
import type { YamlScalar } from './syntax';

const runsByScalar = () => new Map<YamlScalar, readonly Run[]>();

/**
 * Where a stretch of a scalar's decoded text stands in the file, both in UTF-16 units. A character that is written with
 * several (an escape, a fold) is covered whole. Where the text can't be followed, the whole inside of the scalar.
 */
export function locate(scalar: YamlScalar, from: number, to: number): Span {
  const decoded = scalar.file.derived(runsByScalar);
  let runs = decoded.get(scalar);
  if (!runs) {
    runs = decode(scalar);
    decoded.set(scalar, runs);
  }
  const { inner } = scalar;
  const first = runAt(runs, from);
  if (!first) return from >= scalar.text.length && runs.length > 0 ? endOf(scalar, runs) : inner;
  const start = isCopy(first) ? first.start + from - first.from : first.start;
  if (to <= from) return scalar.file.span(start, start);
  const last = runAt(runs, Math.min(to, scalar.text.length) - 1) ?? first;
  const end = isCopy(last) ? last.start + Math.min(to, scalar.text.length) - last.from : last.end;
  return scalar.file.span(start, Math.max(start, end));
}

function endOf({ file }: YamlScalar, runs: readonly Run[]): Span {
  const end = runs.at(-1)?.end ?? 0;
  return file.span(end, end);
}

function isCopy({ from, to, start, end }: Run): boolean {
  return to - from === end - start;
}

/** The run that holds a decoded offset. */
function runAt(runs: readonly Run[], offset: number): Run | undefined {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle] as Run).to > offset) high = middle;
    else low = middle + 1;
  }
  const run = runs[low];
  return run && run.from <= offset ? run : undefined;
}
