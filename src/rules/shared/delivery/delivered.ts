import type { Finding } from '../../../core/rule';
import type { Job, Pipeline, Step } from '../../../formats/delivery/model';

/** What the rules of delivery yield: a finding, and what it is about, so that each system can add its own fix. */
export interface Delivered extends Finding {
  readonly job: Job;
  /** The step it is about, if it is about one. */
  readonly step?: Step | undefined;
}

/** A job's name as it reads inside a sentence: its first line, short; `this job` where it has none. */
export function nameOf({ name }: Job): string {
  let line = name.split('\n')[0]?.trim() ?? '';
  while (/[.:!]$/.test(line)) line = line.slice(0, -1);
  if (line === '') return 'this job';
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

/** The same where the sentence begins with it. */
export function subjectOf(job: Job): string {
  const name = nameOf(job);
  return name === 'this job' ? 'This job' : name;
}

/** Whether the jobs of a pipeline are all that there is, and nobody else decides when they run. */
export function isWhole({ triggers, isPartial }: Pipeline): boolean {
  return triggers !== undefined && !isPartial;
}
