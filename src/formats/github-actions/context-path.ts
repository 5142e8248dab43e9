import type { Expression } from './expression';

/**
 * A way into a context, in lower case, as GitHub compares names: `github.event.commits.*.message`.
 * A part that is only known at run time, and every index of a list, is `*`.
 */
export type ContextPath = string;

/** Whether a value reaches the text as it is, or written as JSON. */
export interface Reached {
  readonly path: ContextPath;
  readonly asJson: boolean;
}

/** Every context that an expression reads, in the order of the text. */
export function contextPaths(expression: Expression): ContextPath[] {
  const out: ContextPath[] = [];
  // Parts of a path that are themselves expressions are read too: `matrix[inputs.name]`.
  const visit = (node: Expression): void => {
    const path = pathOf(node);
    if (path !== undefined) out.push(path);
    for (let at = node; at.kind === 'property' || at.kind === 'index'; at = at.of) {
      if (at.kind === 'index' && at.index) visit(at.index);
      if (path === undefined && at.of.kind !== 'property' && at.of.kind !== 'index') visit(at.of);
    }
    if (node.kind === 'call') node.args.forEach(visit);
    if (node.kind === 'operation') node.operands.forEach(visit);
  };
  visit(expression);
  return out;
}

/** The contexts whose text can come out of an expression: what is only compared or tested does not count. */
export function reachingPaths(expression: Expression, asJson = false): Reached[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'operation':
      return reachingThrough(expression.operator, expression.operands, asJson);
    case 'call':
      return passedOn(expression.name.toLowerCase(), expression.args, asJson);
    default: {
      const path = pathOf(expression);
      return path === undefined ? [] : [{ path, asJson }];
    }
  }
}

function reachingThrough(operator: string, operands: readonly Expression[], asJson: boolean): Reached[] {
  // What `&&` gives of its left side is empty or false.
  if (operator === '&&') return operands.slice(1).flatMap((operand) => reachingPaths(operand, asJson));
  return operator === '||' ? operands.flatMap((operand) => reachingPaths(operand, asJson)) : [];
}

function passedOn(name: string, args: readonly Expression[], asJson: boolean): Reached[] {
  if (name === 'tojson') return args.flatMap((arg) => reachingPaths(arg, true));
  const passing = name === 'format' || name === 'fromjson' || name === 'join';
  return passing ? args.flatMap((arg) => reachingPaths(arg, asJson)) : [];
}

/** The path of an access that starts at a context; undefined for anything else. */
function pathOf(expression: Expression): ContextPath | undefined {
  const parts: string[] = [];
  let at = expression;
  for (; at.kind === 'property' || at.kind === 'index'; at = at.of) {
    if (at.kind === 'property') parts.push(at.name);
    else parts.push(at.index?.kind === 'literal' && typeof at.index.value === 'string' ? at.index.value : '*');
  }
  if (at.kind !== 'context') return undefined;
  return [at.name, ...parts.reverse()].join('.').toLowerCase();
}
