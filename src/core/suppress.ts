import { commentsWith, lineOf, type MarkedComment } from './comment';
import { isDay } from './day';
import type { Rule } from './rule';
import type { SourceFile, Span } from './text';

/** What silences findings: a comment, or an entry in a file of another tool. */
export interface Suppression {
  /** The whole comment, from its leader on, or the entry. */
  readonly at: Span;
  /** Ids of rules; of another tool's, `tool:id`, or `tool:*` for all of them. */
  readonly rules: readonly { readonly id: string; readonly at: Span }[];
  readonly until: string | undefined;
  readonly reason: string | undefined;
  /** The zero-based lines it speaks for, or undefined for the whole file. */
  readonly lines: Lines | undefined;
  /** The tool whose suppression it is; undefined when it is ours. */
  readonly tool: string | undefined;
  /** What is wrong with how it is written. */
  readonly problem: string | undefined;
}

/** Zero-based line numbers, the last included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

const WORD = /[^\s,]+/g;

/**
 * The comments `# infra-review: ignore <rule>[, <rule>] [until=2027-03-01] -- reason`, on the line or the line above, and
 * `ignore-file` at the head. `leaders` are what begins a comment in the file's formats, such as `#`.
 */
export function readSuppressions(file: SourceFile, leaders: readonly string[]): Suppression[] {
  return commentsWith('infra-review:', file, leaders).map((comment) => read(comment, lineOf(comment, leaders)));
}

function read({ at, body: { file, start } }: MarkedComment, line: number): Suppression {
  const body = file.text.slice(start, at.end).replace(/\*\/\s*$/, '');
  const split = / -- ?/.exec(body);
  const reason = split ? body.slice(split.index + split[0].length).trim() || undefined : undefined;
  const words = [...body.slice(0, split?.index).matchAll(WORD)].map((word) => ({
    id: word[0],
    at: file.span(start + word.index, start + word.index + word[0].length),
  }));
  const verb = words.shift()?.id;
  const until = words.find(({ id }) => id.startsWith('until='))?.id.slice('until='.length);
  const rules = words.filter(({ id }) => !id.startsWith('until='));
  return {
    at,
    rules,
    until,
    reason,
    lines: verb === 'ignore-file' ? undefined : { first: line, last: line },
    tool: undefined,
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

/** Whether it has run out by a day. */
export function isExpired({ until }: Suppression, today: string): boolean {
  return until !== undefined && isDay(until) && until < today;
}

/** Whether it says something of a finding of this rule that stands, or begins, on one of these lines. */
export function silences(
  { problem, lines, rules }: Suppression,
  names: ReadonlySet<string>,
  on: readonly number[],
): boolean {
  return (
    problem === undefined &&
    (lines === undefined || on.some((line) => line >= lines.first && line <= lines.last)) &&
    rules.some(({ id }) => names.has(id))
  );
}

/** By what suppressions may call a rule: its id, those it had, and what other tools call it. */
export function namesOf({ id, formerIds = [], equivalents = [] }: Rule): Set<string> {
  return new Set([id, ...formerIds, ...equivalents, ...toolsOf(equivalents).map((tool) => `${tool}:*`)]);
}

/** The tools that are named in `tool:id`. */
export function toolsOf(equivalents: readonly string[]): string[] {
  return [...new Set(equivalents.map((equivalent) => equivalent.slice(0, equivalent.indexOf(':'))))];
}
