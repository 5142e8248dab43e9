import { deployOf, does, jobsAfter } from '../../../formats/delivery/graph';
import type { Job, Pipeline } from '../../../formats/delivery/model';
import type { Delivered } from './delivered';

/** Jobs that deploy a service, after which nothing looks whether it runs, and nothing can bring the former version back. */
export function* deployWithoutVerification(pipeline: Pipeline): Generator<Delivered> {
  if (pipeline.isPartial) return;
  for (const job of pipeline.jobs) {
    const deploy = deployOf(job);
    if (deploy?.subject !== 'service' || mayCheck(job)) continue;
    const after = jobsAfter(pipeline, job);
    if (!after.isComplete || after.jobs.some((each) => mayCheck(each) || does(each, 'tests'))) continue;
    if (pipeline.siblings().some(({ triggers }) => triggers?.some(({ kind }) => kind === 'after' || kind === 'other')))
      continue;
    yield {
      job,
      step: job.steps.find(({ activities }) => activities.includes(deploy)),
      at: deploy.at,
      address: job.id,
      message: `Nobody looks whether what ${deploy.by} brings really runs, and nothing takes it back: wait for it to be ready`,
    };
  }
}

function mayCheck(job: Job): boolean {
  return job.isOpaque || does(job, 'verifies') || does(job, 'rolls-back');
}
