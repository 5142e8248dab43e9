import type { SourceFile, Span } from '../../core/text';
import { isArgument, isBlockHeader } from './boundary';
import { breakLength, identifierEnd, isBlank, lineEnd, skipBlanks } from './characters';
import type { Comment } from './syntax';

/**
 * The kinds of token. Punctuation is its own kind. `heredoc` is `<<MARKER` with its line's end. `stop` stands for a line
 * break that is skipped within brackets, where the next line starts an argument or block that can't be meant inside.
 */
export type TokenKind =
  | 'identifier'
  | 'number'
  | '"'
  | 'heredoc'
  | 'newline'
  | 'stop'
  | 'eof'
  | 'invalid'
  | '~}'
  | Punctuation;

const punctuation = [
  ...['...', '::', '=>', '==', '!=', '<=', '>=', '&&', '||'],
  ...['{', '}', '[', ']', '(', ')', '.', ',', ':', '=', '?', '<', '>', '!', '+', '-', '*', '/', '%'],
] as const;
type Punctuation = (typeof punctuation)[number];

/** By first character, the longer ones first. */
const punctuationByCode: readonly (readonly Punctuation[])[] = Array.from({ length: 128 }, (_, code) =>
  punctuation.filter((mark) => mark.charCodeAt(0) === code),
);

function punctuationAt(text: string, at: number): Punctuation | undefined {
  for (const mark of punctuationByCode[text.charCodeAt(at)] ?? []) {
    if (mark.length === 1 || text.startsWith(mark, at)) return mark;
  }
  return undefined;
}

/** As generous as HashiCorp's: whether it is a number is asked of the whole. */
const number = /\d(?:\.*(?:\d|[eE][+-]?\d))*/y;

/** Reads one token at a time, the current one, so that the parser decides what a line break means and where text starts. */
export class Scanner {
  readonly text: string;
  readonly comments: Comment[] = [];

  kind: TokenKind = 'newline';
  start: number;
  end: number;
  /** Where the token before the current one ends. */
  previousEnd: number;
  /** Whether line breaks are tokens; within brackets they are white space. */
  newlines = true;
  /** Where the line of the current token starts. */
  lineStart = 0;
  /** Where the line starts on which the token before the current one started. */
  previousLineStart = 0;
  /** Whether no closing mark of a comment is left. */
  #commentsEnd = false;
  #indented = { line: -1, end: 0 };

  constructor(readonly file: SourceFile) {
    this.text = file.text;
    const start = this.text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.start = start;
    this.end = start;
    this.previousEnd = start;
    this.lineStart = start;
    this.advance();
  }

  /** Goes on to the next token. */
  advance(): void {
    this.previousEnd = this.end;
    this.previousLineStart = this.lineStart;
    this.#scan(this.end);
  }

  /** Goes on to the token at `offset`, past text that has been read otherwise and whose last line starts at `lineStart`. */
  resume(offset: number, lineStart = this.lineStart): void {
    this.end = offset;
    this.lineStart = lineStart;
    this.advance();
  }

  /** Reads the current token anew, since `newlines` has changed. */
  rescan(): void {
    this.lineStart = this.previousLineStart;
    this.#scan(this.previousEnd);
  }

  span(start: number, end: number): Span {
    return { file: this.file, start, end };
  }

  /** The column of the first character on the current token's line that is not blank. */
  get indent(): number {
    if (this.#indented.line !== this.lineStart) {
      this.#indented = { line: this.lineStart, end: skipBlanks(this.text, this.lineStart) };
    }
    return this.#indented.end - this.lineStart;
  }

  /** Whether only blanks stand before the current token on its line. */
  get firstOnLine(): boolean {
    return this.start === this.lineStart + this.indent;
  }

  /** Whether the current token is of this kind. Unlike a comparison it narrows no type, as the token soon changes. */
  at(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  /** The text of the current token. */
  get word(): string {
    return this.text.slice(this.start, this.end);
  }

  #token(kind: TokenKind, start: number, end: number): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
  }

  #scan(from: number): void {
    const at = this.#skipIgnored(from);
    const length = breakLength(this.text, at);
    if (length === 0) this.#visible(at);
    else if (this.newlines) {
      this.#token('newline', at, at + length);
      this.lineStart = at + length;
    } else this.#token('stop', at, at + length);
  }

  /** The offset after blanks, comments, and line breaks that don't count. */
  #skipIgnored(from: number): number {
    const { text } = this;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (isBlank(code)) at++;
      else if (code === 0x0a || code === 0x0d) {
        const length = breakLength(text, at);
        if (length === 0 || this.newlines || this.#stopsAt(at + length)) return at;
        at += length;
        this.lineStart = at;
      } else if (code === 0x23 || (code === 0x2f && text.charCodeAt(at + 1) === 0x2f)) {
        at = this.#comment(code === 0x23 ? '#' : '//', at, lineEnd(text, at));
      } else if (code === 0x2f && text.charCodeAt(at + 1) === 0x2a) {
        const close = this.#commentsEnd ? -1 : text.indexOf('*/', at + 2);
        this.#commentsEnd = close < 0;
        if (close < 0) return at;
        at = this.#comment('/*', at, close + 2);
      } else return at;
    }
  }

  #stopsAt(line: number): boolean {
    const at = skipBlanks(this.text, line);
    return isArgument(this.text, at) || isBlockHeader(this.text, at);
  }

  #comment(marker: Comment['marker'], start: number, end: number): number {
    if (start >= (this.comments.at(-1)?.end ?? 0)) {
      const text = this.text.slice(start + marker.length, marker === '/*' ? end - 2 : end);
      this.comments.push({ kind: 'comment', marker, text, ...this.span(start, end) });
    }
    if (marker === '/*') {
      const newline = this.text.slice(start, end).lastIndexOf('\n');
      if (newline >= 0) this.lineStart = start + newline + 1;
    }
    return end;
  }

  #visible(at: number): void {
    const { text } = this;
    const code = text.charCodeAt(at);
    const nameEnd = identifierEnd(text, at);
    if (at >= text.length) this.#token('eof', text.length, text.length);
    else if (nameEnd > at) this.#token('identifier', at, nameEnd);
    else if (code === 0x22) this.#token('"', at, at + 1);
    else if (code >= 0x30 && code <= 0x39) {
      number.lastIndex = at;
      number.test(text);
      this.#token('number', at, number.lastIndex);
    } else this.#mark(at, code);
  }

  #mark(at: number, code: number): void {
    const { text } = this;
    const heredocEnd = code === 0x3c && text.charCodeAt(at + 1) === 0x3c ? heredocIntroEnd(text, at) : at;
    const mark = punctuationAt(text, at);
    if (heredocEnd > at) this.#token('heredoc', at, heredocEnd);
    else if (mark) this.#token(mark, at, at + mark.length);
    else if (code === 0x7e && text.charCodeAt(at + 1) === 0x7d) this.#token('~}', at, at + 2);
    else this.#token('invalid', at, at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
  }
}

/** The offset after `<<MARKER` or `<<-MARKER` and its line break; `at` where no heredoc starts. */
function heredocIntroEnd(text: string, at: number): number {
  const marker = text.charCodeAt(at + 2) === 0x2d ? at + 3 : at + 2;
  const markerEnd = identifierEnd(text, marker);
  const length = breakLength(text, markerEnd);
  return markerEnd > marker && length > 0 ? markerEnd + length : at;
}
