import type { Peer } from '../core/peer';
import type { Lines } from '../core/suppress';
import { indentAt, insert, type SourceFile } from '../core/text';
import { configured } from './config';
import { inComments } from './suppression';
import { above } from './write';

const CONFIGS = ['.checkov.yaml', '.checkov.yml'];
const TERRAFORM = /\.(?:tf|tofu)$/;

/** `# checkov:skip=CKV_DOCKER_2:reason` anywhere in a file or Terraform block, and `skip-check` in its configuration. */
export const checkov: Peer = {
  tool: 'checkov',
  homes: CONFIGS,
  isUsedIn: (text) => text.includes('checkov:skip='),
  suppressions: (file, leaders, project) => [
    ...['checkov:skip=', 'bridgecrew:skip='].flatMap((mark) =>
      inComments('checkov', mark, file, leaders, (body, comment) => {
        const said = /^[ \t]*(CKV\w*)(?:[ \t]*:(.*))?/.exec(body);
        return said?.[1]
          ? {
              ids: [said[1]],
              lines: TERRAFORM.test(file.path) ? blockAround(file, comment.line) : undefined,
              reason: said[2],
            }
          : undefined;
      }),
    ),
    ...configured('checkov', CONFIGS, project, (config) => config['skip-check']),
  ],
  write(place, ids, leader, reason) {
    const comments = ids.map((id) => `${leader} checkov:skip=${id}:${reason}`);
    const { file, start } = place.statement;
    if (!TERRAFORM.test(file.path)) return above(place, ...comments);
    const { first } = blockAround(file, file.lineAt(start));
    const head = file.line(first);
    const below = file.lineStarts[first + 1];
    if (below === undefined || !file.text.slice(head.start, head.end).trimEnd().endsWith('{')) return undefined;
    const indent = indentAt(file, below) || '  ';
    return insert(file, below, comments.map((comment) => `${indent}${comment}${file.eol}`).join(''));
  },
};

/** The outermost block around a line: from the line without indentation above it to the one below. */
function blockAround(file: SourceFile, line: number): Lines {
  let first = line;
  while (first > 0 && indentOf(file, first) !== 0) first--;
  let last = first + 1;
  while (last < file.lineCount && indentOf(file, last) !== 0) last++;
  return { first, last };
}

/** The columns before the first character of a line, or undefined where it is blank. */
function indentOf(file: SourceFile, line: number): number | undefined {
  const { start, end } = file.line(line);
  const indent = file.text.slice(start, end).search(/\S/);
  return indent < 0 ? undefined : indent;
}
