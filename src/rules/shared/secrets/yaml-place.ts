import type { YamlPlace } from '../../../formats/secrets/model';
import type { YamlMap, YamlNode } from '../../../formats/yaml';

/** The outermost map around a map. */
export function rootOf(map: YamlMap): YamlMap {
  let root = map;
  for (let holder = map.holder; holder; holder = holder.parent.holder) {
    if (holder.parent.kind === 'map') root = holder.parent;
  }
  return root;
}

/** A text with braces as it may stand in a scalar's place: they can't stand plain inside of others. */
export function plainOrQuoted(text: string, scalar: YamlPlace['scalar']): string {
  return scalar.style === 'plain' && isInFlow(scalar) ? `"${text}"` : text;
}

function isInFlow(node: YamlNode): boolean {
  for (let holder = node.holder; holder; holder = holder.parent.holder) if (holder.parent.isFlow) return true;
  return false;
}
