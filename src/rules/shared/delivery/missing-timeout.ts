import type { Finding } from '../../../core/rule';
import type { Job, Pipeline } from '../../../formats/delivery/model';

/** Jobs that nothing ends when they hang. */
export function jobsWithoutTimeout({ jobs }: Pipeline): readonly Job[] {
  return jobs.filter(({ hasTimeout }) => hasTimeout === false);
}

/** One finding for all of them, at the first. `limit`: how long the system lets a job go on, in words. */
export function missingTimeout([first, ...others]: readonly Job[], limit: string): Finding | undefined {
  if (!first) return undefined;
  return {
    at: first.head,
    message:
      others.length === 0
        ? `The job ${first.id} may hang for ${limit}: it has no timeout`
        : `${others.length + 1} jobs may hang for ${limit}: they have no timeout`,
    related: others.map(({ id, head }) => ({ at: head, message: `The job ${id} has none either` })),
    address: 'jobs',
  };
}
