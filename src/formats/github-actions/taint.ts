import { type UntrustedContext, untrustedContexts } from '../../data/untrusted-contexts';
import { items, map, scalar, string } from '../yaml/access';
import type { YamlMap, YamlPair } from '../yaml/syntax';
import { conditionOf, eventsUnder } from './condition';
import { contextPaths, type Reached, reachingPaths } from './context-path';
import { type Embedded, embeddedIn } from './embedded';
import type { Job, Step, Trigger, Workflow } from './model';

/** A `${{ … }}` that becomes text which a stranger may have written. */
export interface Taint {
  readonly embedded: Embedded;
  readonly context: UntrustedContext;
  /** The environment variable by which it comes, if it comes by one. */
  readonly by: YamlPair | undefined;
  /** Whether it is written as JSON, so that it is a literal in many languages. */
  readonly asJson: boolean;
  /** By what the workflow may be started then; undefined where its callers decide. */
  readonly events: readonly string[] | undefined;
}

/** The environment variables of a step, those of its job and of the workflow; the nearest comes first. */
export function environments({ env, job }: Step): readonly YamlMap[] {
  return [env, job?.env, job?.workflow.env].flatMap((each) => each ?? []);
}

/** Whether what stands in `embedded` of a step may be a stranger's text. */
export function taintOf(embedded: Embedded, step: Step): Taint | undefined {
  const events = eventsOf(step);
  return taintAmong(embedded, environments(step), events, step.job?.workflow);
}

function taintAmong(
  embedded: Embedded,
  scopes: readonly YamlMap[],
  events: readonly string[] | undefined,
  workflow: Workflow | undefined,
): Taint | undefined {
  if (!embedded.expression) return undefined;
  for (const reached of reachingPaths(embedded.expression)) {
    const context = untrustedContexts.find(
      (candidate) => leadsTo(reached, candidate.path) && isDelivered(candidate, events, workflow),
    );
    if (context) return { embedded, context, by: undefined, asJson: reached.asJson, events };
    const name = /^env\.([^.]+)$/.exec(reached.path)?.[1];
    if (name === undefined) continue;
    const index = scopes.findIndex((scope) => variable(scope, name));
    const pair = scopes[index] && variable(scopes[index], name);
    const value = scalar(pair?.value);
    if (!pair || !value) continue;
    // A variable may be made of those outside of its own block.
    for (const inner of embeddedIn(value)) {
      const taint = taintAmong(inner, scopes.slice(index + 1), events, workflow);
      if (taint) return { ...taint, embedded, by: pair };
    }
  }
  return undefined;
}

function variable(scope: YamlMap, name: string): YamlPair | undefined {
  return scope.pairs.findLast((pair) => pair.name.toLowerCase() === name);
}

/** Text reaches as itself; as JSON, so does all that holds it. */
function leadsTo({ path, asJson }: Reached, untrusted: string): boolean {
  return path === untrusted || (asJson && untrusted.startsWith(`${path}.`));
}

/** The events that may run a step; undefined where an unknown caller may bring any. */
export function eventsOf({ job, condition }: Pick<Step, 'job' | 'condition'>): readonly string[] | undefined {
  const triggers = job?.workflow.triggers;
  if (!job) return undefined;
  if (!triggers) return [];
  const events = triggers.map(({ event }) => event);
  if (events.includes('workflow_call')) return undefined;
  return eventsUnder(conditionOf(condition), eventsUnder(conditionOf(job.condition), events));
}

function isDelivered(
  { path, events: carriers }: UntrustedContext,
  events: readonly string[] | undefined,
  workflow: Workflow | undefined,
): boolean {
  if (!events) return true;
  if (!events.some((event) => carriers.includes(event))) return false;
  const isNamed = workflow?.triggers?.some((trigger) => trigger.event === 'workflow_run' && namesItsBranches(trigger));
  return !(isNamed && path === 'github.event.workflow_run.head_branch');
}

/** Whether only branches of fixed names can start the workflow. */
function namesItsBranches({ config }: Trigger): boolean {
  const branches = items(map(config)?.get('branches')).map(string);
  return branches.length > 0 && branches.every((branch) => branch !== undefined && /^[\w./-]+$/.test(branch));
}

/** Contexts that tell who has started a workflow, or from where. */
const WHO =
  /author_association$|^github\.actor$|^github\.triggering_actor$|\.user\.login$|\.sender\.login$|\.fork$|\.full_name$|\.labels/;

/** Whether a condition of the step or of its job asks who it is. */
export function asksWho({ condition, job }: { condition: Step['condition']; job: Job | undefined }): boolean {
  return [condition, job?.condition].some((each) => {
    const expression = conditionOf(each);
    return expression !== undefined && contextPaths(expression).some((path) => WHO.test(path));
  });
}
