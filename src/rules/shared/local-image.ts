import officialImages from '../../data/official-images.json';
import { type ImageReference, officialName } from './image';

const OFFICIAL = new Set(officialImages.names);

/** Whether an image can't come from a registry: no name on Docker Hub is without a slash but those of the official images. */
export function isLocalImage(reference: ImageReference): boolean {
  const official = officialName(reference);
  return reference.registry === 'localhost' || (official !== undefined && !OFFICIAL.has(official));
}
