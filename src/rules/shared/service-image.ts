import type { Project } from '../../core/project';
import { UNKNOWN } from '../../formats/compose/interpolation';
import type { Service, ServiceDeclaration } from '../../formats/compose/model';
import { type ImageReference, parseImage } from './image';
import { builtStage } from './service-health';

/** The image of a Compose service, its own or one that it takes over. A tag that only the environment knows is left out. */
export function imageOf({ image, parts }: Service): ImageReference | undefined {
  const value = image ?? parts.find((part: ServiceDeclaration) => part.image)?.image;
  if (!value) return undefined;
  const { text } = value;
  const unknown = text.indexOf(UNKNOWN);
  if (unknown < 0) return parseImage(text);
  const known = text.slice(0, unknown);
  const end = Math.max(known.lastIndexOf(':'), known.lastIndexOf('@'));
  return end > known.lastIndexOf('/') ? parseImage(known.slice(0, end)) : undefined;
}

/**
 * The image that a service's own build starts from, if the Dockerfile can be read and no stage on the way brings a
 * health check.
 */
export function uncheckedBase(service: Service, project: Project): ImageReference | undefined {
  let stage = service.build && builtStage(service.build, service, project);
  for (; stage; stage = stage.base) {
    if (stage.instructions.some(({ keyword }) => keyword === 'HEALTHCHECK')) return undefined;
    if (stage.base) continue;
    const { image } = stage.from;
    // The build may be given other arguments than the Dockerfile's own.
    return image?.text === undefined || /^[^:@]*\$/.test(image.raw) ? undefined : parseImage(image.text);
  }
  return undefined;
}
