import type { Span } from '../../../core/text';
import type { YamlFile, YamlMap, YamlNode, YamlPair, YamlScalar } from '../../yaml/syntax';
import { hasExpression } from '../embedded';
import {
  type Alternative,
  alternatives,
  type Definition,
  NOTHING,
  type Schema,
  schemaFor,
  type Usable,
} from './definitions';

/** What GitHub's schema does not allow. */
export type SchemaProblem =
  | {
      readonly kind: 'unknown-key';
      readonly at: Span;
      readonly pair: YamlPair;
      readonly definition: Definition;
      readonly known: readonly string[];
    }
  | {
      readonly kind: 'missing-key';
      readonly at: Span;
      readonly map: YamlMap;
      readonly definition: Definition;
      /** Of which one must be there. */
      readonly keys: readonly string[];
    }
  | {
      readonly kind: 'wrong-type';
      readonly at: Span;
      /** What stands there; undefined where nothing does. */
      readonly node: YamlNode | undefined;
      readonly pair: YamlPair | undefined;
      readonly wanted: readonly Alternative[];
    }
  | {
      readonly kind: 'unknown-value';
      readonly at: Span;
      readonly node: YamlScalar;
      readonly pair: YamlPair | undefined;
      readonly definition: Definition;
      readonly known: readonly string[];
    };

/** A text in which expressions may stand. */
export interface Place {
  readonly scalar: YamlScalar;
  readonly usable: Usable;
  /** An `if:`, which is an expression without `${{ }}` too. */
  readonly isCondition: boolean;
  /** The job and the step it belongs to. */
  readonly job: YamlMap | undefined;
  readonly step: YamlMap | undefined;
  /** The key of the job or step, or of the file, under which it stands. */
  readonly key: string;
}

export interface Reading {
  readonly problems: readonly SchemaProblem[];
  readonly places: readonly Place[];
}

interface Around {
  readonly usable: Usable;
  readonly job: YamlMap | undefined;
  readonly step: YamlMap | undefined;
  readonly key: string;
  readonly pair: YamlPair | undefined;
}

const ROOTS = { workflow: 'workflow-root-strict', action: 'action-root-strict' } as const;
const STEPS = new Set(['run-step', 'regular-step', 'uses-step', 'wait-step', 'wait-all-step', 'cancel-step']);
const JOBS = new Set(['job-factory', 'workflow-job']);
/** Keys that say which of several maps is meant, the strongest first. */
const TELLING = ['uses', 'run', 'wait', 'wait-all', 'cancel', 'parallel', 'main', 'image', 'steps'];

const readings = new WeakMap<YamlMap, Reading>();

/** Holds a workflow or an action against GitHub's schema; made once of each text. */
export function readingOf(root: YamlMap, kind: 'workflow' | 'action'): Reading {
  let reading = readings.get(root);
  if (!reading) {
    const walk = new Walk(schemaFor(kind));
    walk.node(root, ROOTS[kind], { usable: NOTHING, job: undefined, step: undefined, key: '', pair: undefined });
    reading = walk;
    readings.set(root, reading);
  }
  return reading;
}

class Walk implements Reading {
  readonly problems: SchemaProblem[] = [];
  readonly places: Place[] = [];
  /** What an alias leads to a second time is read once. */
  readonly #seen = new Set<YamlNode>();

  constructor(private readonly schema: Schema) {}

  node(node: YamlNode | undefined, name: string, around: Around, at?: Span): void {
    const wanted = alternatives(this.schema, name, around.usable);
    if (!node) this.#nothing(wanted, around, at);
    else if (node.kind !== 'unknown' && node.tag === undefined && !this.#seen.has(node)) {
      this.#seen.add(node);
      if (node.kind === 'scalar') this.#scalar(node, name, wanted, around);
      else if (wanted.some(({ definition }) => definition.kind === 'any')) this.#free(node, wanted, around);
      else if (node.kind === 'map') this.#map(node, wanted, around);
      else {
        const found = wanted.find(({ definition: { list, kind } }) => list !== undefined || kind === 'list');
        if (!found) this.#wrong(node, wanted, around);
        else if (found.definition.list === undefined) this.#free(node, wanted, around);
        else
          for (const entry of node.entries)
            this.node(entry.value, found.definition.list, { ...around, usable: found.usable, pair: undefined }, entry);
      }
    }
  }

