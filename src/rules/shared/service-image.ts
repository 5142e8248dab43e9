import { UNKNOWN } from '../../formats/compose/interpolation';
import type { Service, ServiceDeclaration } from '../../formats/compose/model';
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
