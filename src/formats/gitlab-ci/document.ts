import type { SourceFile } from '../../core/text';
import { items, map, scalar } from '../yaml/access';
import { parseYaml } from '../yaml/parse';
import type { YamlMap, YamlNode } from '../yaml/syntax';
import type { GitlabFile, Include, IncludeKind } from './model';

/** Reads one file. Never throws. */
export function parseGitlab(file: SourceFile): GitlabFile {
  const yaml = parseYaml(file);
  const [first, second] = yaml.isTemplated ? [] : yaml.documents.map(({ root }) => map(root));
  const header = second && first?.has('spec') ? first : undefined;
  const root = header ? second : first;
  return {
    file,
    yaml,
    problems: yaml.isTemplated ? [] : yaml.problems,
    header,
    root,
    includes: readIncludes(root?.get('include')),
    statementAt: yaml.statementAt,
  };
}

const KINDS: readonly IncludeKind[] = ['local', 'project', 'remote', 'template', 'component', 'artifact'];

/** The items of an `include`: one or several, as a path or as a map. */
function readIncludes(node: YamlNode | undefined): readonly Include[] {
  if (!node) return [];
  return (node.kind === 'seq' ? flattened(node) : [node]).map(readInclude);
}

function flattened(node: YamlNode): readonly YamlNode[] {
  return items(node).flatMap((item) => (item.kind === 'seq' && item.tag === undefined ? items(item) : [item]));
}

function readInclude(node: YamlNode): Include {
  const short = scalar(node);
  const base = { node, pair: undefined, map: undefined, isConditional: false };
  if (short) {
    const isRemote = /^https?:\/\//.test(short.text);
    return { ...base, kind: isTold(short.text) ? (isRemote ? 'remote' : 'local') : 'unknown', target: short };
  }
  const long = map(node);
  const kind = long && KINDS.find((each) => long.has(each));
  if (!long || !kind) return { ...base, kind: 'unknown', target: undefined, map: long };
  const pair = long.pair(kind);
  const target = scalar(pair?.value);
  const isKnown = target !== undefined && (kind !== 'local' || isTold(target.text));
  return {
    node,
    kind: isKnown ? kind : 'unknown',
    target,
    map: long,
    pair,
    isConditional: !long.lacks('rules'),
  };
}

/** Whether a text is all that it says: no variable and no input stands in it. */
export function isTold(text: string): boolean {
  return !/\$[A-Za-z_{[]/.test(text);
}

/** The files that the `trigger` jobs of a file start as pipelines of their own. */
export function childPipelines(root: YamlMap | undefined): readonly Include[] {
  return (root?.pairs ?? []).flatMap(({ value }) =>
    readIncludes(map(map(value)?.get('trigger'))?.get('include')).filter(({ kind }) => kind === 'local'),
  );
}
