import { does } from '../../../formats/delivery/graph';
import type { Activity, Pipeline } from '../../../formats/delivery/model';
import { type Delivered, subjectOf } from './delivered';

export interface Uncached extends Delivered {
  readonly installs: Activity;
  /** The package manager: `npm`, `yarn`, `pip`. */
  readonly ecosystem: string;
}

/**
 * Jobs that fetch all dependencies anew in each run. Silent for those that publish or deploy: what they build should not
 * come from a cache that others can fill.
 */
export function* missingCache(pipeline: Pipeline): Generator<Uncached> {
  for (const job of pipeline.jobs) {
    const installs = job.activities.find(({ kind, certainty }) => kind === 'installs' && certainty === 'certain');
    if (!installs?.ecosystem || job.isCached !== false || does(job, 'publishes') || does(job, 'deploys')) continue;
    yield {
      job,
      installs,
      ecosystem: installs.ecosystem,
      step: job.steps.find(({ activities }) => activities.includes(installs)),
      at: installs.at,
      address: job.id,
      message: `${subjectOf(job)} fetches all dependencies of ${installs.ecosystem} anew in each run: keep them in a cache`,
    };
  }
}
