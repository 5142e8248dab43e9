import { basename } from '../../core/path';
import { activitiesOfName, DOES_ANYTHING, DOES_NOTHING, doingOfJob, together } from '../delivery/meanings';
import type { Pipeline as Delivery, Job as DeliveryJob, Step as DeliveryStep, Doing, Trigger } from '../delivery/model';
import { doingOfScript } from '../delivery/script';
import { items, map, scalar } from '../yaml/access';
import type { YamlMap, YamlScalar } from '../yaml/syntax';
import type { Config, Job, Step, Workflow, WorkflowJob } from './model';
import { hasPlaceholder } from './parameters';
import { isPosix, sourceOf } from './script';
import { startsOf, startsOfJob } from './started-by';

/** The workflows of a configuration as the model of delivery sees them; without any, the job `build` is one. */
export function deliveriesOf(config: Config): readonly Delivery[] {
  const all: Delivery[] = [];
  const siblings = (own: () => Delivery) => () => all.filter((each) => each !== own());
  for (const workflow of config.workflows) {
    const starts = startsOf(workflow);
    const delivery: Delivery = {
      file: config.file,
      head: workflow.pair.key,
      triggers: starts,
      jobs: workflow.jobs.map((call) => jobOf(call, workflow, starts, config)),
      isPartial: workflow.map?.get('jobs')?.kind !== 'seq' || isContinued(config),
      siblings: siblings(() => delivery),
    };
    all.push(delivery);
  }
  return all;
}

/** Whether more may come from other files: those that are put together before they run. */
function isContinued({ map: root, file }: Config): boolean {
  return root.has('setup') || !/^config\.ya?ml$/.test(basename(file.path));
}

/** Commands that call one another deeper than this may do anything. */
const DEEPEST = 5;

function jobOf(call: WorkflowJob, workflow: Workflow, starts: readonly Trigger[], config: Config): DeliveryJob {
  const { reference, name, map: body } = call;
  const job = config.jobs.find((each) => each.name === reference.text);
  const startedBy = startsOfJob(call, workflow.jobs, starts);
  const isSystem = call.isApproval || (job?.map?.has('type') ?? false);
  const steps = isSystem ? [] : stepsOf(call, job, startedBy, config);
  const plain = {
    id: name,
    name: hasPlaceholder(name) ? reference.text : name,
    head: reference,
    environment: undefined,
  };
  const doing = doingOfJob(plain, steps, workflow.name);
  const uses = (pattern: RegExp) => steps.some(({ name: step }) => pattern.test(step ?? ''));
  const isOpen = doing.isOpaque || body?.isUncertain === true;
  return {
    ...plain,
    ...doing,
    needs: body && !body.lacks('requires') && body.get('requires')?.kind !== 'seq' ? undefined : requiredOf(call),
    stage: undefined,
    startedBy,
    // `requires` with the outcomes that will do.
    runsAfterFailure: items(body?.get('requires')).some(({ kind }) => kind === 'map'),
    // A context may be open to some people only.
    isGated: call.isApproval ? true : body === undefined || body.lacks('context') ? false : undefined,
    isGuarded: isGuarded(call, workflow, config) ? true : isOpen ? undefined : false,
    hasTimeout: undefined,
    mayFail: undefined,
    runsOn: undefined,
    secrets: [],
    isCached: uses(/^(?:restore_cache|save_cache)$|cache/) ? true : isOpen || callsOrbs(job) ? undefined : false,
    uploads: uses(/^(?:persist_to_workspace|save_cache)$/),
    downloads: uses(/^(?:attach_workspace|restore_cache)$/) || isOpen,
  };
}

function requiredOf({ requires }: WorkflowJob): readonly string[] {
  return requires.map(({ text }) => text);
}

/** Commands of orbs may keep dependencies. */
function callsOrbs(job: Job | undefined): boolean {
  return job?.steps.some(({ name }) => name.text.includes('/')) ?? false;
}

