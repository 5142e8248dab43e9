import { items, map, scalar } from '../yaml/access';
import type { YamlMap, YamlScalar } from '../yaml/syntax';
import type { Config } from './model';

/** The images of containers, where they are written, each once. */
export function imagesOf({ jobs, executors }: Config): readonly YamlScalar[] {
  const found = places({ jobs, executors }).flatMap((body) =>
    items(body.get('docker')).flatMap((item) => scalar(map(item)?.get('image')) ?? []),
  );
  return [...new Set(found)];
}

/** The images of virtual machines. */
export function machineImagesOf({ jobs, executors }: Config): readonly YamlScalar[] {
  const found = places({ jobs, executors }).flatMap((body) => {
    const machine = body.get('machine');
    return scalar(map(machine)?.get('image')) ?? (scalar(machine)?.value === true ? [] : (scalar(machine) ?? []));
  });
  return [...new Set(found)];
}

function places({ jobs, executors }: Pick<Config, 'jobs' | 'executors'>): readonly YamlMap[] {
  return [...executors, ...jobs].flatMap(({ map: body }) => body ?? []);
}
