import { BITNAMI_IMAGES, DISCONTINUED, DISCONTINUED_OWNERS } from '../../data/discontinued-images';
import { effectiveTag, type ImageReference } from './image';

interface Discontinuation {
  /** The first day without updates, as `2025-08-28`, where it is known. */
  readonly since: string | undefined;
  /** What takes the place of the image. */
  readonly successor: string | undefined;
}

/** Since when an image gets no updates whatever its version, and what to use; undefined for any other. `key`: registry and repository. */
export function discontinuation(reference: ImageReference, key: string): Discontinuation | undefined {
  const found = DISCONTINUED.get(key) ?? DISCONTINUED_OWNERS.find(({ images }) => images.test(key));
  if (found) return { since: found.since, successor: found.successor };
  const [, name = ''] = /^docker\.io\/bitnami\/(.+)$/.exec(key) ?? [];
  const successor = BITNAMI_IMAGES.get(name);
  const isVersion = /\d/.test(effectiveTag(reference) ?? '') && !reference.digest;
  return successor !== undefined && isVersion ? { since: '2025-08-28', successor } : undefined;
}
