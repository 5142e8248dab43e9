import type { Span } from '../../core/text';
import type { Expression, VariableExpression } from './syntax';

/** One step of a reference: a member's name, an index's number or string, or `*` for a splat. */
export interface Step {
  readonly key: string | number;
  readonly splat: boolean;
  readonly at: Span;
}

/** A reference such as `var.subnets[0].id`: the root and the steps whose keys are known. */
export interface Traversal {
  readonly root: VariableExpression;
  readonly steps: readonly Step[];
  /** Whether all steps are in `steps`; false where an index is computed, as in `a.b[each.key].c`. */
  readonly complete: boolean;
}

/** The reference that an expression is, parentheses aside; undefined for any other expression. */
export function traversalOf(expression: Expression): Traversal | undefined {
  const steps: (Step | undefined)[] = [];
  let at = expression;
  for (;;) {
    if (at.kind === 'variable') break;
    if (at.kind === 'parentheses') at = at.expression;
    else if (at.kind === 'member') {
      steps.push({ key: at.name.name, splat: false, at: at.name });
      at = at.object;
    } else if (at.kind === 'index') {
      const key = constantKey(at.key);
      steps.push(key === undefined ? undefined : { key, splat: false, at: at.key });
      at = at.object;
    } else if (at.kind === 'splat') {
      steps.push({ key: '*', splat: true, at: at.file.span(at.object.end, at.end) });
      at = at.object;
    } else return undefined;
  }
  steps.reverse();
  const computed = steps.indexOf(undefined);
  const known = (computed < 0 ? steps : steps.slice(0, computed)).filter((step) => step !== undefined);
  return { root: at, steps: known, complete: computed < 0 };
}

function constantKey(key: Expression): string | number | undefined {
  if (key.kind === 'literal' && typeof key.value === 'number') return key.value;
  return constantString(key);
}

/** The text of a string without interpolation or directives, escapes decoded; undefined for any other expression. */
export function constantString(expression: Expression): string | undefined {
  if ((expression.kind !== 'template' && expression.kind !== 'heredoc') || expression.recovered) return undefined;
  let text = '';
  for (const part of expression.parts) {
    if (part.kind !== 'text') return undefined;
    text += part.value;
  }
  return text;
}

/** The expression inside a string that is one interpolation and nothing else, `"${x}"`; otherwise the expression itself. */
export function unwrapped(expression: Expression): Expression {
  if (expression.kind !== 'template' || expression.parts.length !== 1) return expression;
  const only = expression.parts[0];
  return only?.kind === 'interpolation' ? only.expression : expression;
}
