import { dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import { UNKNOWN } from '../../formats/compose/interpolation';
import type { Service, ServiceDeclaration } from '../../formats/compose/model';
import { at } from '../../formats/yaml';
import { type ImageReference, parseImage } from './image';

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
export function uncheckedBase({ build, file, map }: Service, project: Project): ImageReference | undefined {
  const context = build?.context?.text ?? '.';
  const path = join(dirname(file.path), context, build?.dockerfile?.text ?? 'Dockerfile');
  if (!build || path === undefined || path.includes(UNKNOWN) || at(map, 'build', 'dockerfile_inline')) return undefined;
  const dockerfile = project.open('dockerfile', path);
  const target = build.target?.text;
  const stages = dockerfile?.stages ?? [];
  let stage = target === undefined ? dockerfile?.finalStage : stages.find(({ alias }) => alias?.text === target);
  for (; stage; stage = stage.base) {
    if (stage.instructions.some(({ keyword }) => keyword === 'HEALTHCHECK')) return undefined;
    if (stage.base) continue;
    const { image } = stage.from;
    // The build may be given other arguments than the Dockerfile's own.
    return image?.text === undefined || /^[^:@]*\$/.test(image.raw) ? undefined : parseImage(image.text);
  }
  return undefined;
}
