import table from '../../data/compose-keys.json';

/** What may stand somewhere in a Compose file. An empty shape is anything. */
export interface Shape {
  readonly scalar?: boolean;
  readonly list?: Shape;
  /** The keys of a map. */
  readonly keys?: Readonly<Record<string, Shape>>;
  /** What may stand under any other key of a map; without it there may be none. */
  readonly any?: Shape;
}

/** What `docker stack deploy` or Compose reads and the table doesn't know: `pre_start` is newer (docker/compose, 2026). */
const MORE: Readonly<Record<string, readonly string[]>> = {
  resources: ['memory_swap', 'memory_swappiness'],
  services: ['cgroupns_mode', 'pre_start'],
};

/** A whole Compose file, by the Compose Specification. */
export const COMPOSE: Shape = table.shape;

/** Whether a key is known beyond the table. */
export function isKnownBeside(parent: string, key: string): boolean {
  return MORE[parent]?.includes(key) ?? false;
}

/** Whether anything may stand there. */
export function isAnything({ scalar, list, keys, any }: Shape): boolean {
  return !scalar && !list && !keys && !any;
}

/** What may stand there, in words: "a list or a map". */
export function inWords({ scalar, list, keys, any }: Shape): string {
  return [list && 'a list', (keys || any) && 'a map', scalar && 'a single value'].filter(Boolean).join(' or ');
}
