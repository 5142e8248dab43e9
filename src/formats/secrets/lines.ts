import type { SourceFile } from '../../core/text';
import type { Assignment, Place } from './model';

/** A stretch of a file in which a line-based syntax holds. */
export interface Region {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** Reads the assignment whose name holds the given offset, or nothing. */
export type LineReader = (region: Region, mention: number) => Assignment | undefined;

const LONGEST_NAME = 100;
const LONGEST_VALUE = 4096;

/** `name = value` from the start of its line, as in INI, properties, TOML and dotenv files; comments are passed over. */
export function settingReader(place: Place): LineReader {
  return (region, mention) => {
    const name = nameAround(region, mention, /[\w.\-/:]/);
    const before = lineBefore(region, name.start);
    // A registry's setting in npmrc begins with slashes too, and goes on with a host.
    if (/^\/\/[^/:]*$/.test(region.file.text.slice(name.start, name.end))) return undefined;
    if (!/^\s*(?:-\s+)?(?:export\s+|set\s+|setx\s+)?["']?$/i.test(before)) return undefined;
    const separator = /["']?[ \t]*(?:[:?]?=|:(?=[ \t]))[ \t]*/y;
    const from = after(region, separator, name.end);
    return from === undefined
      ? undefined
      : (quoted(region, name, from, place) ?? restOfLine(region, name, from, place));
  };
}

/** `NAME=value` as a word of a shell's command, and `--name value`. */
export function shellReader(place: Place): LineReader {
  return (region, mention) => {
    const { text } = region.file;
    const name = nameAround(region, mention, /[\w.-]/);
    const before = lineBefore(region, name.start);
    if (/^\s*(?:#|rem\s|::)/i.test(before)) return undefined;
    const isOption = text[name.start] === '-';
    if (!isOption && !/(?:^|[\s;&|("'`]|\s--?[\w-]{1,30}=)$/.test(before)) return undefined;
    const from = after(region, isOption ? /=|[ \t]+(?!-)/y : /=/y, name.end);
    if (from === undefined) return undefined;
    const found = quoted(region, name, from, place);
    if (found) return found;
    const end = after(region, /[^\s;&|()"'`<>\\]{1,4096}/y, from);
    return end === undefined ? undefined : literal(region, name, from, end, place);
  };
}

/** `ENV NAME=value`, `ENV NAME value` and `ARG NAME=value`; the commands of other instructions as a shell reads them. */
export const dockerfileReader: LineReader = (region, mention) => {
  const instruction = after(region, /[ \t]*(?:env|arg)\s/iy, logicalLineStart(region, mention));
  if (instruction === undefined) return COMMAND(region, mention);
  const name = nameAround(region, mention, /[\w.-]/);
  const legacy = /^\s*env\s+$/i.test(lineBefore(region, name.start)) ? after(region, /[ \t]+/y, name.end) : undefined;
  if (legacy === undefined) return ARGUMENT(region, mention);
  return quoted(region, name, legacy, 'argument') ?? restOfLine(region, name, legacy, 'argument');
};

const COMMAND = shellReader('deployed');
const ARGUMENT = shellReader('argument');

/** A quoted string in a program or in JSON: `name = "value"`, `"name": "value"`, `name: str = 'value'`. */
export function stringReader(place: Place): LineReader {
  return (region, mention) => {
    const name = nameAround(region, mention, /[\w.-]/);
    if (/^\s*(?:\/\/|#|;|\*|\/\*|--)/.test(lineBefore(region, name.start))) return undefined;
    const beside = namedBeside(region, name, place);
    if (beside) return beside;
    const from =
      after(region, /["'`]?\]?[ \t]*(?::=|=>|=(?!=)|:)[ \t]*(?=["'`])/y, name.end) ??
      after(region, /[ \t]*(?::[ \t]*)?[A-Za-z][\w.<>[\]?]{0,40}[ \t]*:?=(?!=)[ \t]*(?=["'`])/y, name.end);
    const found = from === undefined ? undefined : quoted(region, name, from, place);
    return found && !isPartOfExpression(region, found) ? found : undefined;
  };
}

/** `<name>value</name>` and `key="name" value="…"`. */
export const markupReader: LineReader = (region, mention) => {
  const name = nameAround(region, mention, /[\w.-]/);
  const { text } = region.file;
  if (text[name.start - 1] !== '<') return stringReader('settings')(region, mention);
  const from = after(region, />\s{0,100}(?:<value>\s{0,100})?/iy, name.end);
  const end = from === undefined ? undefined : after(region, /[^<>\s]{1,4096}(?=\s{0,100}<\/)/y, from);
  return from === undefined || end === undefined ? undefined : literal(region, name, from, end, 'settings');
};

/** `"name": "TOKEN", "value": "…"`: the name is itself a value, and the value stands beside it. */
function namedBeside(region: Region, name: Name, place: Place): Assignment | undefined {
  const { text } = region.file;
  const before = text.slice(Math.max(region.start, name.start - 60), name.start);
  if (!/(?:name|key|variable)["']?[ \t]*[:=][ \t]*["']$/i.test(before)) return undefined;
  const given = place === 'code' ? 'code' : 'deployed';
  const from = after(region, /["']\s*(?:,\s*)?["']?value["']?[ \t]*[:=][ \t]*(?=["'])/iy, name.end);
  if (from !== undefined) return quoted(region, name, from, given);
  const earlier = valueBefore(region, name);
  return earlier && literal(region, name, earlier.start, earlier.end, given);
}

/** `"value": "…", "name": "TOKEN"`: what stands before the name on its line or the line above. */
function valueBefore({ file: { text }, start }: Region, name: Name): Name | undefined {
  const from = Math.max(start, name.start - 300);
  const found =
    /["']value["'][ \t]{0,9}:[ \t]{0,9}"([^"\r\n]{1,200})",\s{0,99}["'](?:name|key)["'][ \t]{0,9}:[ \t]{0,9}["']$/i.exec(
      text.slice(from, name.start),
    );
  if (!found) return undefined;
  const at = from + found.index + found[0].indexOf('"', found[0].indexOf(':')) + 1;
  return { start: at, end: at + (found[1] ?? '').length };
}

function isPartOfExpression({ file }: Region, { value }: Assignment): boolean {
  return /^[ \t]*(?:\+|%|\.\.|<>|\|\||&)/.test(file.text.slice(value.end + 1, value.end + 20));
}

/** Where a name stands. */
export interface Name {
  readonly start: number;
  readonly end: number;
}

/** The name around an offset in it: as far as its characters go on, at most 100 to each side. */
export function nameAround({ file: { text }, start, end }: Region, mention: number, character: RegExp): Name {
  let from = mention;
  while (from > start && mention - from < LONGEST_NAME && character.test(text[from - 1] ?? '')) from--;
  let to = mention;
  while (to < end && to - mention < LONGEST_NAME && character.test(text[to] ?? '')) to++;
  // `password:` is a name and a colon.
  while (to > mention && /[:/.-]/.test(text[to - 1] ?? '')) to--;
  return { start: from, end: to };
}

/** What stands on the line before an offset, at most 300 characters of it. */
export function lineBefore({ file: { text }, start }: Region, at: number): string {
  const window = text.slice(Math.max(start, at - 300), at);
  return window.slice(Math.max(window.lastIndexOf('\n'), window.lastIndexOf('\r')) + 1);
}

/** The start of the first of the lines up to an offset that end with a backslash or are only a comment. */
function logicalLineStart({ file, start }: Region, at: number): number {
  return Math.max(file.derived(logicalLineStarts)[file.lineAt(at)] ?? 0, start);
}

/** For each line where its logical line starts. */
function logicalLineStarts(file: SourceFile): readonly number[] {
  const starts: number[] = [];
  let isContinued = false;
  for (let number = 0; number < file.lineCount; number++) {
    const { start, end } = file.line(number);
    starts.push(isContinued ? (starts.at(-1) ?? start) : start);
    const isComment = /^[ \t]*#/.test(file.text.slice(start, Math.min(end, start + 300)));
    if (!(isComment && isContinued)) isContinued = /\\[ \t]*$/.test(file.text.slice(Math.max(start, end - 300), end));
  }
  return starts;
}

/** Where the match of a sticky expression ends that is tried at an offset; undefined where there is none in the region. */
export function after({ file: { text }, end }: Region, pattern: RegExp, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) && pattern.lastIndex <= end ? pattern.lastIndex : undefined;
}

/** The literal in quotes that start at an offset, on one line. */
export function quoted(region: Region, name: Name, at: number, place: Place): Assignment | undefined {
  const { text } = region.file;
  const quote = text[at];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  for (let i = at + 1; i < region.end && i - at < LONGEST_VALUE; i++) {
    const character = text[i];
    if (character === '\n' || character === '\r') return undefined;
    if (character === '\\') i++;
    else if (character === quote) return i > at + 1 ? literal(region, name, at + 1, i, place) : undefined;
  }
  return undefined;
}

function restOfLine(region: Region, name: Name, at: number, place: Place): Assignment | undefined {
  const end = after(region, /[^\r\n]{1,4096}/y, at);
  if (end === undefined) return undefined;
  const line = region.file.text.slice(at, end);
  const comment = / [#;]/.exec(line);
  const value = line.slice(0, comment?.index).trimEnd().replace(/[,;]$/, '');
  return value === '' ? undefined : literal(region, name, at, at + value.length, place);
}

/** A literal between two offsets, under the name that stands at another place. */
export function literal({ file }: Region, name: Name, start: number, end: number, place: Place): Assignment {
  return {
    name: lastPart(file.text.slice(name.start, name.end)),
    value: file.span(start, end),
    text: file.text.slice(start, end),
    place,
  };
}

/** Without the dashes of an option, and without what a name is of: `//packages.example.com/:_authToken`. */
function lastPart(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1).replace(/^-+/, '');
}
