import type { SourceFile } from '../../core/text';
import type { GitlabModel } from '../../formats/gitlab-ci/model';
import { type ScriptLine, shellOf } from '../../formats/gitlab-ci/script';
import { writtenIn } from '../../formats/gitlab-ci/walk';
import type { YamlNode } from '../../formats/yaml/syntax';

const SECTIONS = ['before_script', 'script', 'after_script'] as const;

/** Every line of a script of the unit's files, where it is written: of jobs, of hidden ones, of defaults. */
export function* linesIn({ files }: GitlabModel): Generator<ScriptLine> {
  for (const { file } of files) yield* file.derived(linesOf);
}

function linesOf(file: SourceFile): readonly ScriptLine[] {
  const lines: ScriptLine[] = [];
  for (const map of writtenIn(file).maps) {
    for (const { name, value, alias } of map.ownPairs) {
      const section = SECTIONS.find((each) => each === name);
      if (section && value && !alias) lines.push(...linesBelow(value, section));
    }
  }
  return lines;
}

function* linesBelow(node: YamlNode, section: ScriptLine['section']): Generator<ScriptLine> {
  if (node.kind === 'scalar') {
    if (node.value !== null) yield { section, scalar: node, shell: shellOf(node) };
  } else if (node.kind === 'seq' && node.tag === undefined) {
    for (const { value, alias } of node.entries) if (value && !alias) yield* linesBelow(value, section);
  }
}
