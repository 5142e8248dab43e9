import type { Job as DeliveryJob } from '../delivery/model';
import type { YamlMap } from '../yaml/syntax';
import type { Job } from './job';
import type { GitlabModel } from './model';

/** The job that stands for one of the model of delivery. */
export function jobBehind({ pipeline }: GitlabModel, { id }: DeliveryJob): Job | undefined {
  return pipeline.jobs.find(({ name }) => name === id);
}

/** The map of a job that a fix may add keys to; undefined where others share it, or it is empty. */
export function ownMapOf({ ownMap }: Job): YamlMap | undefined {
  return ownMap && ownMap.anchor === undefined && ownMap.ownPairs.length > 0 ? ownMap : undefined;
}
