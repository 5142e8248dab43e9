import { deployOf, jobsBefore } from '../../../formats/delivery/graph';
import type { Job, Pipeline, Trigger } from '../../../formats/delivery/model';
import { type Delivered, subjectOf } from './delivered';

export interface Unprotected extends Delivered {
  /** All jobs of the pipeline of which it is true, the finding's own first. */
  readonly all: readonly Job[];
}

/**
 * Jobs that deploy as soon as somebody has pushed: without an environment, which would keep its secrets, its rules and its
 * history, and without a person who agrees; one finding for all of a pipeline. Silent for those that only people start,
 * and where an earlier job asks.
 */
export function* deployWithoutEnvironment(pipeline: Pipeline): Generator<Unprotected> {
  const all = pipeline.jobs.filter((job) => isUnprotected(pipeline, job));
  const [job, ...others] = all;
  if (!job) return;
  const count =
    others.length === 0 ? `${subjectOf(job)} deploys` : `${subjectOf(job)} and ${others.length} more deploy`;
  yield {
    job,
    all,
    at: job.head,
    address: job.id,
    message: `${count} with neither an environment nor an approval: name an environment, whose rules can ask for one`,
    related: others.map((other) => ({ at: other.head, message: `${subjectOf(other)} deploys so too` })),
  };
}

function isUnprotected(pipeline: Pipeline, job: Job): boolean {
  if (!deployOf(job) || asks(job) || !job.startedBy?.some(isAutomatic)) return false;
  const { jobs, isComplete } = jobsBefore(pipeline, job);
  return isComplete && !jobs.some(asks);
}

function asks({ environment, isGated }: Job): boolean {
  return environment !== undefined || isGated !== false;
}

function isAutomatic({ kind }: Trigger): boolean {
  return kind === 'push' || kind === 'tag' || kind === 'release' || kind === 'schedule';
}
