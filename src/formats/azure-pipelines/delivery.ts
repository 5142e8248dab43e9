import { basename } from '../../core/path';
import type { Project } from '../../core/project';
import type { Span } from '../../core/text';
import { namesProduction } from '../../data/delivery/names';
import { doingOfJob } from '../delivery/meanings';
import type {
  Pipeline as Delivery,
  Job as DeliveryJob,
  Step as DeliveryStep,
  Environment,
  Leniency,
  Trigger,
} from '../delivery/model';
import { scalar } from '../yaml/access';
import type { YamlMap } from '../yaml/syntax';
import { stepDoing } from './delivery-step';
import { hasOpenKeys, lacks } from './elements';
import { isComputed } from './embedded';
import type { Job, Pipeline, Stage, Step, TemplateUse } from './model';
import { siblingsOf } from './siblings';
import { ignoresFailure, startsOf, startsUnder, startsWithin } from './started-by';
import { allTemplates } from './templates';

/** Templates that call one another deeper than this may do anything. */
const DEEPEST = 6;

/** How a part of a template is seen from the pipeline: where it is called, and by what that is started. */
interface Frame {
  /** Undefined in the file of the pipeline itself. */
  readonly call: Span | undefined;
  readonly starts: readonly Trigger[];
  readonly depth: number;
}

interface FlatStage {
  readonly id: string | undefined;
  readonly stage: Stage;
  readonly frame: Frame;
  readonly jobs: readonly FlatJob[];
  readonly isOpen: boolean;
}

interface FlatJob {
  readonly job: Job;
  readonly frame: Frame;
  readonly steps: readonly FlatStep[];
  readonly isOpen: boolean;
}

interface FlatStep {
  readonly step: Step;
  readonly frame: Frame;
}

/** A pipeline with the local templates that it uses, as the model of delivery sees it; undefined for an empty one. */
export function deliveryOf(pipeline: Pipeline, project: Project): Delivery | undefined {
  const head = pipeline.map.pair('trigger')?.key ?? pipeline.map.ownPairs[0]?.key;
  if (!head) return undefined;
  const starts = startsOf(pipeline, head);
  let siblings: readonly Delivery[] | undefined;
  const collector = new Collector(project);
  const stages = collector.stages(pipeline, { call: undefined, starts, depth: 0 });
  const jobs = stages.flatMap((each, index) => each.jobs.map((flat) => jobOf(flat, each, index, stages, pipeline)));
  return {
    file: pipeline.file,
    head,
    triggers: starts,
    jobs,
    isPartial: collector.isOpen || stages.some(({ isOpen }) => isOpen),
    siblings: () => {
      siblings ??= siblingsOf(pipeline.file, project, (each) => deliveryOf(each, project));
      return siblings;
    },
  };
}

class Collector {
  isOpen = false;

  constructor(private readonly project: Project) {}

  stages(pipeline: Pipeline, frame: Frame): FlatStage[] {
    if (hasOpenKeys(pipeline.map) || pipeline.map.get('stages')?.kind === 'scalar') this.isOpen = true;
    const uses = pipeline.templates.filter(({ place }) => place === 'stages' || place === 'extends');
    return inOrder(pipeline.stages, uses).flatMap((each): FlatStage[] => {
      if ('place' in each) {
        const inner = this.#inside(each, frame);
        return inner ? this.stages(inner.pipeline, inner.frame) : [];
      }
      const starts = startsUnder(each.condition, startsWithin(each.guards, frame.starts));
      const own = { ...frame, starts };
      if (each.guards.some(({ directive }) => directive === 'each')) this.isOpen = true;
      return [{ id: each.id, stage: each, frame: own, jobs: this.#jobs(each, own), isOpen: hasOpenKeys(each.map) }];
    });
  }

  #jobs(stage: Stage, frame: Frame): FlatJob[] {
    if (stage.map.get('jobs')?.kind === 'scalar') this.isOpen = true;
    const uses = stage.pipeline.templates.filter((use) => use.place === 'jobs' && use.stage === stage);
    return inOrder(stage.jobs, uses).flatMap((each): FlatJob[] => {
      if ('place' in each) {
        const inner = this.#inside(each, frame);
        const implied = inner?.pipeline.stages.find(({ isImplied }) => isImplied);
        if (inner && !implied) this.isOpen = true;
        return inner && implied ? this.#jobs(implied, inner.frame) : [];
      }
      const starts = startsUnder(each.condition, startsWithin(each.guards, frame.starts));
      const found: FlatStep[] = [];
      const isOpen = this.#steps(stage.pipeline, each, { ...frame, starts }, found);
      return [{ job: each, frame: { ...frame, starts }, steps: found, isOpen: isOpen || hasOpenKeys(each.map) }];
    });
  }

  /** Whether there are steps that can't be seen. */
  #steps(pipeline: Pipeline, job: Job | undefined, frame: Frame, into: FlatStep[]): boolean {
    const steps = job ? job.steps : pipeline.steps.filter((step) => step.job === undefined);
    const uses = pipeline.templates.filter((use) => use.place === 'steps' && use.job === job);
    const given = new Set(uses.map((use) => use.map));
    let isOpen = job ? job.isOpen && !allTemplates(job, given) : false;
    for (const each of inOrder(steps, uses)) {
      if (!('place' in each)) {
        const starts = startsUnder(each.condition, startsWithin(each.guards, frame.starts));
        into.push({ step: each, frame: { ...frame, starts } });
        continue;
      }
      const inner = this.#inside(each, frame);
      if (!inner || this.#stepsOfTemplate(inner.pipeline, inner.frame, into)) isOpen = true;
    }
    return isOpen;
  }

  #stepsOfTemplate(pipeline: Pipeline, frame: Frame, into: FlatStep[]): boolean {
    const [job] = pipeline.jobs;
    return this.#steps(pipeline, job?.kind === 'implied' ? job : undefined, frame, into);
  }

