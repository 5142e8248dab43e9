import type { Activity, Job, Pipeline } from './model';

/** Jobs of a pipeline that are related to one of them, and whether these surely are all. */
export interface Related {
  readonly jobs: readonly Job[];
  readonly isComplete: boolean;
}

/** What waits for what, each way. */
interface Links {
  readonly byId: ReadonlyMap<string, Job>;
  readonly dependents: ReadonlyMap<Job, readonly Job[]>;
}

const known = new WeakMap<Pipeline, Links>();

function linksOf(pipeline: Pipeline): Links {
  let links = known.get(pipeline);
  if (!links) {
    const byId = new Map<string, Job>();
    for (const job of pipeline.jobs) if (!byId.has(job.id)) byId.set(job.id, job);
    const dependents = new Map<Job, Job[]>();
    for (const job of pipeline.jobs) {
      for (const id of job.needs ?? []) {
        const needed = byId.get(id);
        if (!needed) continue;
        const all = dependents.get(needed);
        if (all) all.push(job);
        else dependents.set(needed, [job]);
      }
    }
    links = { byId, dependents };
    known.set(pipeline, links);
  }
  return links;
}

/** All jobs that must have gone well before one starts, in the order of the text, the job itself left out. */
export function jobsBefore(pipeline: Pipeline, job: Job): Related {
  const { byId } = linksOf(pipeline);
  let isComplete = true;
  const jobs = reached(pipeline, job, ({ needs }) => {
    const found = needs?.map((id) => byId.get(id));
    if (!found?.every((each) => each !== undefined)) isComplete = false;
    return found?.flatMap((each) => each ?? []) ?? [];
  });
  return { jobs, isComplete };
}

/** All jobs that wait for one, be it through others. */
export function jobsAfter(pipeline: Pipeline, job: Job): Related {
  const { dependents } = linksOf(pipeline);
  const jobs = reached(pipeline, job, (each) => dependents.get(each) ?? []);
  return { jobs, isComplete: !pipeline.isPartial && pipeline.jobs.every(({ needs }) => needs !== undefined) };
}

/** All jobs that are reached from one, itself left out, in the order of the text. */
function reached({ jobs }: Pipeline, from: Job, next: (job: Job) => readonly Job[]): readonly Job[] {
  const found = new Set<Job>();
  const waiting = [from];
  for (let job = waiting.pop(); job; job = waiting.pop()) {
    for (const each of next(job)) {
      if (found.has(each)) continue;
      found.add(each);
      waiting.push(each);
    }
  }
  found.delete(from);
  return found.size === 0 ? [] : jobs.filter((each) => found.has(each));
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
