// Refreshes src/data/compose-keys.json from a clone of github.com/compose-spec/compose-spec: which keys there are, and
// what may stand under each. `npx tsx scripts/update-compose-keys.ts path/to/clone`
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const PATH = 'src/data/compose-keys.json';
const SCHEMA = 'schema/compose-spec.json';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** What may stand somewhere: a scalar, a list of something, a map with keys of its own or with any. */
interface Shape {
  scalar?: true;
  list?: Shape;
  keys?: Record<string, Shape>;
  /** Under any other key; left out where there may be none. */
  any?: Shape;
}

const [clone] = process.argv.slice(2);
if (!clone) throw new Error('Say where the clone lies: npx tsx scripts/update-compose-keys.ts path/to/clone');

function git(...words: string[]): string {
  return execFileSync('git', ['-C', clone ?? '', ...words]).toString();
}

const schema = JSON.parse(git('show', `HEAD:${SCHEMA}`)) as Schema;
const definitions = schema.definitions ?? {};

function shapeOf(node: Schema): Shape {
  if (node.$ref) return shapeOf(definitions[node.$ref.slice('#/definitions/'.length)] ?? {});
  if (node.oneOf) return node.oneOf.map(shapeOf).reduce(merge, {});
  const types = [node.type ?? []].flat();
  const shape: Shape = {};
  if (types.some((type) => ['string', 'number', 'integer', 'boolean'].includes(type))) shape.scalar = true;
  if (types.includes('array')) shape.list = node.items ? shapeOf(node.items) : {};
  if (types.includes('object')) {
    const other = Object.entries(node.patternProperties ?? {}).find(([pattern]) => pattern !== '^x-')?.[1];
    if (node.properties)
      shape.keys = Object.fromEntries(Object.entries(node.properties).map(([key, value]) => [key, shapeOf(value)]));
    if (other) shape.any = shapeOf(other);
    else if (node.additionalProperties !== false) shape.any = {};
  }
  return shape;
}

function merge(left: Shape, right: Shape): Shape {
  return { ...left, ...right };
}

const [commit, day] = git('log', '-1', '--format=%h %cs').trim().split(' ');
const table = {
  source: `github.com/compose-spec/compose-spec, ${SCHEMA}, ${commit} of ${day} (Apache-2.0)`,
  about:
    'By key, what may stand under it: `scalar`, `list` of a shape, a map with `keys` of its own or with `any`; an empty shape is anything.',
  shape: shapeOf(schema),
};
writeFileSync(PATH, `${JSON.stringify(table)}\n`);