  /** What a template holds, seen from where it is used. */
  #inside(use: TemplateUse, frame: Frame): { pipeline: Pipeline; frame: Frame } | undefined {
    const { path, scalar: reference, guards } = use;
    const found =
      path !== undefined && frame.depth < DEEPEST && this.project.read(path)
        ? this.project.open('azure-pipelines', path)?.pipeline
        : undefined;
    if (!found) {
      if (use.place !== 'steps') this.isOpen = true;
      return undefined;
    }
    return {
      pipeline: found,
      frame: { call: frame.call ?? reference, starts: startsWithin(guards, frame.starts), depth: frame.depth + 1 },
    };
  }
}

function inOrder<A extends Stage | Job | Step>(parts: readonly A[], uses: readonly TemplateUse[]): (A | TemplateUse)[] {
  return [...parts, ...uses].sort((a, b) => a.map.start - b.map.start);
}

function jobOf(
  { job, frame, steps: flatSteps, isOpen }: FlatJob,
  within: FlatStage,
  index: number,
  stages: readonly FlatStage[],
  pipeline: Pipeline,
): DeliveryJob {
  const { stage } = within;
  const id = idOf(job, within);
  const head = frame.call ?? (job.kind === 'implied' && !stage.isImplied ? stage.head : job.head);
  const shown = scalar(job.map.get('displayName'))?.text;
  const name = shown !== undefined && !isComputed(shown) ? shown : (job.id ?? within.id ?? '');
  const environment = environmentOf(job, frame.call);
  const steps = flatSteps.map((each) => stepOf(each));
  const stageName = scalar(stage.isImplied ? undefined : stage.map.get('displayName'))?.text ?? within.id;
  const around = `${stageName ?? ''} ${basename(pipeline.file.path)}`;
  const judged = doingOfJob({ id, name, head, environment }, steps, around);
  const has = (pattern: RegExp) => flatSteps.some(({ step }) => pattern.test(step.task?.id ?? step.kind));
  return {
    id,
    name,
    head,
    environment,
    steps: judged.steps,
    activities: judged.activities,
    isOpaque: judged.isOpaque || isOpen,
    needs: needsOf(job, within, index, stages),
    stage: within.id,
    startedBy: frame.starts,
    runsAfterFailure: ignoresFailure(job.condition) || (!stage.isImplied && ignoresFailure(stage.condition)),
    isGated: isGated(job, within),
    isGuarded: isGuarded(job, stage, pipeline),
    // Azure ends a job after an hour unless told otherwise.
    hasTimeout: scalar(job.map.get('timeoutInMinutes'))?.text !== '0',
    mayFail: leniencyOf(job.map, frame.call),
    runsOn: job.pool?.vmImage && !isComputed(job.pool.vmImage.text) ? [job.pool.vmImage.text] : undefined,
    secrets: [],
    isCached: isOpen ? undefined : has(/^cache(?:beta)?$/),
    uploads: isOpen ? undefined : has(/^publish$|^upload$|^publish(?:pipeline|build)artifacts?$/),
    // A deployment takes all artifacts of the run by itself.
    downloads: job.kind === 'deployment' ? true : isOpen ? undefined : has(/^download/),
  };
}

