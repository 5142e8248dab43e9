import { deployOf } from '../../../formats/delivery/graph';
import type { Job, Pipeline } from '../../../formats/delivery/model';
import { type Delivered, nameOf, subjectOf } from './delivered';

export interface Unguarded extends Delivered {
  /** All jobs of the pipeline of which it is true, the finding's own first. */
  readonly all: readonly Job[];
}

/**
 * Jobs that deploy a service though another run of theirs may be deploying at the same time; one finding for all of a
 * pipeline. Infrastructure is left alone: its tools lock the state themselves.
 */
export function* deployWithoutConcurrencyGuard(pipeline: Pipeline): Generator<Unguarded> {
  const all = pipeline.jobs.filter(isUnguarded);
  const [job, ...others] = all;
  if (!job) return;
  const count = others.length === 0 ? nameOf(job) : `${nameOf(job)} and ${others.length} more`;
  yield {
    job,
    all,
    at: job.head,
    address: job.id,
    message: `Two runs of ${count} can deploy at once, and the older one may win: let one wait for the other`,
    related: others.map((other) => ({ at: other.head, message: `${subjectOf(other)} deploys unguarded too` })),
  };
}

function isUnguarded(job: Job): boolean {
  if (job.isGuarded !== false || !job.startedBy || job.startedBy.length === 0) return false;
  return deployOf(job)?.subject === 'service';
}
