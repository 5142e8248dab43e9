import { type Edit, indentAt, insert, type Span } from '../core/text';

/** Where a finding stands, for the comment that is to silence it. */
interface Place {
  readonly at: Span;
  readonly statement: Span;
}

/** Comments on lines of their own above the statement. */
export function above({ statement }: Place, ...comments: readonly string[]): Edit {
  const { file, start } = statement;
  const indent = indentAt(file, start);
  const lines = comments.map((comment) => `${indent}${comment}${file.eol}`);
  return insert(file, file.line(file.lineAt(start)).start, lines.join(''));
}

/** A comment at the end of the line; none where the statement goes on, since the line may lie inside a text. */
export function behind({ at, statement }: Place, comment: string): Edit | undefined {
  const { file } = statement;
  const line = file.lineAt(statement.start);
  if (line !== file.lineAt(statement.end) || line !== file.lineAt(at.end)) return undefined;
  const { start, end } = file.line(line);
  const written = file.text.slice(start, end).trimEnd();
  return insert(file, start + written.length, ` ${comment}`);
}
