import { REF_KEYWORDS } from '../../data/gitlab-keywords';
import { items, map, scalar, string } from '../yaml/access';
import type { YamlNode } from '../yaml/syntax';
import type { Condition } from './condition';
import { conditionIn } from './condition';
import type { Job } from './job';
import { fitsPattern, holds, type Occasion, occasion, SOME_BRANCH } from './occasion';
import type { Pipeline } from './pipeline';
import type { RuleClauses } from './rule-clause';

/** Whether a job, or a pipeline, comes to be; undefined where that can't be known. */
export interface Outcome {
  readonly runs: boolean | undefined;
  /** Whether a person has to start it. */
  readonly isManual: boolean | undefined;
}

const NO: Outcome = { runs: false, isManual: false };
const MAYBE: Outcome = { runs: undefined, isManual: undefined };

/** Whether a job is part of the pipeline of an occasion, `workflow: rules` minded. */
export function outcomeOf(job: Job, at: Occasion): Outcome {
  const isThere = pipelineRuns(job.pipeline, at);
  if (isThere === false) return NO;
  const own = jobOutcome(job, at);
  return isThere === undefined && own.runs === true ? { ...own, runs: undefined } : own;
}

/** Whether `workflow: rules` let a pipeline be. */
export function pipelineRuns(pipeline: Pipeline, at: Occasion): boolean | undefined {
  const { workflowRules } = pipeline;
  if (!workflowRules) return workflowRules === null ? true : undefined;
  return shared(workflowRules, 'always', at).runs;
}

const outcomes = new WeakMap<RuleClauses, WeakMap<Occasion, Map<string | undefined, Outcome>>>();

/** Jobs share their rules: what comes of them at an occasion is found out once. */
function shared(rules: RuleClauses, when: string | undefined, at: Occasion): Outcome {
  const byOccasion = outcomes.get(rules) ?? new WeakMap<Occasion, Map<string | undefined, Outcome>>();
  outcomes.set(rules, byOccasion);
  const byWhen = byOccasion.get(at) ?? new Map<string | undefined, Outcome>();
  byOccasion.set(at, byWhen);
  const outcome = byWhen.get(when) ?? outcomeOfRules(rules, when, at);
  byWhen.set(when, outcome);
  return outcome;
}

function jobOutcome(job: Job, at: Occasion): Outcome {
  if (job.isOpen) return MAYBE;
  const when = job.lacks('when') ? 'on_success' : string(job.get('when'));
  const { rules } = job;
  if (rules === undefined) return MAYBE;
  if (rules) return shared(rules, when, at);
  const only = job.lacks('only') ? undefined : (job.get('only') ?? null);
  const except = job.lacks('except') ? undefined : (job.get('except') ?? null);
  if (only === null || except === null) return MAYBE;
  const included = isEmpty(only) ? isBranchOrTag(at) : includes(only, at);
  const excluded = isEmpty(except) ? false : excludes(except, at);
  if (included === false || excluded === true) return NO;
  const runs =
    included === undefined || excluded === undefined ? undefined : when === undefined ? undefined : when !== 'never';
  return { runs, isManual: when === undefined ? undefined : when === 'manual' };
}

