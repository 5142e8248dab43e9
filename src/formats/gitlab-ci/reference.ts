import { scalar } from '../yaml/access';
import type { YamlNode, YamlScalar, YamlSeq } from '../yaml/syntax';

/** What follows references. */
export interface Resolver {
  resolve(node: YamlNode | undefined): YamlNode | undefined;
}

/** Lists nested deeper than this are refused by GitLab. */
const DEEPEST = 10;

export function isReference(node: YamlNode): node is YamlSeq {
  return node.kind === 'seq' && node.tag === '!reference';
}

/** The names of a reference, job first; undefined where it can't be read. */
export function referencePath(node: YamlSeq): readonly YamlScalar[] | undefined {
  const names = node.items.flatMap((item) => scalar(item) ?? []);
  return names.length === node.items.length && names.length > 0 ? names : undefined;
}

/** The items of a list, of the lists in it and of those that it refers to. `isWhole`: none of them is unknown. */
export function flatten(
  node: YamlNode | undefined,
  resolver: Resolver,
): { readonly nodes: readonly YamlNode[]; readonly isWhole: boolean } {
  const nodes: YamlNode[] = [];
  let isWhole = true;
  const visit = (each: YamlNode | undefined, depth: number): void => {
    const found = each && isReference(each) ? resolver.resolve(each) : each;
    if (!found || found.kind === 'unknown' || depth > DEEPEST) isWhole = false;
    else if (found.kind === 'seq') for (const item of found.items) visit(item, depth + 1);
    else nodes.push(found);
  };
  if (node) visit(node, 0);
  return { nodes, isWhole };
}
