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

/** What `docker stack deploy` reads and the specification doesn't know. */
const OF_STACKS: Readonly<Record<string, readonly string[]>> = {
  deploy: [],
  resources: ['memory_swap', 'memory_swappiness'],
  services: ['cgroupns_mode'],
};

/** A whole Compose file, by the Compose Specification. */
export const COMPOSE: Shape = table.shape;

/** Whether Compose does not know a key, but a Swarm does. */
export function isOfStacks(parent: string, key: string): boolean {
  return OF_STACKS[parent]?.includes(key) ?? false;
}

/** Whether anything may stand there. */
export function isAnything({ scalar, list, keys, any }: Shape): boolean {
  return !scalar && !list && !keys && !any;
}

/** What may stand there, in words: "a list or a map". */
export function inWords({ scalar, list, keys, any }: Shape): string {
  return [list && 'a list', (keys || any) && 'a map', scalar && 'a single value'].filter(Boolean).join(' or ');
}
