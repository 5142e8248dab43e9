import type { Span } from '../../core/text';
import type { ShellCommand } from '../shell/syntax';
import type { Leniency } from './model';

/** Commands after `||` that always go well. */
const FORGIVING = new Set(['true', ':', 'echo', 'printf']);
/** What shows or keeps the output of another command, and goes well whatever that did. */
const SHOWING = new Set(['tee', 'cat']);

/**
 * What in a script makes a command's failure count for nothing: `|| true` behind it, or a pipe into `tee` where the shell
 * heeds the last command only.
 */
export function leniencyOf(
  command: ShellCommand,
  commands: readonly ShellCommand[],
  ignoresPipes: boolean,
): Leniency | undefined {
  if (command.within) return undefined;
  return afterOr(command, commands) ?? (ignoresPipes ? intoPipe(command, commands) : undefined);
}

function afterOr(command: ShellCommand, commands: readonly ShellCommand[]): Leniency | undefined {
  const rest = commands.slice(commands.indexOf(command) + 1).filter(({ list }) => list === command.list);
  const at = rest.findIndex(({ connector }) => connector === '||');
  const [other, ...others] = at < 0 ? [] : rest.slice(at);
  // What comes before must be joined by `&&` or pipes, so that the failure gets here.
  const isJoined = rest.slice(0, Math.max(at, 0)).every(({ connector }) => connector === '&&' || connector === '|');
  if (!other || others.length > 0 || !isJoined || !goesWell(other)) return undefined;
  const end = at === 0 ? command.span.end : (rest[at - 1]?.span.end ?? command.span.end);
  return leniency({ ...other.span, start: end }, `|| ${firstWord(other)}`);
}

function goesWell({ name, words }: ShellCommand): boolean {
  if (name === 'exit' || name === 'return') return words[1]?.value === '0';
  return name !== undefined && FORGIVING.has(name);
}

function firstWord({ name, words }: ShellCommand): string {
  return name === 'exit' || name === 'return' ? `${name} ${words[1]?.value ?? ''}` : (name ?? '');
}

function intoPipe(command: ShellCommand, commands: readonly ShellCommand[]): Leniency | undefined {
  const next = command.pipedInto;
  if (!next || next.pipedInto || !SHOWING.has(next.name ?? '')) return undefined;
  // Whoever asks for it knows what a pipe does.
  const isMinded = commands.some(
    ({ name, words }) =>
      words.some(({ raw }) => raw.includes('PIPESTATUS')) ||
      (name === 'set' && words.some(({ value }) => value === 'pipefail')),
  );
  return isMinded ? undefined : leniency({ ...next.span, start: command.span.end }, `| ${next.name ?? ''}`);
}

/** Undefined where the parts don't stand one after the other, as in a script within a word. */
function leniency(at: Span, by: string): Leniency | undefined {
  return at.end > at.start ? { at, by } : undefined;
}
