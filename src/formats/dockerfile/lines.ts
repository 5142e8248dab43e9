import type { SourceFile, Span } from '../../core/text';
import { ComposedSource, type ShellSource } from '../shell/source';
import { type Directive, readDirectives } from './directives';
import { splitWords, unquote } from './words';

/** One instruction as its lines give it, before its arguments are read. */
export interface Statement {
  /** In capitals. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword to the end of its last line, here-documents included. */
  readonly span: Span;
  /** The instruction as one line: without continuations and the comments between them. */
  readonly line: ShellSource;
  /** Where in `line` the arguments begin. */
  readonly argumentsAt: number;
  readonly heredocs: readonly Heredoc[];
}

export interface Heredoc {
  readonly name: string;
  /** Where `<<NAME` stands in the instruction's line. */
  readonly start: number;
  readonly end: number;
  /** The lines between, tabs removed where `<<-` asks for it. */
  readonly body: ShellSource;
  /** The body and the line that ends it, as a shell gets them. */
  readonly whole: ShellSource;
}

export interface Lines {
  readonly directives: readonly Directive[];
  /** The character that escapes: a backslash, or a backtick by directive. */
  readonly escapeCharacter: string;
  readonly statements: readonly Statement[];
  /** Blank lines between the lines of one instruction. */
  readonly emptyContinuations: readonly Span[];
}

/** Splits a Dockerfile into its instructions, as BuildKit does it. */
export function readLines(file: SourceFile): Lines {
  const directives = readDirectives(file);
  const escapeCharacter = directives.find(({ name }) => name === 'escape')?.value.text === '`' ? '`' : '\\';
  const reader = new LineReader(file, escapeCharacter);
  for (let line = 0; line < file.lineCount; ) line = reader.readFrom(line);
  const { statements, emptyContinuations } = reader;
  return { directives, escapeCharacter, statements, emptyContinuations };
}

const HEREDOC = /^\d*<<(-?)([^<]+)$/;
const MAY_HOLD_HEREDOC: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);

class LineReader {
  readonly statements: Statement[] = [];
  readonly emptyContinuations: Span[] = [];
  readonly #source: ShellSource;

  constructor(
    private readonly file: SourceFile,
    private readonly escapeCharacter: string,
  ) {
    this.#source = { text: file.text, locate: (start, end) => file.span(start, end) };
  }

  /** Reads what begins on a line, and returns the line after it. */
  readFrom(first: number): number {
    const { text } = this.file;
    const { start: lineStart, end: lineEnd } = this.file.line(first);
    const start = skipBlanks(text, lineStart, lineEnd);
    if (start === lineEnd || text[start] === '#') return first + 1;

    const line = new ComposedSource(this.#source);
    const blanks: Span[] = [];
    let number = first;
    let end = start;
    for (let from = start; ; ) {
      const { end: to } = this.file.line(number);
      const isComment = text[skipBlanks(text, from, to)] === '#' && number > first;
      const continued = isComment ? undefined : this.#continuation(from, to);
      // Blank lines do not end an instruction that a line before them continues.
      const isBlank = number > first && skipBlanks(text, from, to) === to;
      if (isBlank) blanks.push(this.file.span(from, to));
      else if (!isComment) {
        // What stands before the next line of the instruction lies inside of it; what stands after its last one does not.
        this.emptyContinuations.push(...blanks.splice(0));
        end = continued ?? to;
      }
      if (!isComment) line.copy(from, isBlank ? to : end);
      number++;
      if ((continued === undefined && !isComment && !isBlank) || number >= this.file.lineCount) break;
      from = this.file.line(number).start;
    }
    return this.#addStatement(line, start, number);
  }

  /** Where the escape character stands that continues a line, or undefined when the line ends the instruction. */
  #continuation(start: number, end: number): number | undefined {
    const { text } = this.file;
    let last = end - 1;
    while (last >= start && (text[last] === ' ' || text[last] === '\t')) last--;
    if (last < start || text[last] !== this.escapeCharacter) return undefined;
    return last > start && text[last - 1] === this.escapeCharacter ? undefined : last;
  }

  #addStatement(line: ComposedSource, start: number, next: number): number {
    const { file, escapeCharacter } = this;
    const { text } = line;
    const from = skipBlanks(text, 0, text.length);
    const keywordEnd = from + (/^\S*/.exec(text.slice(from))?.[0].length ?? 0);
    if (keywordEnd === from) return next;
    const keyword = text.slice(from, keywordEnd).toUpperCase();
    const argumentsAt = skipBlanks(text, keywordEnd, text.length);
    const heredocs: Heredoc[] = [];
    let number = next;
    const isPlain = !MAY_HOLD_HEREDOC.has(keyword === 'ONBUILD' ? firstWord(text, argumentsAt) : keyword);
    if (!isPlain && text.includes('<<')) {
      for (const word of splitWords(text, argumentsAt, text.length, escapeCharacter)) {
        const [, tabs, quoted] = HEREDOC.exec(text.slice(word.start, word.end)) ?? [];
        const name = unquote(quoted ?? '', escapeCharacter);
        if (name === '') continue;
        const { heredoc, after } = this.#heredoc(name, tabs === '-', word, number);
        heredocs.push(heredoc);
        number = after;
      }
    }
    this.statements.push({
      keyword,
      keywordSpan: line.locate(from, keywordEnd),
      span: file.span(start, trimmedEnd(file.text, start, file.line(number - 1).end)),
      line,
      argumentsAt,
      heredocs,
    });
    return number;
  }

  #heredoc(name: string, dropsTabs: boolean, { start, end }: { start: number; end: number }, first: number) {
    const { file } = this;
    const body = new ComposedSource(this.#source);
    const whole = new ComposedSource(this.#source);
    for (let number = first; number < file.lineCount; number++) {
      const line = file.line(number);
      let from = line.start;
      if (dropsTabs) while (file.text[from] === '\t') from++;
      const isEnd = file.text.slice(from, line.end) === name;
      for (const target of isEnd ? [whole] : [body, whole]) {
        target.copy(from, line.end).put('\n', line.end, file.lineStarts[number + 1] ?? line.end);
      }
      if (isEnd) return { heredoc: { name, start, end, body, whole }, after: number + 1 };
    }
    return { heredoc: { name, start, end, body, whole }, after: file.lineCount };
  }
}

function firstWord(text: string, from: number): string {
  return (/^\S*/.exec(text.slice(from, from + 20))?.[0] ?? '').toUpperCase();
}

function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && (text[last - 1] === ' ' || text[last - 1] === '\t')) last--;
  return last;
}

/** The first offset from `start` on that holds no blank. */
export function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  return at;
}
