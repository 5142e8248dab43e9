import type { SourceFile, Span } from './text';

/** A comment that holds a mark, such as `infra-review:`. */
export interface MarkedComment {
  /** The whole comment, from its leader to the end of the line. */
  readonly at: Span;
  /** What follows the mark. */
  readonly body: Span;
  /** The zero-based line it stands on. */
  readonly line: number;
  /** Nothing stands before it on its line. */
  readonly isAlone: boolean;
}

/** The comments in which a mark comes first. `leaders` are what begins a comment in the file's formats, such as `#`. */
export function commentsWith(mark: string, file: SourceFile, leaders: readonly string[]): MarkedComment[] {
  const found: MarkedComment[] = [];
  for (let at = file.text.indexOf(mark); at >= 0; at = file.text.indexOf(mark, at + 1)) {
    const line = file.lineAt(at);
    const { start, end } = file.line(line);
    const before = file.text.slice(start, at).trimEnd();
    const leader = leaders.find((candidate) => before.endsWith(candidate));
    if (leader === undefined) continue;
    const head = before.slice(0, -leader.length);
    if (head !== '' && !/\s$/.test(head)) continue;
    found.push({
      at: file.span(start + head.length, end),
      body: file.span(at + mark.length, end),
      line,
      isAlone: head.trim() === '',
    });
  }
  return found;
}

/** The line a comment speaks for: its own, or, where it stands alone, the next line of code. */
export function lineOf({ at, line, isAlone }: MarkedComment, leaders: readonly string[]): number {
  return isAlone ? lineBelow(at.file, line, leaders) : line;
}

/** The first line after `number` that is neither blank nor only a comment. */
function lineBelow(file: SourceFile, number: number, leaders: readonly string[]): number {
  for (let line = number + 1; line < file.lineCount; line++) {
    const { start, end } = file.line(line);
    const text = file.text.slice(start, end).trim();
    if (text !== '' && !leaders.some((leader) => text.startsWith(leader))) return line;
  }
  return number + 1;
}
