import type { ShellAssignment } from './syntax';
import type { ShellWord } from './word';

interface Wrapper {
  /** Options whose value is the next word. */
  readonly valued: readonly string[];
  /** How many operands stand before the command. */
  readonly operands?: number;
  /** Whether `NAME=value` may stand before the command. */
  readonly assigns?: boolean;
  /** Options with which nothing is run. */
  readonly inert?: readonly string[];
}

const PLAIN: Wrapper = { valued: [] };

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['builtin', PLAIN],
  ['chroot', { valued: [], operands: 1 }],
  ['command', { valued: [], inert: ['-v', '-V'] }],
  ['doas', { valued: ['-u', '-C'] }],
  ['dumb-init', { valued: ['-r', '--rewrite'] }],
  ['eatmydata', PLAIN],
  ['env', { valued: ['-u', '--unset', '-C', '--chdir'], assigns: true }],
  ['exec', { valued: ['-a'] }],
  ['gosu', { valued: [], operands: 1 }],
  ['ionice', { valued: ['-c', '-n', '--class', '--classdata'] }],
  ['nice', { valued: ['-n', '--adjustment'] }],
  ['nohup', PLAIN],
  ['setarch', { valued: [], operands: 1 }],
  ['stdbuf', { valued: ['-i', '-o', '-e'] }],
  ['su-exec', { valued: [], operands: 1 }],
  [
    'sudo',
    {
      valued: ['-u', '--user', '-g', '--group', '-h', '--host', '-p', '--prompt', '-C', '-D', '-R', '-T', '-r', '-t'],
      assigns: true,
      inert: ['-l', '-v', '-k', '-K', '-V', '-e'],
    },
  ],
  ['time', { valued: ['-f', '-o'] }],
  ['timeout', { valued: ['-k', '--kill-after', '-s', '--signal'], operands: 1 }],
  ['tini', { valued: ['-p', '-e'] }],
  [
    'xargs',
    {
      valued: [
        '-I',
        '-n',
        '-P',
        '-L',
        '-d',
        '-a',
        '-s',
        '-E',
        '--max-args',
        '--max-procs',
        '--delimiter',
        '--arg-file',
      ],
    },
  ],
]);

/** A command line without what merely runs it. */
export interface Unwrapped {
  readonly words: readonly ShellWord[];
  readonly wrappers: readonly string[];
  readonly assignments: readonly ShellAssignment[];
}

/** Takes off `sudo`, `env NAME=value`, `timeout 30` and the like. A wrapper with nothing to run is the command itself. */
export function unwrap(words: readonly ShellWord[]): Unwrapped {
  const wrappers: string[] = [];
  const assignments: ShellAssignment[] = [];
  let start = 0;
  for (;;) {
    const name = programName(words[start]);
    const wrapper = name === undefined ? undefined : WRAPPERS.get(name);
    const next = wrapper && commandAfter(words, start + 1, wrapper);
    if (name === undefined || !next) return { words: words.slice(start), wrappers, assignments };
    wrappers.push(name);
    assignments.push(...next.assignments);
    start = next.at;
  }
}

/** The name of the program that a command word runs, without its folder. */
export function programName(word: ShellWord | undefined): string | undefined {
  const path = word?.value;
  return path === undefined ? undefined : path.slice(path.lastIndexOf('/') + 1) || undefined;
}

function commandAfter(words: readonly ShellWord[], from: number, wrapper: Wrapper) {
  const assignments: ShellAssignment[] = [];
  let at = from;
  for (let word = words[at]; word?.prefix.startsWith('-'); word = words[at]) {
    at++;
    if (word.value === undefined) continue;
    if (wrapper.inert?.includes(word.value)) return undefined;
    if (word.value === '--') break;
    if (wrapper.valued.includes(word.value)) at++;
  }
  at += wrapper.operands ?? 0;
  if (wrapper.assigns) {
    for (let word = words[at]; word; word = words[++at]) {
      const assignment = readAssignment(word);
      if (!assignment) break;
      assignments.push(assignment);
    }
  }
  return at < words.length ? { at, assignments } : undefined;
}

function readAssignment(word: ShellWord): ShellAssignment | undefined {
  const name = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(word.prefix)?.[1];
  if (name === undefined) return undefined;
  const offset = name.length + 1;
  return { name, value: word.value?.slice(offset), span: word.span, valueSpan: word.spanFrom(offset) };
}
