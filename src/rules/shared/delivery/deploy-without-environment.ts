import { deployOf, jobsBefore } from '../../../formats/delivery/graph';
import type { Job, Pipeline } from '../../../formats/delivery/model';
import { type Delivered, nameOf } from './delivered';

/**
 * Jobs that deploy as soon as somebody has pushed: without an environment, which would keep its secrets, its rules and its
 * history, and without a person who agrees. Silent for those that only people start, and where an earlier job asks.
 */
export function* deployWithoutEnvironment(pipeline: Pipeline): Generator<Delivered> {
  for (const job of pipeline.jobs) {
    const deploy = deployOf(job);
    if (!deploy || asks(job) || !job.startedBy?.some(isAutomatic)) continue;
    const { jobs, isComplete } = jobsBefore(pipeline, job);
    if (!isComplete || jobs.some(asks)) continue;
    yield {
      job,
      at: job.head,
      address: job.id,
      message: `${nameOf(job)} deploys with neither an environment nor an approval: give it an environment, whose rules can ask for one`,
      related: [{ at: deploy.at, message: 'This deploys' }],
    };
  }
}

function asks({ environment, isGated }: Job): boolean {
  return environment !== undefined || isGated !== false;
}

function isAutomatic({ kind }: { readonly kind: string }): boolean {
  return kind === 'push' || kind === 'tag' || kind === 'release' || kind === 'schedule';
}
