import type { YamlScalar } from '../yaml/syntax';
import { contextPaths } from './context-path';
import { embeddedIn } from './embedded';
import { type Expression, parseExpression } from './expression';

/** The expression of an `if:`, which may do without `${{ }}`; undefined where it can't be read. */
export function conditionOf(scalar: YamlScalar | undefined): Expression | undefined {
  if (!scalar) return undefined;
  const { text } = scalar;
  const [only, ...others] = embeddedIn(scalar);
  if (!only) return parseExpression(text);
  const isAll = others.length === 0 && text.trim().length === only.end - only.start;
  return isAll ? only.expression : undefined;
}

/** Those of the events that a condition lets through, as far as it compares `github.event_name`. */
export function eventsUnder(condition: Expression | undefined, events: readonly string[]): readonly string[] {
  if (condition?.kind !== 'operation') return events;
  const { operator, operands } = condition;
  const [left, right] = operands;
  if (!left || !right) return events;
  if (operator === '&&') return eventsUnder(right, eventsUnder(left, events));
  if (operator === '||') {
    const either = new Set([...eventsUnder(left, events), ...eventsUnder(right, events)]);
    return events.filter((event) => either.has(event));
  }
  const name = isEventName(left) ? right : isEventName(right) ? left : undefined;
  if (name?.kind !== 'literal' || (operator !== '==' && operator !== '!=')) return events;
  return events.filter((event) => (event === name.value) === (operator === '=='));
}

function isEventName(expression: Expression): boolean {
  const [path, ...others] = contextPaths(expression);
  return expression.kind === 'property' && path === 'github.event_name' && others.length === 0;
}
