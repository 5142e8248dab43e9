import type { Span } from '../../core/text';
import { readArguments } from '../../formats/shell/options';
import type { ShellCommand } from '../../formats/shell/syntax';
import type { ShellWord } from '../../formats/shell/word';

/** A password that a script hands to a program as it is written. */
export interface GivenPassword {
  /** The password alone, where its place is known exactly. */
  readonly at: Span;
  readonly program: string;
}

/** The passwords in a script that `chpasswd`, `passwd` and the like are given in clear. */
export function* givenPasswords(commands: readonly ShellCommand[]): Iterable<GivenPassword> {
  for (const command of commands) {
    const program = command.name ?? '';
    for (const at of placesIn(command, commands)) yield { at, program };
  }
}

function placesIn(command: ShellCommand, commands: readonly ShellCommand[]): readonly Span[] {
  const { name } = command;
  if (name === undefined || !TAKERS.has(name)) return [];
  const given = readArguments(command, VALUED[name] ?? []);
  switch (name) {
    case 'chpasswd':
      return given.has('-e', '--encrypted') ? [] : inputOf(command, commands).flatMap((word) => afterColon(word) ?? []);
    case 'passwd':
    case 'smbpasswd':
    case 'vncpasswd':
      return inputOf(command, commands).flatMap((word) => whole(word) ?? []);
    case 'htpasswd': {
      const password = given.has('-b') ? given.operands.at(-1) : undefined;
      return (given.operands.length > (given.has('-n') ? 1 : 2) && password && whole(password)) || [];
    }
    case 'sshpass':
      return wordAfter(command, /^-p$/);
    case 'x11vnc':
      return wordAfter(command, /^-(?:storepasswd|passwd)$/);
    case 'openssl': {
      const [kind, password] = given.operands;
      return kind?.value === 'passwd' && password ? (whole(password) ?? []) : [];
    }
    default:
      return [];
  }
}

const TAKERS: ReadonlySet<string> = new Set(
  'chpasswd htpasswd openssl passwd smbpasswd sshpass vncpasswd x11vnc'.split(' '),
);

const VALUED: Readonly<Record<string, readonly string[]>> = {
  openssl: ['-salt', '-in', '-rand'],
  htpasswd: ['-C', '-r'],
};

/** What is written to a command's input by `echo`, `printf` or `<<<`. */
function inputOf(command: ShellCommand, commands: readonly ShellCommand[]): readonly ShellWord[] {
  const here = command.redirects.flatMap(({ operator, target }) => (operator === '<<<' && target ? [target] : []));
  const writers = commands.filter(
    ({ name, pipedInto }) => pipedInto === command && (name === 'echo' || name === 'printf'),
  );
  return [
    ...here,
    ...writers.flatMap(({ words }) =>
      words
        .slice(1)
        .filter(({ prefix }) => !/^-[neE]+$/.test(prefix))
        .slice(-1),
    ),
  ];
}

function wordAfter({ words }: ShellCommand, option: RegExp): readonly Span[] {
  const at = words.findIndex(({ value }) => value !== undefined && option.test(value));
  const word = at > 0 ? words[at + 1] : undefined;
  return (word && whole(word)) ?? [];
}

function whole(word: ShellWord): readonly Span[] | undefined {
  const { value, isExpanded } = word;
  return value === undefined || isExpanded || value === '' || isOtherwise(value) ? undefined : [inner(word, 0)];
}

/** `user:password`. */
function afterColon(word: ShellWord): readonly Span[] | undefined {
  const { value, isExpanded } = word;
  const user = /^[\w.-]+:/.exec(value ?? '')?.[0];
  if (value === undefined || isExpanded || user === undefined) return undefined;
  return value.length === user.length || isOtherwise(value.slice(user.length)) ? undefined : [inner(word, user.length)];
}

/** No password of anybody: a format, a lock. */
function isOtherwise(text: string): boolean {
  return /^[*!xX]$|%s|^\$[0-9a-z]+\$/.test(text);
}

/** The place of a word's text from a character on, without its quotes. */
function inner({ span, raw, value, isExec }: ShellWord, offset: number): Span {
  const quote = /^["']/.test(raw) || isExec ? 1 : 0;
  const isPlain = span.end - span.start - 2 * quote === value?.length;
  return isPlain ? { ...span, start: span.start + quote + offset, end: span.end - quote } : span;
}
