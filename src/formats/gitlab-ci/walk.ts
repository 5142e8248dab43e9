import type { SourceFile } from '../../core/text';
import { parseYaml } from '../yaml/parse';
import type { YamlMap, YamlNode, YamlSeq } from '../yaml/syntax';
import { isReference } from './reference';

/** What is written in a file, wherever: its maps, and its references. */
export interface Written {
  readonly maps: readonly YamlMap[];
  readonly references: readonly YamlSeq[];
}

/** All maps and references of a file, in the order of the text; aliases are not followed. */
export function writtenIn(file: SourceFile): Written {
  return file.derived(collect);
}

function collect(file: SourceFile): Written {
  const maps: YamlMap[] = [];
  const references: YamlSeq[] = [];
  const { documents, isTemplated } = parseYaml(file);
  const waiting: YamlNode[] = isTemplated ? [] : documents.flatMap(({ root }) => root ?? []);
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'map') {
      maps.push(node);
      for (const { value, alias } of node.ownPairs.toReversed()) if (value && !alias) waiting.push(value);
    } else if (node.kind === 'seq') {
      if (isReference(node)) references.push(node);
      for (const { value, alias } of node.entries.toReversed()) if (value && !alias) waiting.push(value);
    }
  }
  return { maps, references };
}
