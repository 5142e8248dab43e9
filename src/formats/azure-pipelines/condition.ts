import type { YamlScalar } from '../yaml/syntax';
import { type Parsed, parseExpression } from './expression';

/** The same conditions are read again with each keystroke, and by several rules. */
const known = new Map<string, Parsed>();
/** Conditions longer than this, in UTF-16 units, and more of them than that are read anew each time. */
const LONGEST_KNOWN = 2_000;
const MOST_KNOWN = 1_000;

/** A `condition`, which is an expression as a whole. Offsets are those of its decoded text. */
export function readCondition({ text }: YamlScalar): Parsed {
  if (text.length > LONGEST_KNOWN) return parseExpression(text);
  let parsed = known.get(text);
  if (!parsed) {
    if (known.size >= MOST_KNOWN) known.clear();
    parsed = parseExpression(text);
    known.set(text, parsed);
  }
  return parsed;
}
