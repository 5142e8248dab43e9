import { map, pairs, scalar } from '../yaml/access';
import type { YamlMap, YamlNode, YamlScalar } from '../yaml/syntax';
import type { Job } from './model';

/** A container that the runner starts for a job: the one its steps run in, or a service beside it. */
export interface JobContainer {
  /** The name of the service; undefined of the job's own container. */
  readonly service: string | undefined;
  readonly image: YamlScalar;
  /** Undefined where only the image is written. */
  readonly map: YamlMap | undefined;
}

/** The containers of a job whose images are written as text. */
export function containersOf({ container, map: job }: Job): readonly JobContainer[] {
  const read = (node: YamlNode | undefined, service: string | undefined): JobContainer[] => {
    const body = map(node);
    const image = scalar(body ? body.get('image') : node);
    return image && typeof image.value === 'string' ? [{ service, image, map: body }] : [];
  };
  const services = pairs(job.get('services')).flatMap(({ name, value }) => read(value, name));
  return [...read(container, undefined), ...services];
}
