import { basename } from '../../core/path';
import { namesProduction } from '../../data/delivery/names';
import { DOES_ANYTHING, DOES_NOTHING, doingOfJob } from '../delivery/meanings';
import type {
  Job as DeliveryJob,
  Pipeline as DeliveryPipeline,
  Step as DeliveryStep,
  Environment,
  Leniency,
  Trigger,
} from '../delivery/model';
import { doingOfScript } from '../delivery/script';
import { boolean, items, map, scalar, string } from '../yaml/access';
import type { YamlScalar } from '../yaml/syntax';
import { isTold } from './document';
import { type Job, withoutInstance } from './job';
import { ownerOf } from './own-place';
import type { Pipeline } from './pipeline';
import { sourceOf } from './script';
import { type Occasions, occasionsOf, outcomeOf, pipelineRuns } from './started-by';

/** A pipeline as the model of delivery sees it. */
export function deliveryOf(pipeline: Pipeline): DeliveryPipeline {
  const occasions = occasionsOf(pipeline);
  const places = placesOf(pipeline);
  return {
    file: pipeline.root.file,
    head: pipeline.head,
    triggers: pipeline.isMain && !pipeline.isChild ? triggersOf(pipeline, occasions) : undefined,
    jobs: pipeline.jobs.map((job) => jobOf(job, occasions, places)),
    isPartial: pipeline.isOpen,
    // Pipelines that this one starts are steps of it; others of the repository are not known.
    siblings: () => [],
  };
}

function triggersOf(
  pipeline: Pipeline,
  { someBranch, branches, tag, request, schedule, web }: Occasions,
): readonly Trigger[] | undefined {
  if (pipeline.workflowRules === undefined) return undefined;
  const at = pipeline.head;
  const found: Trigger[] = [];
  const add = (kind: Trigger['kind'], runs: boolean | undefined, where: Trigger['branches']) => {
    if (runs !== false) found.push({ kind, certainty: runs ? 'certain' : 'likely', at, branches: where });
  };
  const some = pipelineRuns(pipeline, someBranch);
  const named = branches.filter((each) => pipelineRuns(pipeline, each) !== false);
  if (some !== false) add('push', some, 'any');
  else if (named.length > 0)
    add(
      'push',
      true,
      named.flatMap(({ branch }) => branch ?? []),
    );
  add('tag', pipelineRuns(pipeline, tag), 'any');
  const isRequested = pipelineRuns(pipeline, request);
  if (isRequested && pipeline.workflowRules !== null) add('pull-request', true, 'any');
  add('schedule', pipelineRuns(pipeline, schedule), 'any');
  add('manual', pipelineRuns(pipeline, web), 'any');
  return found;
}

function startsOf(
  job: Job,
  { someBranch, branches, tag, request, schedule, web }: Occasions,
): readonly Trigger[] | undefined {
  const { pipeline } = job;
  if (!pipeline.isMain || pipeline.isChild || pipeline.workflowRules === undefined || job.rules === undefined)
    return undefined;
  const at = job.body.pair('rules') ?? job.body.pair('only') ?? pipeline.head;
  const found: Trigger[] = [];
  const add = (kind: Trigger['kind'], { runs, isManual }: ReturnType<typeof outcomeOf>, where: Trigger['branches']) => {
    if (runs === false) return;
    const certainty = runs && isManual === false ? 'certain' : 'likely';
    if (isManual !== true) found.push({ kind, certainty, at, branches: where });
    else if (!found.some((each) => each.kind === 'manual'))
      found.push({ kind: 'manual', certainty: 'certain', at, branches: where });
  };
  const some = outcomeOf(job, someBranch);
  const named = branches
    .map((each) => ({ branch: each.branch ?? '', outcome: outcomeOf(job, each) }))
    .filter(({ outcome }) => outcome.runs !== false);
  if (some.runs === true) add('push', some, 'any');
  else if (some.runs === undefined) add('push', some, 'unknown');
  else {
    const automatic = named.filter(({ outcome }) => outcome.isManual !== true);
    const [first] = automatic.length > 0 ? automatic : named;
    if (first)
      add(
        'push',
        first.outcome,
        (automatic.length > 0 ? automatic : named).map(({ branch }) => branch),
      );
  }
  add('tag', outcomeOf(job, tag), 'any');
  add('pull-request', outcomeOf(job, request), 'any');
  if (!job.lacks('rules') || !job.lacks('only')) add('schedule', outcomeOf(job, schedule), 'any');
  add('manual', { ...outcomeOf(job, web), isManual: true }, 'any');
  return found;
}

/** The order of the stages, as far as it is known. */
interface Places {
  /** Where each job stands, by its name. */
  readonly of: ReadonlyMap<string, number | undefined>;
  /** The jobs before a place; undefined where any job's own is not known. Found once a stage. */
  before(place: number): readonly string[] | undefined;
}

function placesOf(pipeline: Pipeline): Places {
  const of = new Map(pipeline.jobs.map((job) => [job.name, job.stage && pipeline.stageIndex(job.stage.name)]));
  const isKnown = [...of.values()].every((place) => place !== undefined);
  const known = new Map<number, readonly string[]>();
  return {
    of,
    before(place) {
      if (!isKnown) return undefined;
      const names = known.get(place) ?? [...of].flatMap(([name, at]) => (at !== undefined && at < place ? [name] : []));
      known.set(place, names);
      return names;
    },
  };
}

