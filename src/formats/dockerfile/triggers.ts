import type { Instruction } from './model';

/** The instructions of a stage, and in place of each `ONBUILD` what it runs later. */
export function withTriggers(instructions: readonly Instruction[]): readonly Instruction[] {
  if (!instructions.some(({ keyword }) => keyword === 'ONBUILD')) return instructions;
  return instructions.flatMap((instruction) => {
    if (instruction.keyword !== 'ONBUILD') return [instruction];
    return instruction.trigger ? [instruction.trigger] : [];
  });
}
