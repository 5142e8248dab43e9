import type { Span } from '../../core/text';
import { type UntrustedContext, untrustedContexts } from '../../data/untrusted-contexts';
import { items, map, scalar, string } from '../yaml/access';
import type { YamlMap, YamlPair } from '../yaml/syntax';
import { conditionOf, eventsUnder } from './condition';
import { contextPaths, type Reached, reachingPaths } from './context-path';
import { type Embedded, embeddedIn } from './embedded';
import type { Expression } from './expression';
import type { Job, Step, Trigger, Workflow } from './model';
import { sourcesOfOutput } from './step-output';

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
  /** Where a caller hands it over, if it comes from another file. */
  readonly from: Span | undefined;
}

/** The environment variables of a step, those of its job and of the workflow; the nearest comes first. */
export function environments({ env, job }: Step): readonly YamlMap[] {
  return [env, job?.env, job?.workflow.env].flatMap((each) => each ?? []);
}

/** Where an expression stands: what the names in it lead to there. */
interface Surroundings {
  /** The environments around it, the nearest first. */
  readonly scopes: readonly YamlMap[];
  /** The steps whose outputs it may read. */
  readonly steps: readonly Step[];
  readonly workflow: Workflow | undefined;
  readonly events: readonly string[] | undefined;
  /** What the caller hands over under a name in lower case, if it is a stranger's text. */
  readonly inputs: Inputs | undefined;
  /** How many steps and jobs the text has been followed through. */
  readonly depth: number;
}

/** What a caller hands over by an input, as far as a stranger may have written it. */
export type Inputs = (name: string) => Taint | undefined;

/** Text is not followed through more steps and jobs than this. */
const DEEPEST = 5;

/** Whether what stands in `embedded` of a step may be a stranger's text. */
export function taintOf(embedded: Embedded, step: Step, inputs?: Inputs): Taint | undefined {
  return taintAmong(embedded, surroundingsOf(step, inputs));
}

function surroundingsOf(step: Step, inputs: Inputs | undefined, depth = 0): Surroundings {
  return {
    scopes: environments(step),
    steps: step.siblings(),
    workflow: step.job?.workflow,
    events: eventsOf(step),
    inputs,
    depth,
  };
}

/** Whether what an expression of a job, outside of its steps, gives may be a stranger's text. */
export function taintOfJob(embedded: Embedded, job: Job, inputs?: Inputs, depth = 0): Taint | undefined {
  return taintAmong(embedded, {
    scopes: [job.env, job.workflow.env].flatMap((each) => each ?? []),
    steps: job.steps,
    workflow: job.workflow,
    events: eventsOf({ job, condition: undefined }),
    inputs,
    depth,
  });
}

/** A stranger's text and how it comes, wherever it then stands. */
type Flow = Omit<Taint, 'embedded'>;

function taintAmong(embedded: Embedded, around: Surroundings): Taint | undefined {
  const flow = embedded.expression && flowInto(embedded.expression, around);
  return flow && { ...flow, embedded };
}

function flowInto(expression: Expression, around: Surroundings): Flow | undefined {
  const { events, workflow } = around;
  for (const reached of reachingPaths(expression)) {
    const { path, asJson } = reached;
    const context = untrustedContexts.find(
      (candidate) => leadsTo(reached, candidate.path) && isDelivered(candidate, events, workflow),
    );
    if (context) return { context, by: undefined, asJson, events, from: undefined };
    const [kind = '', name = '', , output = '', ...more] = path.split('.');
    const isOutput = path.split('.')[2] === 'outputs' && more.length === 0;
    if (kind === 'env' && path === `env.${name}`) {
      const found = variableFlow(name, around);
      if (found) return { ...found.flow, by: found.pair };
    } else if (kind === 'inputs' && path === `inputs.${name}`) {
      const found = around.inputs?.(name);
      if (found) return { ...found, by: undefined, asJson };
    } else if (isOutput && around.depth < DEEPEST) {
      const found =
        kind === 'steps'
          ? outputFlow(name, output, around)
          : kind === 'needs'
            ? jobFlow(name, output, around)
            : undefined;
      if (found) return { ...found, by: undefined, asJson };
    }
  }
  return undefined;
}

function variableFlow(
  name: string,
  around: Surroundings,
): { readonly flow: Flow; readonly pair: YamlPair } | undefined {
  const index = around.scopes.findIndex((scope) => variable(scope, name));
  const pair = around.scopes[index] && variable(around.scopes[index], name);
  const value = scalar(pair?.value);
  if (!pair || !value) return undefined;
  // A variable may be made of those outside of its own block.
  const outside = { ...around, scopes: around.scopes.slice(index + 1) };
  for (const inner of embeddedIn(value)) {
    const flow = inner.expression && flowInto(inner.expression, outside);
    if (flow) return { flow, pair };
  }
  return undefined;
}

/** What a step writes as its output, if a stranger's text gets into it as it is. */
function outputFlow(id: string, name: string, { steps, inputs, depth }: Surroundings): Flow | undefined {
  const step = steps.find((each) => each.id?.toLowerCase() === id);
  if (!step) return undefined;
  const around = surroundingsOf(step, inputs, depth + 1);
  for (const source of sourcesOfOutput(step, name)) {
    const flow =
      typeof source === 'string' ? variableFlow(source.toLowerCase(), around)?.flow : flowInto(source, around);
    if (flow) return flow;
  }
  return undefined;
}

/** What a job gives on as its output, likewise. */
function jobFlow(id: string, name: string, { workflow, inputs, depth }: Surroundings): Flow | undefined {
  const job = workflow?.jobs.find((each) => each.id.toLowerCase() === id);
  const pair = map(job?.map.get('outputs'))?.pairs.find((each) => each.name.toLowerCase() === name);
  const value = scalar(pair?.value);
  if (!job || !value) return undefined;
  for (const inner of embeddedIn(value)) {
    const taint = taintOfJob(inner, job, inputs, depth + 1);
    if (taint) return taint;
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

/** Whether a condition of the step, of its job or of one that it waits for asks who it is. */
export function asksWho(
  { condition, job }: { condition: Step['condition']; job: Job | undefined },
  depth = 0,
): boolean {
  const needed =
    job?.workflow.jobs.filter(({ id }) => depth < DEEPEST && job.needs.some(({ text }) => text === id)) ?? [];
  if (needed.some((each) => asksWho({ condition: undefined, job: each }, depth + 1))) return true;
  return [condition, job?.condition].some((each) => {
    const expression = conditionOf(each);
    return expression !== undefined && contextPaths(expression).some((path) => WHO.test(path));
  });
}
