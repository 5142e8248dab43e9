import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Commit, SecretHistory } from '../core/history';

/** Marks a commit's own line in git's output; no line of a diff begins with it. */
const MARK = '\u0001';
/** What a repository's own configuration must not make git run. */
const QUIET = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.pager=cat'];
const LOG = [
  'log',
  '--patch',
  '--unified=0',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  `--format=${MARK}%H%x00%aI%x00%an%x00%s`,
];

/**
 * Looks for a text in the history of the repository that a file lies in: first in that of the file, under all its
 * names, then everywhere. The text never becomes an argument of a process; git's output is searched here.
 */
export async function findInHistory(file: string, text: string, signal: AbortSignal): Promise<SecretHistory> {
  const folder = dirname(file);
  const needle = text.split(/\r?\n/).reduce((longest, line) => (line.length > longest.length ? line : longest), '');
  const inside = await git(folder, ['rev-parse', '--is-inside-work-tree']);
  if (inside === undefined) return { state: 'no-git' };
  if (inside !== 'true') return { state: 'no-repository' };
  const own = await commitsWith(folder, [...LOG, '--follow', '--', basename(file)], needle, signal);
  const commits = own.length > 0 ? own : await commitsWith(folder, [...LOG, '--all'], needle, signal);
  if (signal.aborted) return { state: 'cancelled' };
  const first = commits.at(-1);
  if (!first) return { state: 'clean' };
  const remote = await git(folder, ['branch', '--remotes', '--format=%(refname:short)', '--contains', first.hash]);
  return {
    state: 'committed',
    commits,
    branches: remote === undefined || remote === '' ? [] : remote.split('\n').filter((name) => name.includes('/')),
  };
}

/** The commits that add or remove a line with the text, newest first. */
async function commitsWith(
  folder: string,
  args: readonly string[],
  needle: string,
  signal: AbortSignal,
): Promise<Commit[]> {
  const found: Commit[] = [];
  if (signal.aborted) return found;
  const log: ChildProcessByStdio<null, Readable, null> = spawn('git', [...QUIET, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
    signal,
  });
  log.on('error', () => {}); // not there, or ended early: what was found until then is what there is
  let commit: Commit | undefined;
  for await (const line of createInterface({ input: log.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.startsWith(MARK)) {
      const [hash = '', day = '', author = '', subject = ''] = line.slice(MARK.length).split('\0');
      commit = { hash, day: day.slice(0, 10), author, subject };
    } else if (commit && /^[+-]/.test(line) && line.includes(needle)) {
      found.push(commit);
      commit = undefined;
    }
  }
  return found;
}

/** What git prints, trimmed; empty where it fails, and undefined where there is no git. */
function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('git', [...QUIET, ...args], { cwd: folder }, (error, stdout) => {
      resolve(error && 'code' in error && error.code === 'ENOENT' ? undefined : stdout.trim());
    });
  });
}
