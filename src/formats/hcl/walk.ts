import type { Attribute, Block, Body, Expression, HclFile, ObjectItem, TemplatePart } from './syntax';

/** A node that can hold expressions, below an attribute. */
export type ExpressionNode = Expression | ObjectItem | TemplatePart;

/** The expressions, object items and template parts right inside a node, in source order. */
export function childrenOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case 'literal':
    case 'variable':
    case 'text':
    case 'error':
      return [];
    case 'template':
    case 'heredoc':
      return node.parts;
    case 'interpolation':
    case 'parentheses':
      return [node.expression];
    case 'if':
      return [node.condition, ...node.whenTrue, ...(node.whenFalse ?? [])];
    case 'for-directive':
      return [node.collection, ...node.parts];
    case 'member':
    case 'splat':
      return [node.object];
    case 'index':
      return [node.object, node.key];
    case 'call':
      return node.arguments;
    case 'tuple':
    case 'object':
      return node.items;
    case 'item':
      return [node.key, node.value];
    case 'for':
      return [node.collection, node.key, node.value, node.condition].filter((child) => child !== undefined);
    case 'conditional':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'binary':
      return [node.left, node.right];
    case 'unary':
      return [node.operand];
  }
}

/** A node and all that is inside it, parents first, in source order. Needs no stack however deep the tree. */
export function* walk(node: ExpressionNode): Generator<ExpressionNode, void, undefined> {
  const open: ExpressionNode[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    const children = childrenOf(next);
    for (let i = children.length - 1; i >= 0; i--) open.push(children[i] as ExpressionNode);
  }
}

/** Whether recovery made any part of an attribute or expression, so that it does not yet say what it will say. */
export function isBroken(node: Attribute | Expression): boolean {
  if (node.kind === 'attribute') return node.recovered || isBroken(node.expression);
  for (const part of walk(node)) if (part.kind === 'error' || ('recovered' in part && part.recovered)) return true;
  return false;
}

/** All blocks of a file or body, nested ones included, parents first. */
export function* blocksOf(root: HclFile | Body): Generator<Block, void, undefined> {
  const { blocks } = 'body' in root ? root.body : root;
  for (const block of blocks) {
    yield block;
    yield* blocksOf(block.body);
  }
}
