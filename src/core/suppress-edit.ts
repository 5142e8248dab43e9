import type { ReviewedFinding } from './finding';
import type { Format } from './format';
import { type Edit, indentAt, insert, replace, type SourceFile } from './text';

/** What the reason of a written suppression is until somebody says it. */
export const REASON = 'say why';

/**
 * The edit that silences a finding by a comment, above its statement or at the file's head; undefined where the format
 * has no comments. A comment that is there already gets the rule added.
 */
export function suppressionEdit(
  { rule, statement }: Pick<ReviewedFinding, 'rule' | 'statement'>,
  format: Pick<Format, 'comments'>,
  scope: 'line' | 'file',
  reason = REASON,
): Edit | undefined {
  const [leader] = format.comments;
  if (leader === undefined) return undefined;
  const { file } = statement;
  if (file.path.endsWith('.json')) return undefined;
  if (scope === 'file')
    return insert(file, headOf(file), `${leader} infra-review: ignore-file ${rule} -- ${reason}${file.eol}`);
  const number = file.lineAt(statement.start);
  const { start } = file.line(number);
  const above = number > 0 ? file.line(number - 1) : undefined;
  const known =
    above &&
    /^[ \t]*\S+ infra-review: ignore(?= )([^\n]*?)(?= until=| -- |$)/.exec(file.text.slice(above.start, above.end));
  if (above && known) {
    const end = above.start + known[0].length;
    return replace(file.span(end, end), `, ${rule}`);
  }
  return insert(
    file,
    start,
    `${indentAt(file, statement.start)}${leader} infra-review: ignore ${rule} -- ${reason}${file.eol}`,
  );
}

/** Where a comment for the whole file goes: first, but after a shebang and after a Dockerfile's parser directives. */
function headOf(file: SourceFile): number {
  let number = 0;
  for (; number < file.lineCount; number++) {
    const { start, end } = file.line(number);
    const text = file.text.slice(start, end);
    if (!(number === 0 && text.startsWith('#!')) && !/^#[ \t]*(?:syntax|escape|check)[ \t]*=/i.test(text)) break;
  }
  return file.lineStarts[number] ?? 0;
}
