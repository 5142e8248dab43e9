import type { Span } from '../../core/text';
import { DEFAULT_STAGES, GLOBAL_KEYWORDS } from '../../data/gitlab-keywords';
import { map, scalar } from '../yaml/access';
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/syntax';
import type { Closure, Family } from './family';
import { Job } from './job';
import { Merged } from './merged';
import type { GitlabFile } from './model';
import { flatten, isReference, referencePath } from './reference';
import { type RuleClauses, readClauses } from './rule-clause';

/** References that lead to references deeper than this are not followed; GitLab gives up as well. */
const DEEPEST_REFERENCE = 10;

/** How many jobs may extend one another in a row. */
const LONGEST_CHAIN = 11;

/** The stages of a pipeline, in their order, `.pre` and `.post` left out. */
export interface Stages {
  readonly names: readonly string[];
  /** Where they are named; undefined where they are the usual ones. */
  readonly pair: YamlPair | undefined;
  /** By name, where each is written. */
  readonly places: ReadonlyMap<string, YamlScalar>;
}

/** Something at the top that has a name: a job, a hidden one, or a keyword. */
export interface Definition {
  readonly name: string;
  readonly pairs: readonly YamlPair[];
  readonly body: Merged;
}

/** What one file and all that it includes make together. */
export class Pipeline {
  readonly root: GitlabFile;
  readonly files: readonly GitlabFile[];
  /** Whether the root begins a pipeline; else it is a template, and what includes it is not known. */
  readonly isMain: boolean;
  /** Whether a job of another pipeline starts this one. */
  readonly isChild: boolean;
  /** Whether there may be more jobs, templates and stages than can be seen. */
  readonly isOpen: boolean;
  readonly missing: Closure['missing'];
  /** All that stands at the top of the files. */
  readonly top: Merged;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** The visible jobs, in the order of the files. */
  readonly jobs: readonly Job[];
  /** Hidden ones, the names of which begin with a dot. */
  readonly templates: readonly Job[];
  #stages: Stages | null | undefined;
  #workflow: RuleClauses | null | undefined;
  readonly #clauses = new Map<YamlPair, RuleClauses | undefined>();

  constructor(root: GitlabFile, closure: Closure, family: Pick<Family, 'isMain' | 'isChild'>) {
    const documents = closure.members.map(({ document }) => document);
    const maps = documents.flatMap(({ root: found }) => found ?? []);
    this.root = root;
    this.files = documents;
    this.isMain = family.isMain;
    this.isChild = family.isChild;
    this.missing = closure.missing;
    this.isOpen =
      !family.isMain ||
      closure.opaque.length > 0 ||
      closure.missing.length > 0 ||
      closure.members.some(
        ({ document: { yaml, root: found } }) =>
          yaml.isTemplated || yaml.problems.length > 0 || found === undefined || found.isUncertain,
      );
    this.top = new Merged(maps);
    this.definitions = definitionsOf(maps);
    const jobs = [...this.definitions.values()].flatMap((definition) => {
      const isJob = !GLOBAL_KEYWORDS.has(definition.name) && definition.body.layers.length > 0;
      return isJob ? [new Job(definition, this)] : [];
    });
    this.jobs = jobs.filter(({ isHidden }) => !isHidden);
    this.templates = jobs.filter(({ isHidden }) => isHidden);
  }

  /** Where it is said what the whole pipeline lacks: the name of its first keyword. */
  get head(): Span {
    const { root, file } = this.root;
    const { ownPairs = [] } = root ?? {};
    const pair =
      ownPairs.find(({ name }) => name === 'stages') ?? ownPairs.find(({ name }) => name === 'workflow') ?? ownPairs[0];
    return pair ? file.span(pair.key.start, pair.key.end) : file.line(0);
  }

  /** The stages, or undefined where they can't be known. */
  get stages(): Stages | undefined {
    if (this.#stages === undefined) this.#stages = this.#readStages() ?? null;
    return this.#stages ?? undefined;
  }

  #readStages(): Stages | undefined {
    const pair = this.top.pair('stages') ?? this.top.pair('types');
    const own = this.root.root?.has('stages');
    if (this.isOpen && !(own && this.isMain)) return undefined;
    if (!pair) return { names: DEFAULT_STAGES, pair: undefined, places: new Map() };
    const { nodes, isWhole } = flatten(pair.value, this);
    const names = nodes.flatMap((node) => scalar(node) ?? []);
    if (!isWhole || names.length !== nodes.length || names.some(({ text }) => text.includes('$'))) return undefined;
    return { names: names.map(({ text }) => text), pair, places: new Map(names.map((name) => [name.text, name])) };
  }

