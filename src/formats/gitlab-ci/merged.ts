import type { YamlMap, YamlNode, YamlPair } from '../yaml/syntax';

/**
 * Maps laid over one another as GitLab merges them, the nearest first: of a key that several have, maps are merged again,
 * and anything else is that of the nearest. Every pair keeps its own place.
 */
export class Merged {
  constructor(readonly layers: readonly YamlMap[]) {}

  /** The pair that counts. */
  pair(name: string): YamlPair | undefined {
    for (const layer of this.layers) {
      const pair = layer.pair(name);
      if (pair) return pair;
    }
    return undefined;
  }

  get(name: string): YamlNode | undefined {
    return this.pair(name)?.value;
  }

  has(name: string): boolean {
    return this.pair(name) !== undefined;
  }

  /** Whether the name is surely not there. */
  lacks(name: string): boolean {
    return this.layers.every((layer) => layer.lacks(name));
  }

  /** The maps under a name, merged; undefined where the nearest holds something else. */
  child(name: string): Merged | undefined {
    const maps: YamlMap[] = [];
    for (const layer of this.layers) {
      const pair = layer.pair(name);
      if (!pair) continue;
      if (pair.value?.kind !== 'map') break;
      maps.push(pair.value);
    }
    return maps.length === 0 ? undefined : new Merged(maps);
  }

  /** Every pair that counts, the nearest of each name, in the order of the layers. */
  get pairs(): readonly YamlPair[] {
    const byName = new Map<string, YamlPair>();
    for (const layer of this.layers)
      for (const pair of layer.pairs) if (!byName.has(pair.name)) byName.set(pair.name, pair);
    return [...byName.values()];
  }
}