function idOf(job: Job, { id, stage }: FlatStage): string {
  const name = job.id ?? `${job.kind}-${job.map.start}`;
  return stage.isImplied ? name : `${id ?? stage.map.start}.${name}`;
}

/** The jobs of its stage that it names, or else those of the stages that its own waits for. */
function needsOf(
  job: Job,
  within: FlatStage,
  index: number,
  stages: readonly FlatStage[],
): readonly string[] | undefined {
  const { dependsOn } = job;
  if (dependsOn) {
    if (!dependsOn.isKnown) return undefined;
    if (dependsOn.names.length > 0) {
      const wanted = dependsOn.names.map(({ text }) => text.toLowerCase());
      const found = within.jobs.filter((each) => wanted.includes(each.job.id?.toLowerCase() ?? ''));
      return found.length === wanted.length ? found.map((each) => idOf(each.job, within)) : undefined;
    }
  }
  if (within.stage.isImplied) return [];
  const before = stagesBefore(within, index, stages);
  return before?.flatMap((each) => each.jobs.map((other) => idOf(other.job, each)));
}

function stagesBefore(
  { stage }: FlatStage,
  index: number,
  stages: readonly FlatStage[],
): readonly FlatStage[] | undefined {
  const { dependsOn } = stage;
  if (!dependsOn) return stages.slice(Math.max(0, index - 1), index);
  if (!dependsOn.isKnown) return undefined;
  const wanted = dependsOn.names.map(({ text }) => text.toLowerCase());
  const found = stages.filter(({ id }) => id !== undefined && wanted.includes(id.toLowerCase()));
  return found.length === new Set(wanted).size ? found : undefined;
}

function environmentOf({ environment }: Job, call: Span | undefined): Environment | undefined {
  if (!environment?.value) return undefined;
  const { value } = environment;
  const written = value.kind === 'map' ? scalar(value.get('name')) : scalar(value);
  const name = written && !isComputed(written.text) ? written.text.split('.')[0] : undefined;
  return { name, at: call ?? written ?? value, isProduction: name === undefined ? undefined : namesProduction(name) };
}

/** An environment may ask for an approval, and so may what else the job uses: that is not written here. */
function isGated(job: Job, { jobs, stage }: FlatStage): boolean | undefined {
  if (job.kind === 'deployment' && job.environment) return undefined;
  if (!stage.isImplied && scalar(stage.map.get('trigger'))?.text === 'manual') return true;
  const asks = jobs.some(({ steps }) =>
    steps.some(({ step }) => /^manual(?:validation|intervention)$/.test(step.task?.id ?? '')),
  );
  return asks ? true : lacks(job.map, 'environment') ? false : undefined;
}

/** What becomes of two runs that want the same environment; a job without one has nothing that could be locked. */
function isGuarded({ kind, environment }: Job, { map: stage }: Stage, { map: root }: Pipeline): boolean | undefined {
  if (root.has('lockBehavior') || stage.has('lockBehavior')) return true;
  if (kind !== 'deployment' || !environment) return undefined;
  return hasOpenKeys(root) || hasOpenKeys(stage) ? undefined : false;
}

function stepOf({ step, frame }: FlatStep): DeliveryStep {
  const name = scalar(step.map.get('displayName'));
  const head = name ?? step.script?.scalar ?? step.key.key;
  const line = head.file.line(head.file.lineAt(head.start));
  const { call } = frame;
  const doing = stepDoing(step, call);
  return {
    activities: doing.activities,
    isOpaque: doing.isOpaque,
    makesTarget: doing.makesTarget,
    whole: step.map,
    head: call ?? head.file.span(head.start, Math.min(head.end, line.end)),
    name: name?.text,
    mayFail: leniencyOf(step.map, call),
    startedBy: frame.starts,
  };
}

/** `continueOnError: true`; an expression may well know why, and a template answers for its own. */
function leniencyOf(body: YamlMap, call: Span | undefined): Leniency | undefined {
  const pair = body.pair('continueOnError');
  return pair && !call && scalar(pair.value)?.text.toLowerCase() === 'true'
    ? { at: pair, by: 'continueOnError' }
    : undefined;
}
