import { basename } from '../../core/path';
import type { CommandInstruction, CommandLine, Stage } from '../../formats/dockerfile/model';

/** The entrypoint and the command that are in force when the last of a chain of stages runs, the entrypoint first. */
export function commandsInForce(chain: readonly Stage[]): readonly CommandInstruction[] {
  return (['ENTRYPOINT', 'CMD'] as const).flatMap((keyword) => {
    for (const { instructions } of chain) {
      const found = instructions.findLast((each) => each.keyword === keyword);
      if (found?.keyword === keyword) return [found];
    }
    return [];
  });
}

/** The words of a command line as far as they are known, those of a script's commands included. */
export function wordsIn({ form, words, commands }: CommandLine): string[] {
  const scripts = form === 'exec' ? commands.filter(({ within }) => within) : commands;
  if (form === 'exec' && scripts.length === 0) return words.map(({ text }) => text);
  return scripts.flatMap((command) => command.words.flatMap(({ value }) => value ?? []));
}

/** Whether all that is run is a shell to work in. */
export function isBareShell(words: readonly string[]): boolean {
  const [program, ...options] = words;
  return /^(?:ba|z|a|da)?sh$/.test(basename(program ?? '')) && options.every((word) => /^-[^c]*$/.test(word));
}
