import { basename, dirname } from '../../core/path';
import type { Project } from '../../core/project';
import type { Span } from '../../core/text';
import { actionMeanings, plainActions } from '../../data/delivery/actions';
import { namesProduction } from '../../data/delivery/names';
import {
  activitiesOfName,
  DOES_ANYTHING,
  DOES_NOTHING,
  doingOfJob,
  doingOfTask,
  doingOfUnknown,
  together,
} from '../delivery/meanings';
import type {
  Activity,
  Job as DeliveryJob,
  Step as DeliveryStep,
  Doing,
  Environment,
  Leniency,
  Pipeline,
  Trigger,
} from '../delivery/model';
import { doingOfScript, masked } from '../delivery/script';
import { boolean, map, scalar } from '../yaml/access';
import { locate } from '../yaml/locate';
import type { YamlMap, YamlPair } from '../yaml/syntax';
import { embeddedIn, hasExpression } from './embedded';
import { localAction } from './least-permissions';
import type { ActionsFile, Job, Script, Step, Workflow } from './model';
import { headOf, runsAfterFailure, startsOf, startsOfJob, startsUnder } from './started-by';

/** Local actions and workflows that call one another deeper than this may do anything. */
const DEEPEST = 4;

/** The local actions and workflows that have led here. */
type Trail = readonly string[];

function mayFollow(path: string, trail: Trail): boolean {
  return trail.length < DEEPEST && !trail.includes(path);
}

/** A workflow as the model of delivery sees it. */
export function pipelineOf(workflow: Workflow, project: Project, trail: Trail = []): Pipeline {
  const starts = startsOf(workflow);
  const isCalled = starts?.some(({ kind }) => kind === 'call') ?? true;
  const around = namesAround(workflow);
  const reaching = new Map<string, readonly Trigger[]>();
  let siblings: readonly Pipeline[] | undefined;
  return {
    file: workflow.map.file,
    head: headOf(workflow),
    triggers: isCalled ? undefined : starts,
    jobs: workflow.jobs.map((job) =>
      jobOf(job, starts && !isCalled ? startsOfJob(job, starts, reaching) : undefined, around, project, trail),
    ),
    isPartial: workflow.map.get('jobs')?.kind !== 'map' || map(workflow.map.get('jobs'))?.isUncertain === true,
    siblings: () => {
      siblings ??= siblingsOf(workflow, project);
      return siblings;
    },
  };
}

function siblingsOf(workflow: Workflow, project: Project): readonly Pipeline[] {
  const { path } = workflow.map.file;
  const folder = dirname(path);
  return project.list(folder).flatMap(({ name, kind }) => {
    const other = `${folder}/${name}`;
    if (kind !== 'file' || other === path || !/\.ya?ml$/.test(name)) return [];
    const found = project.open('github-actions', other)?.workflow;
    return found ? [pipelineOf(found, project)] : [];
  });
}

function jobOf(
  job: Job,
  startedBy: readonly Trigger[] | undefined,
  around: string,
  project: Project,
  trail: Trail,
): DeliveryJob {
  const { id, pair, workflow } = job;
  const name = scalar(job.name)?.text ?? id;
  const environment = environmentOf(job);
  const steps = job.uses
    ? [calledStep(job, startedBy, project, trail)]
    : job.steps.map((step) => stepOf(step, startedBy, project, trail));
  const uses = (pattern: RegExp) =>
    job.steps.some((step) => step.uses?.kind === 'repository' && pattern.test(step.uses.text.toLowerCase()));
  const head = pair.key;
  const isCall = job.uses !== undefined;
  const doing = doingOfJob(
    { id, name, head, environment },
    steps.some(reachesOut) && !hasCredentials(job) ? steps.map(harmless) : steps,
    around,
  );
  // Spreading objects here would take a good part of a keystroke.
  return {
    id,
    name,
    head,
    environment,
    steps: doing.steps,
    activities: doing.activities,
    isOpaque: doing.isOpaque,
    needs: job.map.lacks('needs') || job.needs.length > 0 ? job.needs.map(({ text }) => text) : undefined,
    stage: undefined,
    startedBy,
    runsAfterFailure: runsAfterFailure(job.condition),
    isGated: job.environment || isCall ? undefined : false,
    isGuarded: isGuarded(job, isCall),
    hasTimeout: isCall ? undefined : hasTimeout(job),
    mayFail: leniencyOf(job.map),
    runsOn: job.runsOn,
    get secrets() {
      return secretsOf(job.pair);
    },
    get isCached() {
      return isCall ? undefined : isCached(job);
    },
    get uploads() {
      return isCall ? undefined : uses(/^actions\/upload-artifact@|^actions\/cache/);
    },
    get downloads() {
      return isCall ? undefined : uses(/download-artifact|^actions\/cache/);
    },
  };

  function isGuarded(each: Job, calls: boolean): boolean | undefined {
    if (each.concurrency || workflow.concurrency) return true;
    return calls || !each.map.lacks('concurrency') || !workflow.map.lacks('concurrency') ? undefined : false;
  }
}

