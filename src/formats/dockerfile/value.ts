import type { Span } from '../../core/text';
import type { ShellSource } from '../shell/source';

/** Text in an instruction after quotes, escapes and variables have been resolved. */
export interface Value {
  /** As written in the instruction, quotes and variables included. */
  readonly raw: string;
  readonly span: Span;
  /** Undefined when it rests on a variable that is not known. */
  readonly text: string | undefined;
  /**
   * Where a stretch of `text` is written: in the variable's definition where it comes from one as a whole, or else in the
   * instruction. Undefined `text` has no stretches; the whole is located then.
   */
  locate(start: number, end: number): Span;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  /** Where it is written in the instruction's line. */
  readonly start: number;
  readonly end: number;
  /** The variable's value that it is taken from. */
  readonly variable: Value | undefined;
}

/** A value that variables blow up beyond this many UTF-16 units counts as unknown. */
const MAX_LENGTH = 20_000;

/** Gathers what a word resolves to. */
export class ValueBuilder {
  readonly #pieces: Piece[] = [];
  #text = '';
  #isKnown = true;

  constructor(private readonly line: ShellSource) {}

  /** Appends characters that stand for themselves. */
  write(text: string, start: number, end: number): void {
    this.#add(text, start, end, undefined);
  }

  /** Appends a variable's value; undefined makes the whole unknown. */
  writeVariable(variable: Value | undefined, start: number, end: number): void {
    if (variable?.text === undefined) this.#isKnown = false;
    else this.#add(variable.text, start, end, variable);
  }

  finish(start: number, end: number): Value {
    return new ResolvedValue(this.line, { start, end }, this.#isKnown ? this.#text : undefined, this.#pieces);
  }

  #add(text: string, start: number, end: number, variable: Value | undefined): void {
    const last = this.#pieces.at(-1);
    const from = this.#text.length;
    const to = from + text.length;
    if (variable && to > MAX_LENGTH) this.#isKnown = false;
    if (!this.#isKnown) return;
    this.#text += text;
    const joins =
      last && !last.variable && !variable && last.end === start && isVerbatim(last) && to - from === end - start;
    if (joins) this.#pieces[this.#pieces.length - 1] = { ...last, to, end };
    else if (text !== '') this.#pieces.push({ from, to, start, end, variable });
  }
}

class ResolvedValue implements Value {
  constructor(
    private readonly line: ShellSource,
    private readonly written: { readonly start: number; readonly end: number },
    readonly text: string | undefined,
    private readonly pieces: readonly Piece[],
  ) {}

  get raw(): string {
    return this.line.text.slice(this.written.start, this.written.end);
  }

  get span(): Span {
    return this.line.locate(this.written.start, this.written.end);
  }

  locate(start: number, end: number): Span {
    const first = this.#pieceAt(start);
    const last = this.#pieceAt(Math.max(end - 1, start));
    if (this.text === undefined || !first || !last) return this.span;
    if (first === last && first.variable) return first.variable.locate(start - first.from, end - first.from);
    const from = !first.variable && isVerbatim(first) ? first.start + start - first.from : first.start;
    const to = !last.variable && isVerbatim(last) ? last.start + end - last.from : last.end;
    return this.line.locate(from, Math.max(from, to));
  }

  #pieceAt(offset: number): Piece | undefined {
    return this.pieces.find(({ from, to }) => from <= offset && offset < to);
  }
}

function isVerbatim({ from, to, start, end }: Piece): boolean {
  return to - from === end - start;
}