/** `serial-group`, or one of the orbs that let pipelines wait for each other. */
function isGuarded({ map: body }: WorkflowJob, workflow: Workflow, { map: root }: Config): boolean {
  if (body && !body.lacks('serial-group')) return true;
  if (root.has('job-groups')) return true;
  return workflow.jobs.some(({ reference, map: each }) =>
    /queue|lock|serial/i.test(`${reference.text} ${typeOf(each)}`),
  );
}

function typeOf(body: YamlMap | undefined): string {
  return scalar(body?.get('type'))?.text ?? '';
}

function stepsOf(
  { reference, preSteps, postSteps }: WorkflowJob,
  job: Job | undefined,
  startedBy: readonly Trigger[],
  config: Config,
): readonly DeliveryStep[] {
  const around = (all: readonly Step[]) => all.map((step) => stepOf(step, startedBy, config, job));
  const own = job
    ? job.map?.get('steps')?.kind === 'seq'
      ? around(job.steps)
      : [opaqueStep(job.pair.key, startedBy)]
    : [opaqueStep(reference, startedBy)];
  return [...around(preSteps), ...own, ...around(postSteps)];
}

/** A job of an orb: its name is all that is known. */
function opaqueStep(at: YamlScalar, startedBy: readonly Trigger[]): DeliveryStep {
  return {
    ...DOES_ANYTHING,
    activities: activitiesOfName(at.text, at),
    whole: at,
    head: at,
    name: at.text,
    mayFail: undefined,
    startedBy,
  };
}

function stepOf(step: Step, startedBy: readonly Trigger[], config: Config, job: Job | undefined): DeliveryStep {
  const { node, name, script } = step;
  const title = scalar(map(step.args)?.get('name'));
  const head = title ?? script ?? name;
  const line = head.file.line(head.file.lineAt(head.start));
  const doing = doingOf(step, config, job, 0);
  return {
    ...doing,
    whole: node,
    head: head.file.span(head.start, Math.max(head.start, Math.min(head.end, line.end))),
    name: title?.text ?? name.text,
    mayFail: undefined,
    startedBy: step.isConditional ? startedBy.map((start) => ({ ...start, certainty: 'likely' as const })) : startedBy,
  };
}

/** Steps of CircleCI itself. */
const PLAIN = new Set(
  'checkout setup_remote_docker save_cache restore_cache store_artifacts store_test_results persist_to_workspace attach_workspace add_ssh_keys'.split(
    ' ',
  ),
);

/** Commands of orbs that notify, set something up or log in, and do nothing else. */
const HARMLESS =
  /\/(?:install|setup|install-[\w-]{1,40}|setup-[\w-]{1,40}|with-cache|authenticate|login|configure[\w-]{0,40}|ecr-login)$/i;

function doingOf(step: Step, config: Config, job: Job | undefined, depth: number): Doing {
  const { script, name } = step;
  if (script) return doingOfScript(sourceOf(script), { isPosix: isPosix(step) && !isWindows(job) });
  const text = name.text;
  if (PLAIN.has(text)) return DOES_NOTHING;
  const command = config.commands.find((each) => each.name === text);
  if (command && depth < DEEPEST) {
    const inner = together(command.steps.map((each) => doingOf(each, config, job, depth + 1)));
    return { ...inner, activities: inner.activities.map((each) => ({ ...each, at: name, ignored: undefined })) };
  }
  if (/^slack\/|\/notify$/i.test(text))
    return { ...DOES_NOTHING, activities: [{ kind: 'notifies', certainty: 'certain', at: name, by: text }] };
  return HARMLESS.test(text) ? DOES_NOTHING : { ...DOES_ANYTHING, activities: activitiesOfName(text, name) };
}

function isWindows(job: Job | undefined): boolean {
  return /win/i.test(`${job?.executor?.text} ${scalar(job?.map?.get('shell'))?.text}`);
}
