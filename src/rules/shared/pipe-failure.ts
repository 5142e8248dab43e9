import type { ShellCommand } from '../../formats/shell/syntax';
import { downloadedPrograms } from './download-and-run';

/** What fails now and then without anybody having made a mistake: it needs the network, or a file that came over it. */
const FAILS: ReadonlySet<string | undefined> = new Set([
  'aria2c',
  'aws',
  'az',
  'curl',
  'gcloud',
  'gh',
  'git',
  'gsutil',
  'gunzip',
  'gzip',
  'http',
  'scp',
  'ssh',
  'svn',
  'unzip',
  'wget',
  'zcat',
]);

/** What fails by itself when it gets nothing, or half of it. */
const NOTICES: ReadonlySet<string | undefined> = new Set([
  'apt-key',
  'bsdtar',
  'bunzip2',
  'bzip2',
  'cpio',
  'docker',
  'gpg',
  'gunzip',
  'gzip',
  'md5sum',
  'openssl',
  'patch',
  'pg_restore',
  'rpm2cpio',
  'sha1sum',
  'sha256sum',
  'sha512sum',
  'tar',
  'unxz',
  'unzip',
  'unzstd',
  'xz',
  'zcat',
  'zstd',
]);

/** The first commands of pipes that may fail without the script's noticing; programs that are run as they come are another matter. */
export function* unnoticedFailures(commands: readonly ShellCommand[]): Iterable<ShellCommand> {
  const fed = new Set(commands.map(({ pipedInto }) => pipedInto));
  const programs = new Set([...downloadedPrograms(commands)].map(({ download }) => download));
  const isTested = commands.some(({ name }) => name === 'test' || name === '[' || name === '[[');
  for (const head of commands) {
    if (!head.pipedInto || fed.has(head) || !FAILS.has(head.name) || programs.has(head) || isHandled(head, commands))
      continue;
    const rest = [...pipeAfter(head)];
    // Without a match, `grep` fails too.
    if (GREP.test(rest.at(-1)?.name ?? '')) continue;
    if (rest.some((each) => NOTICES.has(programOf(each)) || stopsEarly(each))) continue;
    const { within } = head;
    // A substitution fails a script only where it is assigned, and the value is often checked.
    if (within?.as === 'substitution' && (isTested || within.command?.words.length !== 0)) continue;
    yield head;
  }
}

const GREP = /^(?:[efz]?grep|rg)$/;

/** What `busybox` is told to be. */
function programOf({ name, words }: ShellCommand): string | undefined {
  return name === 'busybox' ? words[1]?.value : name;
}

function* pipeAfter(head: ShellCommand): Iterable<ShellCommand> {
  const seen = new Set<ShellCommand>();
  for (let each = head.pipedInto; each && !seen.has(each); each = each.pipedInto) {
    seen.add(each);
    yield each;
  }
}

/** Whether something else is done where the pipe fails. */
function isHandled({ list }: ShellCommand, commands: readonly ShellCommand[]): boolean {
  return commands.some((each) => each.list === list && each.connector === '||');
}

/** Whether a command may end before it has read all, at which the one before it fails. */
function stopsEarly({ name, words }: ShellCommand): boolean {
  if (name === undefined || name === 'head') return true;
  const texts = words.slice(1).map(({ raw }) => raw);
  if (GREP.test(name)) return texts.some((text) => /^-\w*[qmlL]|^--(?:quiet|silent|max-count|files-with)/.test(text));
  if (name === 'sed') return texts.some((text) => /(?:^|[\d;}'"])q\b/.test(text));
  if (name === 'awk' || name === 'gawk') return texts.some((text) => text.includes('exit'));
  return false;
}
