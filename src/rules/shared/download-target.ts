import type { ShellCommand } from '../../formats/shell/syntax';
import type { ShellWord } from '../../formats/shell/word';

/** A file that a command fetches from the network. */
export interface FetchedFile {
  /** As the command names it, relative to the folder it works in. */
  readonly path: string;
  readonly command: ShellCommand;
}

/** The files that `curl` and `wget` write, as far as their names are known. */
export function fetchedFiles(commands: readonly ShellCommand[]): readonly FetchedFile[] {
  // Where the folder changes, only full paths tell where a file is.
  const moves = commands.some(({ name }) => name === 'cd' || name === 'pushd');
  return commands.flatMap((command) => {
    const path = targetOf(command);
    return path === undefined || path === '-' || path.startsWith('/dev/') || (moves && !path.startsWith('/'))
      ? []
      : [{ path, command }];
  });
}

function targetOf({ name, words }: ShellCommand): string | undefined {
  if (name !== 'curl' && name !== 'wget') return undefined;
  const [short, long] = name === 'curl' ? ['o', '--output'] : ['O', '--output-document'];
  for (const [index, { prefix, value }] of words.entries()) {
    if (index === 0) continue;
    if (prefix === long || (/^-[a-zA-Z]+$/.test(prefix) && prefix.endsWith(short))) return words[index + 1]?.value;
    if (prefix.startsWith(`${long}=`)) return value?.slice(long.length + 1);
    if (prefix.startsWith(`-${short}`) && !prefix.startsWith('--')) return value?.slice(2);
  }
  const isNamedByUrl =
    name === 'wget'
      ? !words.some(({ prefix }) =>
          /^(?:-P|--directory-prefix|-i|--input-file|-r|-nd|--spider|--content-disposition)/.test(prefix),
        )
      : words.some(({ prefix }) => /^-[a-zA-Z]*O|^--remote-name$/.test(prefix)) &&
        !words.some(({ prefix }) => /^(?:--output-dir|-[a-zA-Z]*J)/.test(prefix));
  return isNamedByUrl ? nameIn(words) : undefined;
}

function nameIn(words: readonly ShellWord[]): string | undefined {
  const urls = words.filter(({ prefix }) => /^(?:https?|ftp):\/\//.test(prefix));
  const [url] = urls;
  if (urls.length !== 1 || url?.value === undefined) return undefined;
  const name = url.value.slice(url.value.lastIndexOf('/') + 1);
  return /^[\w.+~-]+$/.test(name) ? name : undefined;
}
