import { isDay } from './day';
import type { SourceFile, Span } from './text';

/** `# infra-review: ignore <rule>[, <rule>] [until=2027-03-01] -- reason`, on the line or the line above; `ignore-file` at the head. */
export interface Suppression {
  /** The whole comment, from its leader on. */
  readonly at: Span;
  readonly rules: readonly { readonly id: string; readonly at: Span }[];
  readonly until: string | undefined;
  readonly reason: string | undefined;
  /** The zero-based line it speaks for, or undefined for the whole file. */
  readonly line: number | undefined;
  /** What is wrong with how it is written. */
  readonly problem: string | undefined;
}

const MARK = 'infra-review:';
const WORD = /[^\s,]+/g;

/** The suppression comments of a file. `leaders` are what begins a comment in its format, such as `#`. */
export function readSuppressions(file: SourceFile, leaders: readonly string[]): Suppression[] {
  const found: Suppression[] = [];
  for (let mark = file.text.indexOf(MARK); mark >= 0; mark = file.text.indexOf(MARK, mark + 1)) {
    const number = file.lineAt(mark);
    const line = file.line(number);
    const before = file.text.slice(line.start, mark).trimEnd();
    const leader = leaders.find((candidate) => before.endsWith(candidate));
    if (leader === undefined) continue;
    const head = before.slice(0, -leader.length);
    if (head !== '' && !/\s$/.test(head)) continue;
    const start = line.start + head.length;
    found.push(
      read(
        file,
        file.span(start, line.end),
        mark + MARK.length,
        head.trim() === '' ? next(file, number, leaders) : number,
      ),
    );
  }
  return found;
}

function read(file: SourceFile, at: Span, offset: number, line: number): Suppression {
  const body = file.text.slice(offset, at.end).replace(/\*\/\s*$/, '');
  const split = / -- ?/.exec(body);
  const reason = split ? body.slice(split.index + split[0].length).trim() || undefined : undefined;
  const words = [...body.slice(0, split?.index).matchAll(WORD)].map((word) => ({
    id: word[0],
    at: file.span(offset + word.index, offset + word.index + word[0].length),
  }));
  const verb = words.shift()?.id;
  const until = words.find(({ id }) => id.startsWith('until='))?.id.slice('until='.length);
  const rules = words.filter(({ id }) => !id.startsWith('until='));
  return {
    at,
    rules,
    until,
    reason,
    line: verb === 'ignore-file' ? undefined : line,
    problem: problemOf(verb, rules.length, until),
  };
}

function problemOf(verb: string | undefined, rules: number, until: string | undefined): string | undefined {
  if (verb !== 'ignore' && verb !== 'ignore-file')
    return 'write `ignore <rule> -- reason` or `ignore-file <rule> -- reason`';
  if (rules === 0) return `name the rule: \`${verb} dockerfile/latest-tag -- reason\``;
  if (until !== undefined && !isDay(until)) return `\`until=${until}\` is no day; write it as until=2027-03-01`;
  return undefined;
}

/** The first line after `number` that is neither blank nor only a comment. */
function next(file: SourceFile, number: number, leaders: readonly string[]): number {
  for (let line = number + 1; line < file.lineCount; line++) {
    const { start, end } = file.line(line);
    const text = file.text.slice(start, end).trim();
    if (text !== '' && !leaders.some((leader) => text.startsWith(leader))) return line;
  }
  return number + 1;
}

/** Whether it has run out by a day. */
export function isExpired({ until }: Suppression, today: string): boolean {
  return until !== undefined && isDay(until) && until < today;
}