  /** The place of a stage in the order, from 0 (`.pre`) on; undefined where it is not known. */
  stageIndex(name: string): number | undefined {
    const names = this.stages?.names;
    if (!names) return undefined;
    if (name === '.pre') return 0;
    if (name === '.post') return names.length + 1;
    const index = names.indexOf(name);
    return index < 0 ? undefined : index + 1;
  }

  /** `workflow: rules`: null where there are none, undefined where they can't be known. */
  get workflowRules(): RuleClauses | null | undefined {
    if (this.#workflow !== undefined) return this.#workflow ?? undefined;
    const workflow = this.top.child('workflow');
    if (!this.top.lacks('workflow') && !workflow) return undefined;
    if (!workflow || workflow.lacks('rules')) return this.isOpen ? undefined : null;
    this.#workflow = this.clausesOf(workflow.pair('rules')) ?? null;
    return this.#workflow ?? undefined;
  }

  /** The items of some `rules`, read once for all jobs that share them. */
  clausesOf(pair: YamlPair | undefined): RuleClauses | undefined {
    if (!pair) return undefined;
    let clauses = this.#clauses.get(pair);
    if (!clauses) {
      clauses = readClauses(pair, this);
      this.#clauses.set(pair, clauses);
    }
    return clauses;
  }

  /** Follows `!reference [job, key]`; undefined where it leads nowhere that can be seen. */
  resolve(node: YamlNode | undefined, depth = 0): YamlNode | undefined {
    if (!node || !isReference(node)) return node;
    const path = referencePath(node);
    if (!path || depth > DEEPEST_REFERENCE) return undefined;
    const [first, second, ...rest] = path;
    const start = first && this.definitions.get(first.text);
    if (!start) return undefined;
    if (second === undefined) return start.pairs[0]?.value;
    let found = this.layersOf(start.name).body.get(second.text);
    for (const name of rest) found = map(this.resolve(found, depth + 1))?.get(name.text);
    return this.resolve(found, depth + 1);
  }

  /** What a job is made of, its own first, then what it extends. `isOpen`: a part of it can't be seen. */
  layersOf(name: string): { readonly body: Merged; readonly isOpen: boolean } {
    const layers: YamlMap[] = [];
    let isOpen = false;
    const visit = (at: string, trail: readonly string[]): void => {
      const definition = this.definitions.get(at);
      if (!definition || trail.includes(at) || trail.length >= LONGEST_CHAIN) {
        isOpen = true;
        return;
      }
      layers.push(...definition.body.layers);
      const names = extendedNames(definition.body);
      if (!names) isOpen = true;
      for (const parent of [...(names ?? [])].reverse()) visit(parent.text, [...trail, at]);
    };
    visit(name, []);
    if (layers.some(({ isUncertain }) => isUncertain)) isOpen = true;
    return { body: new Merged(layers), isOpen };
  }
}

/** What a job names under `extends`; undefined where that can't be read. */
export function extendedNames(body: Merged): readonly YamlScalar[] | undefined {
  const node = body.get('extends');
  if (!body.has('extends') || (node?.kind === 'scalar' && node.value === null)) return [];
  const nodes = node?.kind === 'seq' ? node.items : node ? [node] : [];
  const names = nodes.flatMap((each) => scalar(each) ?? []);
  return names.length === nodes.length ? names : undefined;
}

function definitionsOf(maps: readonly YamlMap[]): ReadonlyMap<string, Definition> {
  const pairs = new Map<string, YamlPair[]>();
  for (const layer of maps) {
    for (const pair of layer.pairs) {
      const known = pairs.get(pair.name);
      if (known) known.push(pair);
      else pairs.set(pair.name, [pair]);
    }
  }
  return new Map(
    [...pairs].map(([name, all]) => {
      const until = all.findIndex(({ value }) => value?.kind !== 'map');
      const bodies = (until < 0 ? all : all.slice(0, until)).flatMap(({ value }) => map(value) ?? []);
      return [name, { name, pairs: all, body: new Merged(bodies) }];
    }),
  );
}
