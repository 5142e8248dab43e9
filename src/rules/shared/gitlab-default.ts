import { type Edit, replace, textOf } from '../../core/text';
import type { YamlMap } from '../../formats/yaml/syntax';

/**
 * Writes a `default` with these lines before all else; undefined where the file can't take one. Every fix that makes a
 * `default` touches the first key of the file, so that two of them never make two.
 */
export function newDefault({ file, ownPairs: [first], isFlow }: YamlMap, lines: readonly string[]): Edit | undefined {
  if (!first || isFlow) return undefined;
  return replace(first.key, ['default:', ...lines.map((line) => `  ${line}`), '', textOf(first.key)].join(file.eol));
}

/** Holds the place where other fixes would make a `default`, and changes nothing. */
export function claimDefault({ ownPairs: [first] }: YamlMap): Edit | undefined {
  return first && replace(first.key, textOf(first.key));
}
