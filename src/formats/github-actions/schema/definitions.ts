import data from '../../../data/actions-schema.json';

/** What may stand at a place of a workflow or an action, as GitHub's own schema has it. */
export interface Definition {
  readonly name: string;
  /** The contexts and functions, such as `hashFiles(1,255)`, that expressions may use in addition to those of the place around. */
  readonly context?: readonly string[];
  /** The definitions of the values of a map, by key. */
  readonly map?: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
  /** The definition of the values under keys of a free name. */
  readonly loose?: string;
  /** The definition of the items of a list. */
  readonly list?: string;
  /** The definitions of which one fits. */
  readonly one?: readonly string[];
  readonly values?: readonly string[];
  readonly kind?: 'string' | 'boolean' | 'number' | 'null' | 'any' | 'map' | 'list';
  readonly constant?: string;
  readonly isFilled?: boolean;
}

export type Schema = ReadonlyMap<string, Definition>;

const BUILT_IN: readonly Definition[] = [
  { name: 'string', kind: 'string' },
  { name: 'boolean', kind: 'boolean' },
  { name: 'number', kind: 'number' },
  { name: 'null', kind: 'null' },
  { name: 'any', kind: 'any' },
  { name: 'mapping', kind: 'map' },
  { name: 'sequence', kind: 'list' },
];

/** What is younger than the schema: https://github.blog/changelog/2026-09-10-control-github-actions-cache-access-with-cache-mode */
const CACHE_MODE: Definition = { name: 'cache-mode', values: ['read', 'write', 'write-only', 'none'] };
const HAVE_CACHE_MODE = ['workflow-root-strict', 'job-factory', 'workflow-job'];

function workflowSchema(): Schema {
  const schema = new Map(schemaOf(data.workflow)).set(CACHE_MODE.name, CACHE_MODE);
  for (const name of HAVE_CACHE_MODE) {
    const definition = schema.get(name);
    if (definition) schema.set(name, { ...definition, map: { ...definition.map, [CACHE_MODE.name]: CACHE_MODE.name } });
  }
  return schema;
}

function schemaOf(written: unknown): Schema {
  const schema = new Map<string, Definition>(BUILT_IN.map((each) => [each.name, each]));
  for (const [name, each] of Object.entries(written as Record<string, Omit<Definition, 'name'>>))
    schema.set(name, { ...each, name });
  return schema;
}

let schemas: { readonly workflow: Schema; readonly action: Schema } | undefined;

/** The definitions of workflows or of actions, by name. */
export function schemaFor(kind: 'workflow' | 'action'): Schema {
  schemas ??= { workflow: workflowSchema(), action: schemaOf(data.action) };
  return schemas[kind];
}

/** What expressions may use at a place: contexts in lower case, and functions that are not known everywhere. */
export interface Usable {
  readonly contexts: ReadonlySet<string>;
  /** By name in lower case. */
  readonly functions: ReadonlyMap<string, Arity>;
}

/** How many arguments a function takes. */
export interface Arity {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

/** One definition that may fit, and what expressions may use there. */
export interface Alternative {
  readonly definition: Definition;
  readonly usable: Usable;
}

export const NOTHING: Usable = { contexts: new Set(), functions: new Map() };

const known = new Map<Schema, Map<Usable, Map<string, readonly Alternative[]>>>();

/** The definitions of which one must fit, seen through `one`, below a place with what is usable there. */
export function alternatives(schema: Schema, name: string, around: Usable): readonly Alternative[] {
  const byUsable = entry(known, schema, () => new Map<Usable, Map<string, readonly Alternative[]>>());
  const byName = entry(byUsable, around, () => new Map<string, readonly Alternative[]>());
  return entry(byName, name, () => {
    const definition = schema.get(name);
    if (!definition) return [];
    const usable = definition.context ? withMore(around, definition.context) : around;
    return definition.one
      ? definition.one.flatMap((each) => alternatives(schema, each, usable))
      : [{ definition, usable }];
  });
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

const made = new Map<string, Usable>();

/** One object for all places at which the same is usable. */
function withMore({ contexts, functions }: Usable, names: readonly string[]): Usable {
  const all = new Set(contexts);
  const calls = new Map(functions);
  for (const written of names) {
    const [, name, least, most] = /^(\w+)\((\d+),(\d+|MAX)\)$/.exec(written) ?? [];
    if (name === undefined) all.add(written.toLowerCase());
    else
      calls.set(name.toLowerCase(), {
        name,
        least: Number(least),
        most: most === 'MAX' ? Number.POSITIVE_INFINITY : Number(most),
      });
  }
  const key = [...all, ...[...calls.values()].map(({ name, most }) => `${name}(${most})`)].sort().join();
  return entry(made, key, () => ({ contexts: all, functions: calls }));
}
