import { codeWordOf, isShell } from '../../formats/shell/nested';
import type { ShellCommand } from '../../formats/shell/syntax';

/** A program of a stranger that is run as it comes over the network. */
export interface DownloadedProgram {
  /** What fetches it. */
  readonly download: ShellCommand;
  /** What runs it. */
  readonly runner: ShellCommand;
  /** Where it comes from, if that can be told. */
  readonly url: string | undefined;
}

const DOWNLOADERS: ReadonlySet<string | undefined> = new Set([
  'curl',
  'wget',
  'aria2c',
  'fetch',
  'http',
  'https',
  'xh',
]);
const INTERPRETERS: ReadonlySet<string | undefined> = new Set([
  'python',
  'python2',
  'python3',
  'perl',
  'ruby',
  'node',
  'php',
  'pwsh',
]);
const LOCAL = /^(?:file:|(?:https?:\/\/)?(?:localhost|127\.|\[::1\]))/;

/** Finds `curl … | sh`, `sh -c "$(curl …)"`, `bash <(curl …)` and their like. */
export function* downloadedPrograms(commands: readonly ShellCommand[]): Iterable<DownloadedProgram> {
  for (const download of commands) {
    if (!DOWNLOADERS.has(download.name) || !writesToOutput(download)) continue;
    const url = urlOf(download);
    const isUnknown = url === undefined && download.words.every(({ value }) => value !== undefined);
    if (isUnknown || (url !== undefined && LOCAL.test(url))) continue;
    const runner = runsInput(download) ?? runsOutput(download);
    if (runner) yield { download, runner, url };
  }
}

/** Whether a download goes to the standard output, and not into a file. wget has to be told so, curl not to. */
function writesToOutput({ name, words }: ShellCommand): boolean {
  const texts = words.slice(1).map(({ prefix }) => prefix);
  const after = (option: RegExp) => {
    const index = texts.findIndex((text) => option.test(text));
    return index < 0 ? undefined : texts[index]?.replace(option, '') || texts[index + 1];
  };
  if (name === 'wget') return /^(?:-|\/dev\/stdout)$/.test(after(/^(?:-[a-zA-Z]*O|--output-document=?)/) ?? '');
  if (name !== 'curl') return true;
  const toNamedFile = texts.some((text) => /^(?:-[fgijkLnsSv]*[OJ]|--remote-name)/.test(text));
  return !toNamedFile && /^(?:-|\/dev\/stdout)$/.test(after(/^(?:-[fgijkLnsSv]*o|--output=?)/) ?? '-');
}

function urlOf({ words }: ShellCommand): string | undefined {
  const arguments_ = words.slice(1);
  const named = arguments_.find(({ prefix }) => prefix.includes('://'));
  const plain = arguments_.find(({ value }) => value !== undefined && /^[\w-]+(?:\.[\w-]+)+(?:\/|$)/.test(value));
  return (named ?? plain)?.prefix;
}

/** The command at the end of the pipeline that runs what it reads. */
function runsInput(download: ShellCommand): ShellCommand | undefined {
  const seen = new Set<ShellCommand>();
  for (let command = download.pipedInto; command && !seen.has(command); command = command.pipedInto) {
    seen.add(command);
    if (readsCode(command)) return command;
  }
  return undefined;
}

/** Whether a command takes the program that it runs from its standard input. */
function readsCode(command: ShellCommand): boolean {
  const { name, words } = command;
  if (isShell(name))
    return codeWordOf(command) === undefined && !command.redirects.some(({ operator }) => operator[0] === '<');
  const [, first] = words;
  // `php -- --install-dir=/bin` hands arguments to what it reads.
  if (name === 'php' && first?.value === '--') return true;
  // With any other argument it runs something else, and reads data.
  return INTERPRETERS.has(name) && (first === undefined || first.value === '-' || first.value === '/dev/stdin');
}

/** The command that runs the output of a substitution. */
function runsOutput({ within, span }: ShellCommand): ShellCommand | undefined {
  if (within?.as !== 'substitution' || !within.command) return undefined;
  const { command } = within;
  const code = codeWordOf(command) ?? (INTERPRETERS.has(command.name) ? command.words[1] : undefined);
  const isAll = code?.prefix === '' && code.value === undefined;
  return isAll && code.span.start <= span.start && span.end <= code.span.end ? command : undefined;
}
