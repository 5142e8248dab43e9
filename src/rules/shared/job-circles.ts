import type { Job } from '../../formats/github-actions/model';

/** Jobs that wait for one another in a circle, each circle once, beginning with the job that is written first. */
export function circlesOf(jobs: readonly Job[]): readonly (readonly [Job, ...Job[]])[] {
  const byId = new Map(jobs.map((job) => [job.id.toLowerCase(), job]));
  const circles: [Job, ...Job[]][] = [];
  const done = new Set<Job>();
  const path: Job[] = [];
  const at = new Map<Job, number>();
  for (const job of jobs) walk(job);
  return circles;

  function walk(start: Job): void {
    // Without recursion: workflows may have hundreds of jobs in a row.
    const waiting: { readonly job: Job; next: number }[] = [];
    const enter = (job: Job): void => {
      at.set(job, path.length);
      path.push(job);
      waiting.push({ job, next: 0 });
    };
    if (!done.has(start)) enter(start);
    for (let top = waiting.at(-1); top; top = waiting.at(-1)) {
      const need = top.job.needs[top.next++];
      if (!need) {
        done.add(top.job);
        at.delete(top.job);
        path.pop();
        waiting.pop();
        continue;
      }
      const other = byId.get(need.text.toLowerCase());
      if (!other || other === top.job || done.has(other)) continue;
      const from = at.get(other);
      if (from === undefined) enter(other);
      else add(path.slice(from));
    }
  }

  function add(circle: readonly Job[]): void {
    const first = circle.reduce((a, b) => (b.pair.start < a.pair.start ? b : a));
    const index = circle.indexOf(first);
    circles.push([first, ...circle.slice(index + 1), ...circle.slice(0, index)]);
  }
}
