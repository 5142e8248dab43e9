import type { Span } from '../../core/text';
import type { Instruction, RunInstruction } from '../../formats/dockerfile/model';
import type { ShellCommand } from '../../formats/shell/syntax';
import type { ShellWord } from '../../formats/shell/word';
import { pathInImage } from './image-path';

/** A command that removes a path from the image. */
export interface Removal {
  readonly instruction: RunInstruction;
  readonly command: ShellCommand;
  /** Whether it is all that the instruction does, and all that the command removes. */
  readonly isAlone: boolean;
}

/** The first command among some instructions that removes a path of the image; `folder` is the one they work in. */
export function removalOf(
  path: string,
  folder: string | undefined,
  instructions: readonly Instruction[],
): Removal | undefined {
  let at = folder;
  for (const instruction of instructions) {
    if (instruction.keyword === 'WORKDIR') {
      const { text } = instruction.path;
      at = text === undefined ? undefined : pathInImage(text, at);
    }
    if (instruction.keyword !== 'RUN') continue;
    const { commands } = instruction.command;
    for (const command of commands) {
      const operands = removedBy(command);
      if (!operands.some((word) => covers(word, path, at))) continue;
      return { instruction, command, isAlone: commands.length === 1 && operands.length === 1 };
    }
  }
  return undefined;
}

/** A file that a command writes by `>`, or by `tee`, and the word that names it. */
export interface Written {
  readonly path: string;
  readonly at: Span;
}

/** The files that the commands of an instruction write and leave. */
export function writtenBy(instruction: RunInstruction, folder: string | undefined): Written[] {
  const { commands } = instruction.command;
  return commands.flatMap((command, index) => {
    const targets = command.redirects.flatMap(({ operator, target }) =>
      /^>[>|]?$/.test(operator) && target ? [target] : [],
    );
    const words = command.name === 'tee' ? [...targets, ...operandsOf(command)] : targets;
    return words.flatMap((word) => {
      const path = pathOf(word, folder);
      if (path === undefined) return [];
      const isKept = !commands
        .slice(index + 1)
        .some((later) => removedBy(later).some((each) => covers(each, path, folder)));
      return isKept ? [{ path, at: word.span }] : [];
    });
  });
}

function removedBy(command: ShellCommand): readonly ShellWord[] {
  return /^(?:rm|shred|unlink|srm)$/.test(command.name ?? '') ? operandsOf(command) : [];
}

function operandsOf({ words }: ShellCommand): readonly ShellWord[] {
  return words.slice(1).filter(({ prefix, raw }) => !/^-/.test(prefix || raw));
}

/** A word as a path of the image; undefined where it rests on what is not known. */
function pathOf(word: ShellWord, folder: string | undefined): string | undefined {
  const text = word.value ?? word.raw.replace(/^["']|["']$/g, '');
  const isHome = /^(?:~|\$HOME|\$\{HOME\})\//.test(text);
  return text === '' || (word.value === undefined && !isHome) || /[$`]/.test(text.replace(/^\$\{?HOME\}?/, ''))
    ? undefined
    : pathInImage(text, folder);
}

function covers(word: ShellWord, path: string, folder: string | undefined): boolean {
  const removed = pathOf(word, folder);
  if (removed === undefined || removed === '/' || removed === '?') return false;
  if (path === removed || path.startsWith(`${removed}/`)) return true;
  const star = removed.indexOf('*');
  return (
    star > 0 &&
    !removed.slice(0, star).endsWith('?/') &&
    path.startsWith(removed.slice(0, star)) &&
    !removed.slice(star + 1).includes('/') &&
    path.endsWith(removed.slice(star + 1))
  );
}
