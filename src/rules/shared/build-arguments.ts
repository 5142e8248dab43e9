import { IMAGE_ENVIRONMENT } from '../../data/image-defaults';
import type { ArgInstruction, Dockerfile, Pair, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { baseImage } from './base-image';
import { officialName } from './image';

/** Arguments that every build has before its first stage, and a stage only if it declares them. */
export function isPlatformArgument(name: string): boolean {
  return /^(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT|STAGE)$/.test(name);
}

/** Variables that builders set without being asked. */
export function isSetByBuilder(name: string): boolean {
  return /^(?:https?|ftp|no|all)_proxy$/i.test(name) || /^(?:BUILDKIT_\w+|SOURCE_DATE_EPOCH)$/.test(name);
}

/** The last `ARG` of a name before the first stage. */
export function globalArgument(
  { globalArguments }: Pick<Dockerfile, 'globalArguments'>,
  wanted: string,
): Pair | undefined {
  return pairsOf(globalArguments).findLast(({ name }) => name.text === wanted);
}

/** What the arguments before the first stage declare, in order. */
export function pairsOf(instructions: readonly ArgInstruction[]): readonly Pair[] {
  return instructions.flatMap(({ pairs }) => pairs);
}

/** Whether the base image of a stage sets a variable: `unknown` for images of which nothing is known. */
export function setByBase(stage: Stage, name: string): 'yes' | 'no' | 'unknown' {
  if (runtimeChain(stage).at(-1)?.from.image?.text === 'scratch') return 'no';
  const image = baseImage(stage);
  const known = image && IMAGE_ENVIRONMENT.get(officialName(image) ?? '');
  if (!known || /windows|nanoserver|servercore/.test(image.text)) return 'unknown';
  return known.test(name) ? 'yes' : 'no';
}
