import { deployOf, does } from '../../../formats/delivery/graph';
import type { Job, Pipeline } from '../../../formats/delivery/model';
import { type Delivered, isWhole, nameOf } from './delivered';

function isLeftToTheClock({ triggers }: Pipeline): boolean {
  const kinds = new Set(triggers?.map(({ kind }) => kind));
  return kinds.has('schedule') && [...kinds].every((kind) => kind === 'schedule' || kind === 'manual');
}

/** Whether a person starts each run, and waits for how it ends. */
function isStartedByHand({ triggers }: Pipeline): boolean {
  return triggers !== undefined && triggers.length > 0 && triggers.every(({ kind }) => kind === 'manual');
}

/** Whether somebody would miss what a job does; upkeep of issues and scans tell by themselves. */
function matters(job: Job): boolean {
  return (['tests', 'builds', 'publishes', 'deploys'] as const).some((kind) => does(job, kind));
}

/** Pipelines that deploy, or run by the clock, and tell nobody when they fail; said once, at the first job that matters. */
export function* missingFailureNotification(pipeline: Pipeline): Generator<Delivered> {
  if (
    !isWhole(pipeline) ||
    isStartedByHand(pipeline) ||
    pipeline.jobs.some((job) => job.isOpaque || does(job, 'notifies'))
  )
    return;
  if (pipeline.siblings().some(({ triggers }) => triggers?.some(({ kind }) => kind === 'after'))) return;
  const deploying = pipeline.jobs.find((job) => deployOf(job));
  const job = deploying ?? (isLeftToTheClock(pipeline) ? pipeline.jobs.find(matters) : undefined);
  if (!job) return;
  yield {
    job,
    at: pipeline.head,
    address: 'pipeline',
    message: deploying
      ? `The team is not told when ${nameOf(job)} fails to deploy: send a message from a step that runs on failure`
      : 'It runs by the clock, and the team is not told when it fails: send a message from a step that runs on failure',
  };
}
