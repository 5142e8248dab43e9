import { textOf } from '../../../core/text';
import { deployOf, jobsBefore } from '../../../formats/delivery/graph';
import type { Activity, Job, Pipeline } from '../../../formats/delivery/model';
import { type Delivered, nameOf, subjectOf } from './delivered';

/** Jobs that build once more what an earlier job has built and tested, and deploy the new build. */
export function* rebuiltForDeploy(pipeline: Pipeline): Generator<Delivered> {
  for (const job of pipeline.jobs) {
    if (!deployOf(job) || job.downloads !== false) continue;
    const again = job.activities.find(isBuild);
    if (!again) continue;
    const earlier = jobsBefore(pipeline, job).jobs.find((each) => builds(each, again));
    if (!earlier) continue;
    yield {
      job,
      at: again.at,
      address: job.id,
      message: `${subjectOf(job)} deploys a build of its own, not the one that ${nameOf(earlier)} has made: hand that one on`,
      related: [{ at: earlier.head, message: 'Built here before' }],
    };
  }
}

/** A name alone tells too little of what is built. */
function isBuild({ kind, certainty, by, at }: Activity): boolean {
  return kind === 'builds' && (certainty === 'certain' || textOf(at) !== by);
}

function builds({ activities }: Job, again: Activity): boolean {
  return activities.some(
    (each) => isBuild(each) && each.subject === again.subject && textOf(each.at) === textOf(again.at),
  );
}