function jobOf(job: Job, occasions: Occasions, places: Places): DeliveryJob {
  const { pipeline, name } = job;
  const environment = environmentOf(job);
  const startedBy = startsOf(job, occasions);
  const plain = { id: name, name, head: job.key, environment };
  const steps = job.isTrigger ? [triggerStep(job, startedBy)] : stepsOf(job, startedBy);
  const doing = doingOfJob(plain, steps, basename(job.file.path));
  const when = string(job.get('when'));
  return {
    ...plain,
    ...doing,
    isOpaque: doing.isOpaque || job.isOpen || !job.script.isWhole || !job.lacks('run'),
    needs: needsOf(job, places),
    stage: job.stage?.name,
    startedBy,
    runsAfterFailure: when === 'on_failure' || when === 'always',
    isGated: isGated(job, occasions),
    isGuarded: job.isTrigger || !job.lacks('resource_group') ? true : job.isOpen || pipeline.isOpen ? undefined : false,
    // GitLab takes `default: timeout` and heeds it not: https://gitlab.com/gitlab-org/gitlab/-/issues/213634
    hasTimeout: job.isTrigger || job.isOpen ? undefined : !job.body.lacks('timeout'),
    mayFail: leniencyOf(job),
    runsOn: tagsOf(job),
    secrets: [],
    isCached: job.lacks('cache') ? false : job.pairOf('cache') ? true : undefined,
    uploads: job.lacks('artifacts') ? false : job.pairOf('artifacts') ? true : undefined,
    downloads: downloads(job),
  };
}

function environmentOf({ environment }: Job): Environment | undefined {
  if (environment?.action !== 'start') return undefined;
  const { name, pair } = environment;
  const told = name !== undefined && isTold(name) ? name : undefined;
  const isOwn =
    name !== undefined &&
    (/^(?:review|preview|pr|mr|feature|branch|dev)\b/i.test(name) || (/^\$/.test(name) && ownerOf(name) === 'branch'));
  return { name: told, at: pair, isProduction: isOwn ? false : told === undefined ? undefined : namesProduction(told) };
}

/** The jobs of a stage wait for all of the stages before; `needs` names fewer. */
function needsOf({ name: own, needs }: Job, places: Places): readonly string[] | undefined {
  if (needs === undefined) return undefined;
  if (needs) {
    const names = needs
      .filter(({ isElsewhere }) => !isElsewhere)
      .flatMap(({ name }) => (name ? withoutInstance(name.text) : []));
    return names.length === needs.filter(({ isElsewhere }) => !isElsewhere).length ? names : undefined;
  }
  const mine = places.of.get(own);
  return mine === undefined ? undefined : places.before(mine);
}

/** Whether a person starts it wherever it runs. */
function isGated(job: Job, { someBranch, branches, tag }: Occasions): boolean | undefined {
  const outcomes = [someBranch, ...branches, tag].map((at) => outcomeOf(job, at)).filter(({ runs }) => runs !== false);
  if (outcomes.length === 0 || outcomes.some(({ isManual }) => isManual === undefined)) return undefined;
  return outcomes.every(({ isManual }) => isManual === true)
    ? true
    : outcomes.some(({ isManual }) => isManual)
      ? undefined
      : false;
}

/** `allow_failure: true`. Manual jobs that may fail are only optional. */
function leniencyOf(job: Job): Leniency | undefined {
  const pair = job.body.pair('allow_failure');
  return pair && boolean(pair.value) === true ? { at: pair, by: 'allow_failure' } : undefined;
}

function tagsOf(job: Job): readonly string[] | undefined {
  const node = job.get('tags');
  if (!node) return undefined;
  return items(node).flatMap((item) => scalar(item)?.text ?? []);
}

/** Every job takes the artifacts of all earlier stages, unless it says otherwise. */
function downloads(job: Job): boolean | undefined {
  const dependencies = job.get('dependencies');
  if (dependencies?.kind === 'seq' && dependencies.items.length === 0) return false;
  const { needs } = job;
  if (needs?.length === 0) return false;
  return true;
}

const DESTROYS = /\b(?:destroy|uninstall|teardown|tear-down|cleanup|clean-up|delete)\b/i;

function stepsOf(job: Job, startedBy: readonly Trigger[] | undefined): readonly DeliveryStep[] {
  const isPosix = !/powershell|pwsh|windows|servercore|nanoserver/i.test(`${tagsOf(job)?.join(' ')} ${imageOf(job)}`);
  return job.script.lines.map(({ scalar: line, section }) => {
    const doing = line.text.includes('$[[') ? DOES_ANYTHING : doingOfScript(sourceOf(line), { isPosix });
    // What the job takes away again was made for the job.
    const makesTarget = doing.makesTarget || (section === 'after_script' && DESTROYS.test(line.text));
    return { ...doing, makesTarget, whole: line, head: headOf(line), name: undefined, mayFail: undefined, startedBy };
  });
}

function imageOf(job: Job): string {
  const node = job.get('image');
  return (scalar(node) ?? scalar(map(node)?.get('name')))?.text ?? '';
}

function headOf(line: YamlScalar) {
  const { file, inner } = line;
  return file.span(inner.start, Math.min(inner.end, file.line(file.lineAt(inner.start)).end));
}

/** What another pipeline does can't be seen from here. */
function triggerStep(job: Job, startedBy: readonly Trigger[] | undefined): DeliveryStep {
  const pair = job.body.pair('trigger') ?? job.pair;
  return {
    ...DOES_NOTHING,
    ...DOES_ANYTHING,
    whole: pair,
    head: pair.key,
    name: undefined,
    mayFail: undefined,
    startedBy,
  };
}