function environmentOf({ environment }: Job): Environment | undefined {
  if (!environment?.value) return undefined;
  const { value } = environment;
  const written = value.kind === 'map' ? scalar(value.get('name')) : scalar(value);
  const name = written && !hasExpression(written.text) ? written.text : undefined;
  return { name, at: written ?? value, isProduction: name === undefined ? undefined : namesProduction(name) };
}

/** Whether its own timeout, or one of each step, ends it. What an alias brings is taken to know. */
function hasTimeout({ map: body, steps, pair }: Job): boolean {
  if (!body.lacks('timeout-minutes') || pair.value !== body || pair.alias || body.get('runs-on') === undefined)
    return true;
  return steps.every((step) => !step.map.lacks('timeout-minutes'));
}

/** The names of the workflow and of its file, and those that its environment gives to what is deployed. */
function namesAround({ map: root, env }: Workflow): string {
  const names = (env?.pairs ?? []).filter(({ name }) => /ENV|STAGE|NAME/i.test(name));
  const texts = [root.get('name'), ...names.map(({ value }) => value)].map((node) => scalar(node)?.text ?? '');
  return [basename(root.file.path).replace(/\.ya?ml$/, ''), ...texts].join(' ');
}

/** Without a secret and an identity, a runner of GitHub can reach nothing but what the job has made itself. */
function hasCredentials({ pair, workflow, permissions, runsOn, environment, uses }: Job): boolean {
  if (uses || environment || runsOn?.some((label) => !/^(?:ubuntu|windows|macos)/.test(label))) return true;
  const text = ({ file, start, end }: Span) => file.text.slice(start, end);
  if (!runsOn && pair.file.text.includes('self-hosted')) return true;
  const may = permissions ?? workflow.permissions;
  const given = [pair, workflow.map.pair('env'), workflow.map.pair('permissions')].flatMap((each) =>
    each ? text(each) : [],
  );
  return may?.all === 'write-all' || given.some((each) => /\bsecrets\b|\bid-token\b|\bvars\./.test(each));
}

function reachesOut({ activities }: DeliveryStep): boolean {
  return activities.some(({ kind }) => kind === 'deploys');
}

/** Tools that work as well with what is local to the job, and what they do there. */
function harmless(step: DeliveryStep): DeliveryStep {
  const activities = step.activities.map((activity) =>
    activity.kind === 'deploys' &&
    /^(?:kubectl|helm|helmfile|terraform|tofu|terragrunt|pulumi|oc|ansible-playbook|docker)\b/.test(activity.by)
      ? { ...activity, certainty: 'likely' as const, isPreview: true }
      : activity,
  );
  return { ...step, activities };
}

/** The caches of setup actions and those of actions/cache; actions that keep one by themselves count too. */
function isCached({ steps }: Job): boolean {
  return steps.some(({ uses, with: inputs }) => {
    if (uses?.kind !== 'repository') return uses?.kind === 'local';
    return (
      /cache|setup-gradle|gradle-build-action|mise-action|moon-repo/.test(uses.text) ||
      inputs?.pairs.some(({ name, value }) => /cache/i.test(name) && value) === true
    );
  });
}

/** The names after `secrets.` below a pair, each once. */
function secretsOf({ file, start, end }: YamlPair): readonly string[] {
  const names = file.text.slice(start, end).matchAll(/\bsecrets\.([A-Za-z_]\w*)/g);
  return [...new Set([...names].flatMap(([, name]) => name ?? []))];
}

/** `continue-on-error: true`; an expression may well know why. */
function leniencyOf(body: YamlMap): Leniency | undefined {
  const pair = body.pair('continue-on-error');
  return pair && boolean(pair.value) === true ? { at: pair, by: 'continue-on-error' } : undefined;
}

