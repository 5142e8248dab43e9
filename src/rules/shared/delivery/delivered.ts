import type { Finding } from '../../../core/rule';
import type { Job, Pipeline, Step } from '../../../formats/delivery/model';

/** What the rules of delivery yield: a finding, and what it is about, so that each system can add its own fix. */
export interface Delivered extends Finding {
  readonly job: Job;
  /** The step it is about, if it is about one. */
  readonly step?: Step | undefined;
}

/** Why a deploy matters, for all rules that speak of one. */
export function nameOf({ name }: Job): string {
  const line = name.split('\n')[0]?.trim() ?? '';
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

/** Whether the jobs of a pipeline are all that there is, and nobody else decides when they run. */
export function isWhole({ triggers, isPartial }: Pipeline): boolean {
  return triggers !== undefined && !isPartial;
}
