import type { Instruction } from '../../formats/dockerfile/model';
import type { Value } from '../../formats/dockerfile/value';

/** The sources of a copy that stand for the whole build context. */
export function copiesOfAll(instruction: Instruction): Value[] {
  if ((instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') || instruction.from) return [];
  return instruction.sources.filter(
    ({ text }) => text !== undefined && /^(?:\.?\/*|\.\/\*|\*)$/.test(text) && text !== '',
  );
}
