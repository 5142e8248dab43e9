import type { Instruction } from './model';

/** The instructions of a stage, and in place of each `ONBUILD` what it runs later. */
export function* withTriggers(instructions: readonly Instruction[]): Iterable<Instruction> {
  for (const instruction of instructions) {
    if (instruction.keyword !== 'ONBUILD') yield instruction;
    else if (instruction.trigger) yield instruction.trigger;
  }
}
