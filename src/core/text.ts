/** A place in a file: zero-based line and zero-based column in UTF-16 units, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a file's text, from `start` up to but not including `end`, in UTF-16 units. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** Puts `text` where `at` is. An empty span inserts; a file that does not exist yet is created. */
export interface Edit {
  readonly at: Span;
  readonly text: string;
}

/**
 * The text of one file, immutable: a change makes a new SourceFile, so that what is derived from one may be cached by it.
 * `path` is relative to the project's root, with forward slashes. The text carries no byte order mark.
 */
export class SourceFile {
  #lineStarts: readonly number[] | undefined;
  /** What is derived from the text, by what made it. */
  #derived: Map<unknown, unknown> | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
    /** There is no such file yet: edits in it create it. */
    readonly isNew = false,
  ) {}

  /** The offset at which each line starts. Lines end with \n, \r\n or \r. */
  get lineStarts(): readonly number[] {
    if (!this.#lineStarts) {
      const starts = [0];
      const ends = /\r\n?|\n/g;
      while (ends.exec(this.text)) starts.push(ends.lastIndex);
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }

  get lineCount(): number {
    return this.lineStarts.length;
  }

  /** The line end this file uses: that of its first line. */
  get eol(): '\n' | '\r\n' {
    const first = this.text.indexOf('\n');
    return first > 0 && this.text[first - 1] === '\r' ? '\r\n' : '\n';
  }

  /** What `make` makes of this file: made once, kept with the file and gone with it. */
  derived<T>(make: (file: SourceFile) => T): T {
    this.#derived ??= new Map();
    const known = this.#derived.get(make) as T | undefined;
    if (known !== undefined) return known;
    const made = make(this);
    this.#derived.set(make, made);
    return made;
  }

  span(start: number, end: number): Span {
    return { file: this, start, end };
  }

  /** The whole text. */
  get all(): Span {
    return this.span(0, this.text.length);
  }

  /** The zero-based number of the line that holds an offset. */
  lineAt(offset: number): number {
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  position(offset: number): Position {
    const line = this.lineAt(offset);
    return { line, column: offset - (this.lineStarts[line] as number) };
  }

  /** The offset of a position; a column past the end of its line means the line's end. */
  offset({ line, column }: Position): number {
    if (line < 0) return 0;
    if (line >= this.lineCount) return this.text.length;
    const { start, end } = this.line(line);
    return Math.min(start + Math.max(column, 0), end);
  }

  /** One line, without its line end. */
  line(number: number): Span {
    const start = this.lineStarts[number] ?? this.text.length;
    let end = this.lineStarts[number + 1] ?? this.text.length;
    while (end > start && (this.text[end - 1] === '\n' || this.text[end - 1] === '\r')) end--;
    return this.span(start, end);
  }
}

export function textOf({ file, start, end }: Span): string {
  return file.text.slice(start, end);
}

/** Whether `inner` lies wholly inside `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

export function replace({ file, start, end }: Span, text: string): Edit {
  return { at: { file, start, end }, text };
}

export function insert(file: SourceFile, offset: number, text: string): Edit {
  return { at: file.span(offset, offset), text };
}

/** Removes a span; a line that would be left blank goes as a whole. */
export function remove({ file, start, end }: Span): Edit {
  const first = file.line(file.lineAt(start));
  const lastNumber = file.lineAt(end);
  const last = file.line(lastNumber);
  const alone = /^[ \t]*$/.test(file.text.slice(first.start, start)) && /^[ \t]*$/.test(file.text.slice(end, last.end));
  if (!alone) return { at: file.span(start, end), text: '' };
  return { at: file.span(first.start, file.lineStarts[lastNumber + 1] ?? last.end), text: '' };
}

/** The blanks before the first character of the line that holds an offset. */
export function indentAt(file: SourceFile, offset: number): string {
  const { start } = file.line(file.lineAt(offset));
  return /^[ \t]*/.exec(file.text.slice(start, start + 1000))?.[0] ?? '';
}
