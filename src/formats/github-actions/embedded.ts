import type { Span } from '../../core/text';
import { locate } from '../yaml/locate';
import type { YamlScalar } from '../yaml/syntax';
import { type Expression, type Mistake, readExpression } from './expression';

/** A `${{ … }}` inside a scalar. */
export interface Embedded {
  /** Where it stands in the file, from `${{` to `}}`. */
  readonly at: Span;
  /** Where it stands in the scalar's decoded text, likewise. */
  readonly start: number;
  readonly end: number;
  /** What stands between the braces, without the blanks around it. */
  readonly source: string;
  /** Undefined where it can't be read. */
  readonly expression: Expression | undefined;
  /** Why it can't be read; its offsets are those of the scalar's decoded text. */
  readonly mistake: Mistake | undefined;
}

const byScalar = () => new Map<YamlScalar, readonly Embedded[]>();

/** All `${{ … }}` of a scalar, in order. */
export function embeddedIn(scalar: YamlScalar): readonly Embedded[] {
  const known = scalar.file.derived(byScalar);
  let found = known.get(scalar);
  if (!found) {
    found = [...expressionStretches(scalar.text)].map(({ start, end }) => {
      const { expression, mistake } = readExpression(scalar.text, start + 3, end - 2);
      const source = scalar.text.slice(start + 3, end - 2).trim();
      return {
        // Most are never shown, and a long script takes its time to be located in.
        get at() {
          return locate(scalar, start, end);
        },
        start,
        end,
        source,
        expression,
        mistake,
      };
    });
    known.set(scalar, found);
  }
  return found;
}

/** Where a `${{` begins that no `}}` closes, in the scalar's decoded text. */
export function unclosedIn(scalar: YamlScalar): number | undefined {
  const start = scalar.text.indexOf('${{', embeddedIn(scalar).at(-1)?.end ?? 0);
  return start < 0 ? undefined : start;
}

export function hasExpression(text: string): boolean {
  return text.includes('${{');
}

/** From each `${{` to its `}}`, quoted strings skipped. */
export function* expressionStretches(text: string): Generator<{ start: number; end: number }> {
  for (let start = text.indexOf('${{'); start >= 0; ) {
    const end = closing(text, start + 3);
    if (end === undefined) return;
    yield { start, end };
    start = text.indexOf('${{', end);
  }
}

function closing(text: string, from: number): number | undefined {
  let isQuoted = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "'") isQuoted = !isQuoted;
    else if (!isQuoted && text.startsWith('}}', at)) return at + 2;
  }
  return undefined;
}
