import type { Edit } from '../../core/text';
import type { Job as DeliveryJob, Step as DeliveryStep } from '../delivery/model';
import { insertPairs, type YamlValue } from '../yaml/edit';
import type { ActionsModel, Job, Step } from './model';

/** The job that stands for one of the model of delivery. */
export function jobBehind({ jobs }: ActionsModel, { id }: DeliveryJob): Job | undefined {
  return jobs.find((job) => job.id === id);
}

/** The step that stands for one of the model of delivery. */
export function stepBehind({ steps }: ActionsModel, step: DeliveryStep | undefined): Step | undefined {
  return step && steps.find(({ map }) => map === step.whole);
}

/** Writes keys where the head of a job or step is: below its name, or first. Undefined where it is shared by an alias. */
export function atHead(
  { map }: Pick<Job | Step, 'map'>,
  pairs: { readonly [name: string]: YamlValue },
): Edit | undefined {
  if (map.holder?.alias || map.anchor !== undefined || map.ownPairs.length === 0) return undefined;
  const before = ['name', 'id'].find((name) => map.ownPairs.some((pair) => pair.name === name));
  return insertPairs(map, pairs, before === undefined ? 'first' : { after: before });
}
