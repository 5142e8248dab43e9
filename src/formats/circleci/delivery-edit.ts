import type { Job as DeliveryJob, Pipeline } from '../delivery/model';
import type { YamlSeq } from '../yaml/syntax';
import type { Config, WorkflowJob } from './model';

/** The job of a workflow that stands for one of the model of delivery. */
export function callBehind(
  config: Config | undefined,
  { head }: Pipeline,
  { id }: DeliveryJob,
): WorkflowJob | undefined {
  const workflow = config?.workflows.find(({ pair }) => pair.key === head);
  return workflow?.jobs.find(({ name }) => name === id);
}

/** The list of what a job requires, where it may be added to: written here, and not shared by an alias. */
export function requirements({ map }: WorkflowJob): YamlSeq | undefined {
  const pair = map?.ownPairs.find(({ name }) => name === 'requires');
  const list = pair?.alias ? undefined : pair?.value;
  return list?.kind === 'seq' && list.anchor === undefined && list.entries.length > 0 ? list : undefined;
}
