import { deployOf, does } from '../../../formats/delivery/graph';
import type { Pipeline } from '../../../formats/delivery/model';
import { type Delivered, subjectOf } from './delivered';

/** So many steps a job has that does too much. */
const MANY = 8;

/** Jobs of many steps that build, test and deploy all in one. */
export function* monolithicJob(pipeline: Pipeline): Generator<Delivered> {
  for (const job of pipeline.jobs) {
    const deploy = deployOf(job);
    if (!deploy || job.steps.length < MANY) continue;
    if (!does(job, 'builds', 'certain') || !does(job, 'tests', 'certain')) continue;
    yield {
      job,
      at: job.head,
      address: job.id,
      message: `${subjectOf(job)} builds, tests and deploys in ${job.steps.length} steps: give each a job of its own, so that each can be repeated and guarded`,
      related: [{ at: deploy.at, message: 'This deploys' }],
    };
  }
}
