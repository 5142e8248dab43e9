import type { YamlMap, YamlNode, YamlScalar } from '../yaml/syntax';
import type { Pipeline } from './model';

interface Parts {
  readonly maps: readonly YamlMap[];
  readonly scalars: readonly YamlScalar[];
}

const byPipeline = () => new Map<Pipeline, Parts>();

/** All maps that are written in a file, from the outermost. */
export function mapsIn(pipeline: Pipeline): readonly YamlMap[] {
  return partsIn(pipeline).maps;
}

/** All keys and values that are written in a file. */
export function scalarsIn(pipeline: Pipeline): readonly YamlScalar[] {
  return partsIn(pipeline).scalars;
}

function partsIn(pipeline: Pipeline): Parts {
  const known = pipeline.file.derived(byPipeline);
  let parts = known.get(pipeline);
  if (!parts) {
    const maps: YamlMap[] = [];
    const scalars: YamlScalar[] = [];
    const waiting: (YamlNode | undefined)[] = [pipeline.map];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (node.kind === 'scalar') scalars.push(node);
      if (node.kind === 'map') {
        maps.push(node);
        for (const { key, value, alias } of node.ownPairs) {
          scalars.push(key);
          if (value && !alias) waiting.push(value);
        }
      }
      if (node.kind === 'seq') for (const { value, alias } of node.entries) if (value && !alias) waiting.push(value);
    }
    parts = { maps, scalars };
    known.set(pipeline, parts);
  }
  return parts;
}
