import type { Span } from '../../../core/text';
import type { Dockerfile } from '../../../formats/dockerfile/model';

/** The `ARG` and `ENV` instructions of a Dockerfile, whose values stay in the image or its history. */
export function environmentInstructions({ globalArguments, stages }: Dockerfile): readonly Span[] {
  const instructions = [...globalArguments, ...stages.flatMap((stage) => stage.instructions)];
  return instructions.filter(({ keyword }) => keyword === 'ARG' || keyword === 'ENV').map(({ span }) => span);
}
