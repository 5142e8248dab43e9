import { ScalarNode } from './leaf-nodes';
import type { YamlScalar } from './syntax';

/** Decoded text `from`…`to` is written at `start`…`end`; where both are of one length, character by character. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** How the decoded text of a scalar is written in the file; no runs where that can't be followed. */
export function decode(scalar: YamlScalar): readonly Run[] {
  const { file, inner } = scalar;
  const writer = new RunWriter(file.text);
  switch (scalar.style) {
    case 'plain':
    case 'single':
      unfold(writer, inner.start, inner.end, scalar.style === 'single');
      break;
    case 'double':
      unescaped(writer, inner.start, inner.end);
      break;
    default:
      if (scalar instanceof ScalarNode) unindent(writer, scalar);
  }
  return writer.text === scalar.text ? writer.runs : [];
}

class RunWriter {
  readonly runs: Run[] = [];
  text = '';

  constructor(readonly source: string) {}

  /** What stands for itself. */
  copy(start: number, end: number): void {
    if (end > start) this.put(this.source.slice(start, end), start, end);
  }

  /** What is written with `start`…`end`. */
  put(text: string, start: number, end: number): void {
    if (text === '') return;
    const from = this.text.length;
    this.text += text;
    this.runs.push({ from, to: this.text.length, start, end });
  }
}

/** Plain and single-quoted scalars: lines are folded, blanks around their ends go, `''` is one quote. */
function unfold(writer: RunWriter, start: number, end: number, isQuoted: boolean): void {
  const { source } = writer;
  let at = start;
  for (;;) {
    const feed = source.indexOf('\n', at);
    const isLast = feed < 0 || feed >= end;
    const lineEnd = isLast ? end : source[feed - 1] === '\r' && feed > at ? feed - 1 : feed;
    const contentEnd = isLast ? end : trimmedEnd(source, at, lineEnd);
    if (isQuoted) copyQuoted(writer, at, contentEnd);
    else writer.copy(at, contentEnd);
    if (isLast) return;
    // All blank lines up to the next with content make one fold.
    let next = feed + 1;
    let feeds = 0;
    for (let character = source[next]; next < end && isBlank(character); character = source[++next])
      if (character === '\n') feeds++;
    writer.put(feeds === 0 ? ' ' : '\n'.repeat(feeds), contentEnd, next);
    at = next;
  }
}

function copyQuoted(writer: RunWriter, start: number, end: number): void {
  let at = start;
  for (const { index } of writer.source.slice(start, end).matchAll(/''/g)) {
    writer.copy(at, start + index);
    writer.put("'", start + index, start + index + 2);
    at = start + index + 2;
  }
  writer.copy(at, end);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};

const CODE_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Double-quoted scalars. */
function unescaped(writer: RunWriter, start: number, end: number): void {
  const { source } = writer;
  let copied = start;
  const put = (text: string, from: number, to: number) => {
    writer.copy(copied, from);
    writer.put(text, from, to);
    copied = to;
  };
  for (let at = start; at < end; at = Math.max(at + 1, copied)) {
    const character = source[at] ?? '';
    if (character === '\\') escapeAt(source, at, put);
    else if (character === '\n') {
      const contentEnd = trimmedEnd(source, copied, at);
      let next = at + 1;
      let feeds = 0;
      for (let blank = source[next]; next < end && isBlank(blank); blank = source[++next]) if (blank === '\n') feeds++;
      put(feeds === 0 ? ' ' : '\n'.repeat(feeds), contentEnd, next);
    }
  }
  writer.copy(copied, end);
}

function escapeAt(source: string, at: number, put: (text: string, from: number, to: number) => void): void {
  const letter = source[at + 1] ?? '';
  const length = CODE_LENGTHS[letter];
  const plain = ESCAPES[letter];
  if (plain !== undefined) put(plain, at, at + 2);
  else if (length !== undefined) {
    const code = Number.parseInt(source.slice(at + 2, at + 2 + length), 16);
    if (code <= 0x10ffff) put(String.fromCodePoint(code), at, at + 2 + length);
  } else if (letter === '\n' || letter === '\r') {
    // An escaped line end goes with the blanks that follow.
    let next = at + (letter === '\r' ? 3 : 2);
    while (source[next] === ' ' || source[next] === '\t') next++;
    put('', at, next);
  }
}

