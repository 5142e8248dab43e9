import type { Span } from '../../core/text';
import { locate } from '../yaml/locate';
import type { YamlScalar } from '../yaml/syntax';
import { type Expression, parseExpression } from './expression';

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
}

const byScalar = () => new Map<YamlScalar, readonly Embedded[]>();

/** All `${{ … }}` of a scalar, in order. */
export function embeddedIn(scalar: YamlScalar): readonly Embedded[] {
  const known = scalar.file.derived(byScalar);
  let found = known.get(scalar);
  if (!found) {
    found = [...expressionStretches(scalar.text)].map(({ start, end }) => ({
      at: locate(scalar, start, end),
      start,
      end,
      source: scalar.text.slice(start + 3, end - 2).trim(),
      expression: parseExpression(scalar.text, start + 3, end - 2),
    }));
    known.set(scalar, found);
  }
  return found;
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
