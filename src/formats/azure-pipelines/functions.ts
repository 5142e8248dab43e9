// Functions and contexts of expressions: https://learn.microsoft.com/azure/devops/pipelines/process/expressions

/** How many arguments a function takes, by its name in lower case. */
interface Arity {
  /** As it is usually written. */
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

function arities(least: number, most: number, names: string): [string, Arity][] {
  return names.split(' ').map((name) => [name.toLowerCase(), { name, least, most }]);
}

const MANY = Number.POSITIVE_INFINITY;

export const FUNCTIONS: ReadonlyMap<string, Arity> = new Map([
  ...arities(2, MANY, 'and or coalesce in notIn'),
  ...arities(2, 2, 'eq ne ge gt le lt xor contains containsValue startsWith endsWith join split'),
  ...arities(1, 1, 'not length lower upper trim convertToJson'),
  ...arities(3, 3, 'replace iif'),
  ...arities(1, MANY, 'format'),
  ...arities(0, 2, 'counter'),
  ...arities(0, MANY, 'succeeded failed succeededOrFailed'),
  ...arities(0, 0, 'always canceled'),
]);

/** Those that tell how what came before has ended. */
export const STATUS_FUNCTIONS: ReadonlySet<string> = new Set([
  'succeeded',
  'failed',
  'succeededorfailed',
  'always',
  'canceled',
]);

/** What a `${{ }}` can read besides the variables of its loops. */
export const COMPILE_TIME_CONTEXTS: readonly string[] = ['parameters', 'variables', 'resources', 'pipeline'];

/** What is known at run time only. */
export const RUN_TIME_CONTEXTS: readonly string[] = [
  'dependencies',
  'stageDependencies',
  'variables',
  'resources',
  'pipeline',
];
