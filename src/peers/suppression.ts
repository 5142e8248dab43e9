import { commentsWith, lineOf, type MarkedComment } from '../core/comment';
import type { Lines, Suppression } from '../core/suppress';
import type { SourceFile, Span } from '../core/text';

/** What a tool's suppression says: the checks by its own ids, none for all of them, and the lines, none for the whole file. */
interface Saying {
  readonly ids: readonly string[];
  readonly lines: Lines | undefined;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
}

/** A suppression of another tool that stands at a place. */
export function saying(tool: string, at: Span, { ids, lines, reason, until }: Saying): Suppression {
  const names = ids.length > 0 ? ids : ['*'];
  return {
    at,
    rules: names.map((id) => ({ id: `${tool}:${id}`, at })),
    lines,
    reason: reason?.trim() || undefined,
    until,
    tool,
    problem: undefined,
  };
}

/** Comments with a mark, each read by `read`; where that gives nothing, the comment says nothing. */
export function inComments(
  tool: string,
  mark: string,
  file: SourceFile,
  leaders: readonly string[],
  read: (body: string, comment: MarkedComment) => Saying | undefined,
): Suppression[] {
  return commentsWith(mark, file, leaders).flatMap((comment) => {
    const said = read(file.text.slice(comment.body.start, comment.body.end), comment);
    return said ? [saying(tool, comment.at, said)] : [];
  });
}

/** The line a comment speaks for. */
export function lineSpoken(comment: MarkedComment, leaders: readonly string[]): Lines {
  return single(lineOf(comment, leaders));
}

/** A mark anywhere on a line, in whatever comment the file's language has. */
export function onLines(tool: string, mark: string, file: SourceFile): Suppression[] {
  const found: Suppression[] = [];
  for (let at = file.text.indexOf(mark); at >= 0; at = file.text.indexOf(mark, at + 1)) {
    const line = file.lineAt(at);
    found.push(saying(tool, file.span(at, file.line(line).end), { ids: [], lines: single(line) }));
  }
  return found;
}

export function single(line: number): Lines {
  return { first: line, last: line };
}

/** Words between commas or blanks, up to the first that is no id. */
export function idsIn(text: string, id: RegExp): string[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const end = words.findIndex((word) => !id.test(word));
  return end < 0 ? words : words.slice(0, end);
}
