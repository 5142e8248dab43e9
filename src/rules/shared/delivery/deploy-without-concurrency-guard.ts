import { deployOf } from '../../../formats/delivery/graph';
import type { Pipeline } from '../../../formats/delivery/model';
import { type Delivered, nameOf } from './delivered';

/** Jobs that deploy though another run of theirs may be deploying at the same time. */
export function* deployWithoutConcurrencyGuard(pipeline: Pipeline): Generator<Delivered> {
  for (const job of pipeline.jobs) {
    const deploy = deployOf(job);
    if (!deploy || job.isGuarded !== false || !job.startedBy || job.startedBy.length === 0) continue;
    yield {
      job,
      at: job.head,
      address: job.id,
      message: `Two runs of ${nameOf(job)} can deploy at once, and the older one may win: let one wait for the other`,
      related: [{ at: deploy.at, message: 'This deploys' }],
    };
  }
}