function calledStep(job: Job, startedBy: readonly Trigger[] | undefined, project: Project, trail: Trail): DeliveryStep {
  const { uses, pair } = job;
  const base = { whole: pair, head: pair.key, name: undefined, mayFail: undefined, startedBy };
  const called =
    uses?.kind === 'local' && mayFollow(uses.path, trail)
      ? project.open('github-actions', uses.path)?.workflow
      : undefined;
  if (!called || !uses) {
    const named = uses ? activitiesOfName(uses.text.split('@')[0] ?? '', uses.scalar) : [];
    return { ...base, ...DOES_ANYTHING, activities: named };
  }
  const inner = pipelineOf(called, project, [...trail, called.map.file.path]);
  const at = uses.scalar;
  return {
    ...base,
    activities: inner.jobs.flatMap(({ activities }) => activities.map((activity) => from(activity, at))),
    isOpaque: inner.jobs.some(({ isOpaque }) => isOpaque),
    makesTarget: false,
  };
}

/** What is done elsewhere, seen from where it is called; whoever does it there answers for it. */
function from(activity: Activity, at: Span): Activity {
  return { ...activity, at, ignored: undefined };
}

function stepOf(step: Step, startedBy: readonly Trigger[] | undefined, project: Project, trail: Trail): DeliveryStep {
  const doing = doingOf(step, project, trail);
  const head = step.name ?? step.run?.scalar ?? step.uses?.scalar ?? step.map;
  const { file, start, end } = head;
  const lineEnd = file.text.indexOf('\n', start);
  const named = step.name ? activitiesOfName(step.name.text, step.name) : [];
  const known = new Set(doing.activities.map(({ kind }) => kind));
  return {
    isOpaque: doing.isOpaque,
    makesTarget: doing.makesTarget,
    activities:
      named.length === 0 ? doing.activities : [...doing.activities, ...named.filter(({ kind }) => !known.has(kind))],
    whole: step.map,
    head: file.span(start, lineEnd < 0 ? end : Math.min(end, lineEnd)),
    name: step.name?.text,
    mayFail: isHeeded(step) ? undefined : leniencyOf(step.map),
    startedBy: startedBy && startsUnder(step.condition, startedBy),
  };
}

/** Whether a later condition or script asks how the step went. */
function isHeeded({ id, map: body }: Step): boolean {
  return (
    id !== undefined &&
    new RegExp(`steps\\.${id.replace(/\W/g, '\\$&')}\\.(?:outcome|conclusion|outputs)`).test(body.file.text)
  );
}

function doingOf(step: Step, project: Project, trail: Trail): Doing {
  const { run, uses } = step;
  if (run) return doingOfRun(run, step);
  if (!uses) return step.map.has('uses') ? DOES_ANYTHING : DOES_NOTHING;
  if (uses.kind === 'image') return { ...DOES_ANYTHING, activities: activitiesOfName(uses.name, uses.scalar) };
  if (uses.kind === 'local') return doingOfLocal(uses.path, uses.scalar, project, trail);
  const name = uses.repository + (uses.path && `/${uses.path.toLowerCase()}`);
  const at = { ...uses.scalar.file.span(uses.scalar.inner.start, uses.scalar.inner.end) };
  const meaning = actionMeanings[name];
  if (meaning) return doingOfTask(meaning, inputsOf(step), at, `${uses.owner}/${uses.repo}`);
  return plainActions.has(name) || /\/setup-[\w-]+$/.test(name) ? DOES_NOTHING : doingOfUnknown(name, at);
}

function inputsOf({ with: inputs }: Step) {
  return (name: string) => scalar(inputs?.pairs.findLast((pair) => pair.name.toLowerCase() === name)?.value)?.text;
}

function doingOfRun({ scalar: code, shell }: Script, step: Step): Doing {
  const isPosix = shell === 'bash' || shell === 'sh';
  // Without `shell: bash` the runner's Bash does not mind the first part of a pipe.
  const ignoresPipes = isPosix && step.map.lacks('shell') && !hasDefaultShell(step);
  const source = {
    text: masked(code.text, embeddedIn(code)),
    locate: (start: number, end: number) => locate(code, start, end),
  };
  return shell === 'python' ? DOES_ANYTHING : doingOfScript(source, { isPosix, ignoresPipes });
}

function hasDefaultShell({ job }: Step): boolean {
  return [job?.map, job?.workflow.map].some((each) => each === undefined || !each.lacks('defaults'));
}

/** A composite action of the repository does what its steps do; others may do anything. */
function doingOfLocal(path: string, at: Span, project: Project, trail: Trail): Doing {
  const named = activitiesOfName(path.slice(path.lastIndexOf('/') + 1), at);
  const file: ActionsFile | undefined = mayFollow(path, trail) ? localAction(path, project) : undefined;
  if (file?.action?.using !== 'composite') return { ...DOES_ANYTHING, activities: named };
  const inner = together(file.action.steps.map((step) => stepOf(step, undefined, project, [...trail, path])));
  return { ...inner, activities: inner.activities.map((activity) => from(activity, at)) };
}
