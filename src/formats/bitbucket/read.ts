import { items, map, scalar } from '../yaml/access';
import type { YamlMap, YamlNode, YamlPair } from '../yaml/syntax';
import type { Config, Group, Line, Pipeline, PipelineKind, Step } from './model';

const NAMED: readonly Exclude<PipelineKind, 'default'>[] = ['branches', 'tags', 'bookmarks', 'pull-requests', 'custom'];

/** Reads a file. Never throws; what is of another shape is left out. */
export function readConfig(root: YamlMap): Config {
  const definitions = map(root.get('definitions'));
  const all = map(root.get('pipelines'));
  const first = all?.pair('default');
  const named = NAMED.flatMap((kind) =>
    (map(all?.get(kind))?.pairs ?? []).map((pair) => readPipeline(kind, pair.name, pair)),
  );
  return {
    file: root.file,
    map: root,
    pipelines: first ? [readPipeline('default', 'default', first), ...named] : named,
    definedSteps: readGroups(definitions?.get('steps')).flatMap(({ steps }) => steps),
    caches: map(definitions?.get('caches')),
    services: map(definitions?.get('services')),
  };
}

function readPipeline(kind: PipelineKind, name: string, pair: YamlPair): Pipeline {
  return { kind, name, pair, groups: readGroups(pair.value), isOpen: pair.value?.kind !== 'seq' };
}

/** Groups nest no deeper. */
const DEEPEST = 4;

function readGroups(node: YamlNode | undefined, depth = 0): readonly Group[] {
  if (depth > DEEPEST) return [];
  return items(node).flatMap((item): readonly Group[] => {
    if (item.kind === 'seq') return readGroups(item, depth + 1);
    const body = map(item);
    if (!body) return [];
    const step = readStep(body);
    if (step) return [{ kind: 'step', steps: [step], stage: undefined }];
    for (const kind of ['parallel', 'stage'] as const) {
      const inner = body.get(kind);
      if (!inner) continue;
      const list = inner.kind === 'map' ? inner.get('steps') : inner;
      const steps = readGroups(list, depth + 1).flatMap((group) => group.steps);
      return [{ kind, steps, stage: kind === 'stage' ? map(inner) : undefined }];
    }
    return [];
  });
}

function readStep(item: YamlMap): Step | undefined {
  const pair = item.pair('step');
  const body = map(pair?.value);
  if (!pair || !body) return undefined;
  return {
    map: body,
    head: pair.key,
    name: scalar(body.get('name')),
    lines: (['script', 'after-script'] as const).flatMap((section) => readLines(section, body.get(section), 0)),
  };
}

function readLines(section: Line['section'], node: YamlNode | undefined, depth: number): readonly Line[] {
  if (depth > DEEPEST) return [];
  return items(node).flatMap((item): readonly Line[] => {
    if (item.kind === 'seq') return readLines(section, item, depth + 1);
    const text = scalar(item);
    const command = text && text.value !== null ? text : undefined;
    const pipe = scalar(map(item)?.get('pipe'));
    return [{ section, node: item, command, pipe }];
  });
}
