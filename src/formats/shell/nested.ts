import type { ShellSource } from './source';
import type { ShellCommand } from './syntax';
import type { ShellWord } from './word';

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh']);

/** Whether a program of this name is a shell that reads POSIX scripts. */
export function isShell(name: string | undefined): boolean {
  return name !== undefined && SHELLS.has(name);
}

type CommandLine = Pick<ShellCommand, 'name' | 'words' | 'redirects'>;

/** The script that a command is given to run: by `sh -c`, `eval`, `su -c`, `bash <<EOF`. */
export function scriptOf({ name, words, redirects }: CommandLine): ShellSource | undefined {
  if (name === 'eval') return words.length === 2 ? words[1]?.script : undefined;
  if (name === 'su' || name === 'runuser') return after(words, (text) => text === '-c' || text === '--command')?.script;
  if (!isShell(name)) return undefined;
  const { operand, takesScript, readsInput } = readShellOptions(words);
  if (takesScript) return operand?.script;
  if (operand && !readsInput) return undefined;
  const input = redirects.findLast(({ operator }) => operator.startsWith('<'));
  return input?.document ?? (input?.operator === '<<<' ? input.target?.script : undefined);
}

/**
 * The word that holds or names what a shell is given to run: the script of `sh -c` and `eval`, the file of `sh install.sh`
 * and `source`. Undefined where it reads its input, and for what is no shell.
 */
export function codeWordOf({ name, words }: Pick<ShellCommand, 'name' | 'words'>): ShellWord | undefined {
  if (name === 'source' || name === '.' || name === 'eval') return words[1];
  if (!isShell(name)) return undefined;
  const { operand, takesScript, readsInput } = readShellOptions(words);
  return takesScript || !readsInput ? operand : undefined;
}

function after(words: readonly ShellWord[], isOption: (text: string | undefined) => boolean): ShellWord | undefined {
  const at = words.findIndex(({ value }) => isOption(value));
  return at < 0 ? undefined : words[at + 1];
}

/** The options of a shell: `bash -euxo pipefail -c '…'`. */
function readShellOptions(words: readonly ShellWord[]) {
  let takesScript = false;
  let readsInput = false;
  let at = 1;
  for (let word = words[at]; word && /^[-+]/.test(word.prefix); word = words[at]) {
    at++;
    const text = word.prefix;
    if (text === '--' || text === '-') break;
    if (text.startsWith('--')) {
      if (text === '--rcfile' || text === '--init-file') at++;
      continue;
    }
    if (text.includes('c')) takesScript = true;
    if (text.includes('s')) readsInput = true;
    if (/[oO]$/.test(text)) at++;
  }
  return { operand: words[at], takesScript, readsInput };
}
