import type { YamlScalar } from '../yaml/syntax';
import { type Parsed, parseExpression } from './expression';

const byScalar = () => new Map<YamlScalar, Parsed>();

/** A `condition`, which is an expression as a whole; parsed once, however many ask. */
export function readCondition(condition: YamlScalar): Parsed {
  const known = condition.file.derived(byScalar);
  let parsed = known.get(condition);
  if (!parsed) {
    parsed = parseExpression(condition.text);
    known.set(condition, parsed);
  }
  return parsed;
}
