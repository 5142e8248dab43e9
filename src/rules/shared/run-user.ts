import type { RunInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { baseImage } from './base-image';
import { startsAs } from './image-user';

/** A `RUN`, and the user that it is run as: undefined where that is not known. */
export interface RunAs {
  readonly run: RunInstruction;
  readonly user: string | undefined;
}

/** The `RUN`s of a stage with their users, the one that `USER` or the base image names: `root` for all names of root. */
export function* runsAs(stage: Stage): Iterable<RunAs> {
  const image = baseImage(stage);
  let user = image && startsAs(image) ? 'root' : undefined;
  for (const each of runtimeChain(stage).toReversed()) {
    for (const instruction of each.instructions) {
      if (instruction.keyword === 'USER') user = nameOf(instruction.user.text);
      else if (instruction.keyword === 'RUN' && each === stage) yield { run: instruction, user };
    }
  }
}

function nameOf(user: string | undefined): string | undefined {
  const name = user?.split(':')[0]?.trim();
  return name === '0' ? 'root' : name || undefined;
}
