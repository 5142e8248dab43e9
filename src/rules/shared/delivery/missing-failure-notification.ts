import { deployOf, does } from '../../../formats/delivery/graph';
import type { Pipeline } from '../../../formats/delivery/model';
import { type Delivered, isWhole, nameOf } from './delivered';

/** Pipelines that deploy, or run by the clock, and tell nobody when they fail; said once, at the first job that matters. */
export function* missingFailureNotification(pipeline: Pipeline): Generator<Delivered> {
  if (!isWhole(pipeline) || pipeline.jobs.some((job) => job.isOpaque || does(job, 'notifies'))) return;
  if (pipeline.siblings().some(({ triggers }) => triggers?.some(({ kind }) => kind === 'after'))) return;
  const deploying = pipeline.jobs.find((job) => deployOf(job));
  const scheduled = pipeline.triggers?.find(({ kind }) => kind === 'schedule');
  const job = deploying ?? (scheduled && pipeline.jobs[0]);
  if (!job) return;
  yield {
    job,
    at: pipeline.head,
    address: 'pipeline',
    message: deploying
      ? `Nobody is told when ${nameOf(job)} fails to deploy: send a message from a step that runs on failure`
      : 'It runs by the clock, and nobody is told when it fails: send a message from a step that runs on failure',
  };
}
