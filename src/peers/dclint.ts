import type { Peer } from '../core/peer';
import { idsIn, inComments, lineSpoken, single } from './suppression';
import { behind } from './write';

const RULE = /^[a-z][a-z-]+$/;

/** `# dclint disable-line rule` on the line or above it, `disable-next-line`, and `# dclint disable` for the file. */
export const dclint: Peer = {
  tool: 'dclint',
  homes: ['.dclintrc', '.dclintrc.yaml', '.dclintrc.yml', '.dclintrc.json'],
  isUsedIn: (text) => text.includes('dclint disable'),
  suppressions: (file, leaders) =>
    inComments('dclint', 'dclint disable', file, leaders, (body, comment) => {
      const verb = /^(?:-next-line|-line)?(?=\s|$)/.exec(body)?.[0];
      if (verb === undefined) return undefined;
      const ids = idsIn(body.slice(verb.length), RULE);
      if (verb === '') return { ids, lines: undefined };
      return { ids, lines: verb === '-next-line' ? single(comment.line + 1) : lineSpoken(comment, leaders) };
    }),
  write: (place, ids, leader) => behind(place, `${leader} dclint disable-line ${ids.join(' ')}`),
};