/** Block scalars: the indentation goes; in a folded one, so do single line ends. */
function unindent(writer: RunWriter, scalar: ScalarNode): void {
  const { block } = scalar;
  if (!block) return;
  const { header, parentIndent } = block;
  const explicit = Number(/[1-9]/.exec(header)?.[0] ?? 0);
  const lines = blockLines(writer.source, block.start, block.end);
  const firstWord = lines.findIndex(({ word, end }) => word < end);
  // Blank lines at the end are a matter of chomping.
  let chomped = lines.findLastIndex(({ word, end }) => word < end) + 1;
  if (firstWord < 0) {
    if (header.includes('+')) keepBlank(writer, lines);
    return;
  }
  const first = lines[firstWord] as Line;
  const indent = explicit > 0 ? parentIndent + explicit : first.word - first.start;
  const kept = lines.findLastIndex(({ start, word }) => word - start > indent);
  chomped = Math.max(chomped, kept + 1);
  if (header.startsWith('|')) literal(writer, lines.slice(0, chomped), indent);
  else folded(writer, lines.slice(0, chomped), firstWord, indent);
  chomp(writer, lines, chomped, header, indent);
}

/** A line of a block scalar: its text starts with a word at `word` and ends at `end`; the next begins at `next`. */
interface Line {
  readonly start: number;
  readonly word: number;
  readonly end: number;
  readonly next: number;
}

function blockLines(source: string, start: number, limit: number): Line[] {
  const lines: Line[] = [];
  for (let at = start; at <= limit; ) {
    const feed = source.indexOf('\n', at);
    const isLast = feed < 0 || feed >= limit;
    const lineEnd = isLast ? limit : feed;
    const end = lineEnd > at && source[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
    let word = at;
    while (word < end && source[word] === ' ') word++;
    lines.push({ start: at, word, end, next: isLast ? limit : feed + 1 });
    if (isLast) break;
    at = feed + 1;
  }
  return lines;
}

function literal(writer: RunWriter, lines: readonly Line[], indent: number): void {
  for (const [index, { start, word, end }] of lines.entries()) {
    const before = lines[index - 1];
    if (before) writer.put('\n', before.end, before.next);
    writer.copy(Math.min(start + indent, word), end);
  }
}

function folded(writer: RunWriter, lines: readonly Line[], firstWord: number, indent: number): void {
  for (const { start, word, end, next } of lines.slice(0, firstWord)) {
    writer.copy(Math.min(start + indent, word), word);
    writer.put('\n', end, next);
  }
  let separator = '';
  let wasIndented = false;
  // The line ends between the last written content and this line's make one fold.
  let foldStart = lines[firstWord]?.start ?? 0;
  for (const { start, word, end } of lines.slice(firstWord)) {
    const isIndented = word - start > indent || writer.source[word] === '\t';
    if (!isIndented && word === end) {
      separator = separator.startsWith('\n') ? `${separator}\n` : '\n';
      continue;
    }
    if (isIndented) {
      if (separator === ' ') separator = '\n';
      else if (!wasIndented && separator.startsWith('\n')) separator = `\n${separator}`;
    }
    const from = isIndented ? start + indent : word;
    writer.put(separator, foldStart, from);
    writer.copy(from, end);
    separator = isIndented ? '\n' : ' ';
    wasIndented = isIndented;
    foldStart = end;
  }
}

function chomp(writer: RunWriter, lines: readonly Line[], chomped: number, header: string, indent: number): void {
  const last = lines[chomped - 1];
  if (!last || header.includes('-')) return;
  if (!header.includes('+')) {
    writer.put('\n', last.end, last.next);
    return;
  }
  for (const [index, { start, word }] of lines.slice(chomped).entries()) {
    const before = lines[chomped + index - 1] ?? last;
    writer.put('\n', before.end, before.next);
    writer.copy(Math.min(start + indent, word), word);
  }
  if (!writer.text.endsWith('\n')) writer.put('\n', last.end, last.next);
}

/** A block scalar that keeps its lines, all of them blank. */
function keepBlank(writer: RunWriter, lines: readonly Line[]): void {
  for (const { start, next } of lines.slice(0, Math.max(1, lines.length - 1))) writer.put('\n', start, next);
}

/** The end of a line's content, without the blanks (and the carriage return) at its end. */
function trimmedEnd(source: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(source[at - 1])) at--;
  return at;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}
