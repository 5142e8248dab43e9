import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from './syntax';

// What rules ask of a node: undefined wherever it is something else, or nothing.

type Maybe = YamlNode | undefined;

export function map(node: Maybe): YamlMap | undefined {
  return node?.kind === 'map' ? node : undefined;
}

export function seq(node: Maybe): YamlSeq | undefined {
  return node?.kind === 'seq' ? node : undefined;
}

export function scalar(node: Maybe): YamlScalar | undefined {
  return node?.kind === 'scalar' ? node : undefined;
}

/** The text of a scalar that stands for a string. */
export function string(node: Maybe): string | undefined {
  const value = scalar(node)?.value;
  return typeof value === 'string' ? value : undefined;
}

export function number(node: Maybe): number | undefined {
  const value = scalar(node)?.value;
  return typeof value === 'number' ? value : undefined;
}

export function boolean(node: Maybe): boolean | undefined {
  const value = scalar(node)?.value;
  return typeof value === 'boolean' ? value : undefined;
}

/** The items of a sequence; of anything else, none. */
export function items(node: Maybe): readonly YamlNode[] {
  return seq(node)?.items ?? [];
}

/** The pairs of a map, merged ones included; of anything else, none. */
export function pairs(node: Maybe): YamlMap['pairs'] {
  return map(node)?.pairs ?? [];
}

/** The value at a path of names: `at(root, 'spec', 'template', 'spec')`. */
export function at(node: Maybe, ...path: readonly string[]): Maybe {
  let found = node;
  for (const name of path) found = map(found)?.get(name);
  return found;
}