function isEmpty(node: YamlNode | undefined): node is undefined {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

function outcomeOfRules({ clauses, isWhole }: RuleClauses, whenOfJob: string | undefined, at: Occasion): Outcome {
  if (!isWhole) return MAYBE;
  const possible: Outcome[] = [];
  for (const clause of clauses) {
    const isTrue = clause.if ? (clause.condition ? holds(clause.condition, at) : undefined) : true;
    if (isTrue === false) continue;
    const when = clause.map.lacks('when') ? whenOfJob : clause.when;
    possible.push(when === undefined ? MAYBE : { runs: when !== 'never', isManual: when === 'manual' });
    if (isTrue && !clause.dependsOnFiles) return agreed(possible);
  }
  return agreed([...possible, NO]);
}

function agreed(outcomes: readonly Outcome[]): Outcome {
  const one = <T>(values: readonly T[]): T | undefined =>
    values.every((value) => value === values[0]) ? values[0] : undefined;
  const running = outcomes.filter(({ runs }) => runs !== false);
  return {
    runs: one(outcomes.map(({ runs }) => runs)),
    isManual: running.length === 0 ? false : one(running.map(({ isManual }) => isManual)),
  };
}

function isBranchOrTag({ source }: Occasion): boolean {
  return source !== 'merge-request';
}

/** `only`: all that it names must hold. */
function includes(node: YamlNode, at: Occasion): boolean | undefined {
  const long = map(node);
  if (!long) return anyRef(node, at);
  const refs = long.get('refs');
  const parts: (boolean | undefined)[] = [];
  parts.push(refs ? anyRef(refs, at) : at.source === 'merge-request' ? undefined : true);
  const variables = long.get('variables');
  if (variables) parts.push(anyCondition(variables, at));
  if (!long.lacks('changes') || !long.lacks('kubernetes')) parts.push(undefined);
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

/** `except`: any that it names is enough. */
function excludes(node: YamlNode, at: Occasion): boolean | undefined {
  const long = map(node);
  if (!long) return anyRef(node, at);
  const parts: (boolean | undefined)[] = [];
  const [refs, variables] = [long.get('refs'), long.get('variables')];
  if (refs) parts.push(anyRef(refs, at));
  if (variables) parts.push(anyCondition(variables, at));
  if (!long.lacks('changes') || !long.lacks('kubernetes')) parts.push(undefined);
  if (parts.includes(true)) return true;
  return parts.includes(undefined) ? undefined : false;
}

function any(verdicts: readonly (boolean | undefined)[]): boolean | undefined {
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

function anyCondition(node: YamlNode, at: Occasion): boolean | undefined {
  const conditions = items(node).map((item) => conditionIn(scalar(item)?.text ?? ''));
  return any(conditions.map((condition) => condition && holds(condition, at)));
}

function anyRef(node: YamlNode, at: Occasion): boolean | undefined {
  const list = node.kind === 'seq' ? node.items : [node];
  return any(list.map((item) => isRef(scalar(item)?.text, at)));
}

const KEYWORDS: Readonly<Record<string, (at: Occasion) => boolean>> = {
  branches: ({ source }) => source !== 'tag' && source !== 'merge-request',
  tags: ({ source }) => source === 'tag',
  merge_requests: ({ source }) => source === 'merge-request',
  pushes: ({ source }) => source === 'push' || source === 'tag',
  schedules: ({ source }) => source === 'schedule',
  web: ({ source }) => source === 'web',
  pipelines: ({ source }) => source === 'pipeline',
};

function isRef(ref: string | undefined, at: Occasion): boolean | undefined {
  if (ref === undefined || ref.includes('$')) return undefined;
  const [name = '', project] = ref.startsWith('/') ? [ref] : ref.split('@');
  const verdict = isNamed(name, at);
  return project !== undefined && verdict === true ? undefined : verdict;
}

function isNamed(name: string, at: Occasion): boolean | undefined {
  if (REF_KEYWORDS.has(name)) return KEYWORDS[name]?.(at) ?? false;
  if (at.source === 'merge-request') return false;
  const pattern = /^\/(.*)\/([a-zA-Z]*)$/.exec(name);
  if (at.branch === undefined) return undefined;
  return pattern ? fitsPattern(at.branch, pattern[1] ?? '', pattern[2] ?? '') : name === at.branch;
}

/** Every occasion that tells something apart in a pipeline: pushes to branches it names, and to others, tags, merge requests. */
export interface Occasions {
  readonly defaultBranch: string;
  readonly someBranch: Occasion;
  readonly branches: readonly Occasion[];
  readonly tag: Occasion;
  readonly request: Occasion;
  readonly schedule: Occasion;
  readonly web: Occasion;
}

const byPipeline = new WeakMap<Pipeline, Occasions>();

export function occasionsOf(pipeline: Pipeline): Occasions {
  let occasions = byPipeline.get(pipeline);
  if (!occasions) {
    occasions = readOccasions(pipeline);
    byPipeline.set(pipeline, occasions);
  }
  return occasions;
}

function readOccasions(pipeline: Pipeline): Occasions {
  const named = namedBranches(pipeline);
  const defaultBranch = named.has('main') || !named.has('master') ? 'main' : 'master';
  const at = (source: Parameters<typeof occasion>[0], branch: string) => occasion(source, branch, defaultBranch);
  return {
    defaultBranch,
    someBranch: at('push', SOME_BRANCH),
    branches: [...new Set([defaultBranch, ...named])].map((branch) => at('push', branch)),
    tag: at('tag', SOME_BRANCH),
    request: at('merge-request', SOME_BRANCH),
    schedule: at('schedule', defaultBranch),
    web: at('web', SOME_BRANCH),
  };
}

/** More branches than these are not told apart. */
const MOST_BRANCHES = 12;

/** The branches that rules, `only` and `except` speak of. */
function namedBranches(pipeline: Pipeline): ReadonlySet<string> {
  const names = new Set<string>();
  const ofCondition = (condition: Condition | undefined): void => {
    if (condition?.kind === 'not') ofCondition(condition.of);
    if (condition?.kind !== 'operation') return;
    const { left, right } = condition;
    if (left.kind === 'variable' && /^CI_COMMIT_(?:BRANCH|REF_NAME|REF_SLUG)$/.test(left.name)) {
      if (right.kind === 'text') names.add(right.text);
      const exact = right.kind === 'pattern' ? /^\^?\(?([\w|-]+)\)?\$?$/.exec(right.source)?.[1] : undefined;
      for (const each of exact?.split('|') ?? []) if (each) names.add(each);
    }
    ofCondition(left);
    ofCondition(right);
  };
  const ofRules = (rules: RuleClauses | null | undefined) => {
    for (const { condition } of rules?.clauses ?? []) ofCondition(condition);
  };
  ofRules(pipeline.workflowRules);
  for (const job of pipeline.jobs) {
    ofRules(job.rules);
    for (const keyword of ['only', 'except']) {
      const node = job.get(keyword);
      const list = node?.kind === 'map' ? node.get('refs') : node;
      for (const item of list?.kind === 'seq' ? list.items : list ? [list] : []) {
        const text = scalar(item)?.text;
        if (text !== undefined && /^[\w./-]+$/.test(text) && !text.startsWith('/') && !REF_KEYWORDS.has(text))
          names.add(text);
      }
    }
  }
  return new Set([...names].filter((name) => name !== '').slice(0, MOST_BRANCHES));
}
