import type { Span } from '../../core/text';

/** A script, and where its text stands in the file that holds it. */
export interface ShellSource {
  readonly text: string;
  /** The place in the file of a stretch of `text`, in UTF-16 units. */
  locate(start: number, end: number): Span;
}

interface Piece {
  /** Where the piece begins in the composed text. */
  readonly from: number;
  readonly to: number;
  /** Where it is written in the text underneath. */
  readonly start: number;
  readonly end: number;
}

/** A text composed of stretches of another one, such as a script without its continuation lines or its escapes. */
export class ComposedSource implements ShellSource {
  readonly #pieces: Piece[] = [];
  readonly #texts: string[] = [];
  #length = 0;
  #text: string | undefined;

  constructor(private readonly under: ShellSource) {}

  get text(): string {
    this.#text ??= this.#texts.join('');
    return this.#text;
  }

  /** Appends what stands for itself. */
  copy(start: number, end: number): this {
    return this.put(this.under.text.slice(start, end), start, end);
  }

  /** Appends a text that is written in another way; it is located as a whole unless it is as long as what is written. */
  put(text: string, start: number, end: number): this {
    if (text === '') return this;
    this.#pieces.push({ from: this.#length, to: this.#length + text.length, start, end });
    this.#texts.push(text);
    this.#length += text.length;
    this.#text = undefined;
    return this;
  }

  locate(start: number, end: number): Span {
    const first = this.#pieceAt(start);
    const last = this.#pieceAt(Math.max(start, end) - 1) ?? this.#pieces.at(-1);
    const to = last ? endIn(last, Math.max(start, end)) : 0;
    // What is empty belongs to what stands before it.
    if (end <= start || !first) return this.under.locate(to, to);
    const from = isVerbatim(first) ? first.start + Math.max(start - first.from, 0) : first.start;
    return this.under.locate(from, Math.max(from, to));
  }

  #pieceAt(offset: number): Piece | undefined {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle] as Piece).to > offset) high = middle;
      else low = middle + 1;
    }
    return this.#pieces[low];
  }
}

/** Where a stretch that ends at an offset of a piece is written to. */
function endIn(piece: Piece, offset: number): number {
  if (offset <= piece.from) return piece.start;
  return isVerbatim(piece) ? piece.start + Math.min(offset, piece.to) - piece.from : piece.end;
}

function isVerbatim({ from, to, start, end }: Piece): boolean {
  return to - from === end - start;
}
