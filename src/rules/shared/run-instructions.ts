import type { RunInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { withTriggers } from '../../formats/dockerfile/triggers';

/** The `RUN`s of a stage, and those that `ONBUILD` runs later. */
export function* runsOf({ instructions }: Pick<Stage, 'instructions'>): Iterable<RunInstruction> {
  for (const instruction of withTriggers(instructions)) if (instruction.keyword === 'RUN') yield instruction;
}

/** The `RUN`s whose layers make up a stage, those of the stages it is built from first. */
export function layersOf(stage: Stage | undefined): readonly RunInstruction[] {
  return runtimeChain(stage)
    .toReversed()
    .flatMap(({ instructions }) => instructions)
    .filter((instruction) => instruction.keyword === 'RUN');
}
