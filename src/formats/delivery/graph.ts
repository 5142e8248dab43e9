import type { Activity, Job, Pipeline } from './model';

/** Jobs of a pipeline that are related to one of them, and whether these surely are all. */
export interface Related {
  readonly jobs: readonly Job[];
  readonly isComplete: boolean;
}

/** All jobs that must have gone well before one starts, in the order of the text, the job itself left out. */
export function jobsBefore(pipeline: Pipeline, job: Job): Related {
  const found = new Set<Job>();
  let isComplete = true;
  const waiting = [job];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (!next.needs) isComplete = false;
    for (const id of next.needs ?? []) {
      const needed = pipeline.jobs.find((each) => each.id === id);
      if (!needed) isComplete = false;
      else if (!found.has(needed)) {
        found.add(needed);
        waiting.push(needed);
      }
    }
  }
  found.delete(job);
  return { jobs: pipeline.jobs.filter((each) => found.has(each)), isComplete };
}

/** All jobs that wait for one, be it through others. */
export function jobsAfter(pipeline: Pipeline, job: Job): Related {
  const jobs = pipeline.jobs.filter((each) => each !== job && jobsBefore(pipeline, each).jobs.includes(job));
  return { jobs, isComplete: !pipeline.isPartial && pipeline.jobs.every(({ needs }) => needs !== undefined) };
}

/** What a job surely brings to run, for others than those who work on it: no preview, no test, no mere pages. */
export function deployOf(job: Job): Activity | undefined {
  return job.activities.find(
    ({ kind, certainty, subject, isPreview }) =>
      kind === 'deploys' && certainty === 'certain' && subject !== 'site' && isPreview !== true,
  );
}

export function does(job: Job, kind: Activity['kind'], certainty?: Activity['certainty']): boolean {
  return job.activities.some((each) => each.kind === kind && (certainty === undefined || each.certainty === certainty));
}
