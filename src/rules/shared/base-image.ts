import type { Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { type ImageReference, parseImage } from './image';

/** The image that a stage rests on in the end, other stages in between; undefined for `scratch` and where it is not known. */
export function baseImage(stage: Stage): ImageReference | undefined {
  const text = runtimeChain(stage).at(-1)?.from.image?.text;
  return text === undefined || text === 'scratch' ? undefined : parseImage(text);
}
