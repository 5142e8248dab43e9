import type { Instruction, Stage } from '../../formats/dockerfile/model';

/** Stands for the folder that an image begins in, which only the image tells. */
const START = '?';

/** The instructions that make up the last of a chain of stages, in the order in which they are built. */
export function inOrder(chain: readonly Stage[]): readonly Instruction[] {
  return chain.toReversed().flatMap(({ instructions }) => instructions);
}

/**
 * The folder that an instruction works in: `/app`, or `?/app` where only the image tells what lies before; undefined
 * where a variable is not known. `instructions` are those before it, in order.
 */
export function workingFolder(instructions: readonly Instruction[]): string | undefined {
  let folder: string | undefined = START;
  for (const instruction of instructions) folder = folderAfter(instruction, folder);
  return folder;
}

/** The folder that the next instruction works in, by the one that this instruction works in. */
export function folderAfter(instruction: Instruction, folder: string | undefined): string | undefined {
  if (instruction.keyword !== 'WORKDIR') return folder;
  const { text } = instruction.path;
  return text === undefined ? undefined : pathInImage(text, folder);
}

/** A path as seen from a folder of the image, without `.`, `..` and a slash at its end; the home of root for `~`. */
export function pathInImage(path: string, folder: string | undefined): string | undefined {
  const full = path.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, '/root');
  if (!full.startsWith('/') && folder === undefined) return undefined;
  const out: string[] = [];
  const isUnknown = !full.startsWith('/') && folder?.startsWith(START);
  for (const part of (full.startsWith('/') ? full : `${folder}/${full}`).split('/')) {
    if (part === '' || part === '.' || part === START) continue;
    if (part !== '..') out.push(part);
    else if (out.pop() === undefined && isUnknown) return undefined;
  }
  if (!isUnknown) return `/${out.join('/')}`;
  return [START, ...out].join('/');
}
