import type { MarkedComment } from '../core/comment';
import { lineOf } from '../core/comment';
import type { Peer } from '../core/peer';
import type { Lines } from '../core/suppress';
import { kicsQueries } from '../data/kics-queries';
import { inComments, lineSpoken } from './suppression';
import { above } from './write';

/** `# kics-scan ignore-line`, `ignore-block`, `ignore` for the file, and `disable=<ids of queries>`. */
export const kics: Peer = {
  tool: 'kics',
  homes: ['kics.config', 'kics.yaml', '.kics.yaml'],
  isUsedIn: (text) => text.includes('kics-scan '),
  suppressions: (file, leaders) =>
    inComments('kics', 'kics-scan', file, leaders, (body, comment) => {
      const [, verb, value = ''] = /^[ \t]+(ignore-line|ignore-block|ignore|disable[ \t]*=)(.*)/.exec(body) ?? [];
      if (verb === undefined) return undefined;
      if (verb === 'ignore') return { ids: [], lines: undefined };
      if (verb === 'ignore-line') return { ids: [], lines: lineSpoken(comment, leaders) };
      if (verb === 'ignore-block') return { ids: [], lines: blockBelow(comment, leaders) };
      const ids = value.split(/[\s,]+/).flatMap((id) => kicsQueries[id] ?? []);
      return ids.length > 0 ? { ids, lines: undefined } : undefined;
    }),
  write: (place, _ids, leader) => above(place, `${leader} kics-scan ignore-line`),
};

/** The next line of code and all that is indented further below it. */
function blockBelow(comment: MarkedComment, leaders: readonly string[]): Lines {
  const { file } = comment.at;
  const first = lineOf(comment, leaders);
  const indent = (line: number) => {
    const { start, end } = file.line(line);
    const column = file.text.slice(start, end).search(/\S/);
    return column < 0 ? Number.POSITIVE_INFINITY : column;
  };
  const outer = first < file.lineCount ? indent(first) : 0;
  let last = first;
  while (last + 1 < file.lineCount && indent(last + 1) > outer) last++;
  return { first, last };
}
