import { forEachChild, parse, type SyntaxNode } from 'unbash';
import type { Span } from '../../core/text';
import type { ShellSource } from './source';
import { LOADS, namesTouched } from './variables';

/** A variable that a script takes from its environment. */
export interface VariableRead {
  readonly name: string;
  /** `$NAME` or `${NAME}` as written. */
  readonly span: Span;
}

/**
 * The variables that a script reads from its environment and nothing in it may set, in the order of the text; those with a
 * default beside them left out. Scripts within, as of `sh -c`, are not looked into.
 */
export function readsOf(source: ShellSource): readonly VariableRead[] {
  const { text } = source;
  if (!text.includes('$') || LOADS.test(text)) return [];
  const touched = namesTouched(text);
  const reads: VariableRead[] = [];
  const visit = (node: SyntaxNode): void => {
    const name = nameRead(node);
    if (name !== undefined && !touched.has(name)) reads.push({ name, span: source.locate(node.pos, node.end) });
    forEachChild(node, visit);
  };
  for (const statement of parse(text).commands) visit(statement);
  return reads;
}

function nameRead(node: SyntaxNode): string | undefined {
  let name: string | undefined;
  if (node.type === 'SimpleExpansion') name = node.text.slice(1);
  else if (node.type === 'ParameterExpansion' && !node.operation && !node.prefix) name = node.parameter;
  return name !== undefined && /^[A-Za-z_]\w*$/.test(name) ? name : undefined;
}