  #nothing(wanted: readonly Alternative[], around: Around, at: Span | undefined): void {
    if (wanted.some(({ definition }) => fitsNothing(definition)) || !at) return;
    this.problems.push({ kind: 'wrong-type', at, node: undefined, pair: around.pair, wanted });
  }

  #wrong(node: YamlNode, wanted: readonly Alternative[], { pair }: Around): void {
    const at = node.kind === 'scalar' ? node : (pair?.key ?? node);
    if (wanted.length > 0) this.problems.push({ kind: 'wrong-type', at, node, pair, wanted });
  }

  #scalar(node: YamlScalar, name: string, wanted: readonly Alternative[], around: Around): void {
    const usable = wanted[0]?.usable ?? around.usable;
    const isCondition = name === 'if' || name.endsWith('-if');
    const isEmbedded = hasExpression(node.text);
    if (isCondition || isEmbedded) {
      const { job, step, key } = around;
      this.places.push({ scalar: node, usable, isCondition, job, step, key });
    }
    if (isEmbedded || wanted.some(({ definition }) => fits(node, definition))) return;
    const listed = wanted.filter(({ definition: { values, constant } }) => values || constant !== undefined);
    const [first] = listed;
    const isText =
      node.value !== null && !wanted.some(({ definition: { kind } }) => kind === 'boolean' || kind === 'number');
    if (first && isText) {
      const known = listed.flatMap(({ definition: { values, constant } }) => values ?? [constant ?? '']);
      const { definition } = first;
      this.problems.push({ kind: 'unknown-value', at: node, node, pair: around.pair, definition, known });
    } else this.#wrong(node, wanted, around);
  }

  #map(node: YamlMap, wanted: readonly Alternative[], around: Around): void {
    const maps = wanted.filter(({ definition: { map, kind } }) => map !== undefined || kind === 'map');
    const found = chosen(node, maps);
    if (!found) {
      if (!node.pairs.some(({ name }) => hasExpression(name))) this.#wrong(node, wanted, around);
      return;
    }
    const { definition, usable } = found;
    if (!definition.map) {
      this.#free(node, wanted, around);
      return;
    }
    const isStep = STEPS.has(definition.name);
    const isJob = JOBS.has(definition.name);
    const job = isJob ? node : around.job;
    const step = isStep ? node : around.step;
    const isHead = isStep || isJob || around.key === '';
    for (const pair of node.pairs) {
      const type = definition.map[pair.name] ?? definition.loose;
      if (type === undefined) this.#unknown(pair, definition);
      else this.node(pair.value, type, { usable, job, step, key: isHead ? pair.name : around.key, pair }, pair.key);
    }
    this.#missing(node, found, maps, around);
  }

  #unknown(pair: YamlPair, definition: Definition): void {
    // Keys that are made by an expression, and `on` as tools of YAML 1.1 write it.
    if (hasExpression(pair.name) || pair.name === '<<' || pair.name === 'true') return;
    const known = Object.keys(definition.map ?? {});
    this.problems.push({ kind: 'unknown-key', at: pair.key, pair, definition, known });
  }

  #missing(map: YamlMap, { definition }: Alternative, maps: readonly Alternative[], { pair }: Around): void {
    const at = pair?.key ?? map.ownPairs[0]?.key ?? map;
    const isUndecided = maps.length > 1 && !telling(map, maps);
    if (isUndecided && maps.some(({ definition: { required } }) => !required)) return;
    const lacking = isUndecided
      ? [[...new Set(maps.flatMap(({ definition: { required } }) => required?.[0] ?? []))]]
      : (definition.required ?? []).map((name) => [name]);
    for (const keys of lacking) {
      const isThere = keys.some((key) => !map.lacks(key)) || (keys[0] === 'on' && !map.lacks('true'));
      if (!isThere && !map.pairs.some(({ name }) => hasExpression(name)))
        this.problems.push({ kind: 'missing-key', at, map, definition, keys });
    }
  }

  /** What may hold anything is only looked through for expressions. */
  #free(node: YamlNode, wanted: readonly Alternative[], around: Around): void {
    const { job, step, key } = around;
    const usable = wanted[0]?.usable ?? around.usable;
    const waiting = [node];
    for (let each = waiting.pop(); each; each = waiting.pop()) {
      this.#seen.add(each);
      const parts = each.kind === 'map' ? each.pairs : each.kind === 'seq' ? each.entries : [];
      for (const { value } of parts) if (value && !this.#seen.has(value)) waiting.push(value);
      if (each.kind === 'scalar' && hasExpression(each.text))
        this.places.push({ scalar: each, usable, isCondition: false, job, step, key });
    }
  }
}

function telling(node: YamlMap, maps: readonly Alternative[]): string | undefined {
  const using = node.get('using');
  if (using?.kind === 'scalar')
    return using.text === 'composite' ? 'steps' : using.text === 'docker' ? 'image' : 'main';
  return TELLING.find((key) => node.has(key) && maps.some(({ definition }) => definition.required?.includes(key)));
}

/** Of several maps the one whose telling key is there, or else that knows most of the keys. */
function chosen(node: YamlMap, maps: readonly Alternative[]): Alternative | undefined {
  const key = telling(node, maps);
  if (key !== undefined) return maps.find(({ definition }) => definition.required?.includes(key));
  let best = maps[0];
  let most = -1;
  for (const each of maps) {
    const count = node.pairs.filter(({ name }) => each.definition.map?.[name] !== undefined).length;
    if (count > most) [best, most] = [each, count];
  }
  return best;
}

function fits(node: YamlScalar, { kind, values, constant, isFilled }: Definition): boolean {
  if (values) return values.includes(node.text);
  if (constant !== undefined) return constant === node.text;
  switch (kind) {
    case 'string':
      return !isFilled || (node.text !== '' && node.value !== null);
    case 'boolean':
      return typeof node.value === 'boolean';
    case 'number':
      return typeof node.value === 'number';
    case 'null':
      return node.value === null;
    default:
      return kind === 'any';
  }
}

function fitsNothing({ kind, isFilled }: Definition): boolean {
  return kind === 'null' || kind === 'any' || (kind === 'string' && !isFilled);
}

/** Whether a file can be held against the schema at all: it is read to its end, and its maps are as they seem. */
export function isReadable({ problems, isTemplated }: YamlFile): boolean {
  return problems.length === 0 && !isTemplated;
}
