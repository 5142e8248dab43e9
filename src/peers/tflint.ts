import type { Peer } from '../core/peer';
import { idsIn, inComments, lineSpoken } from './suppression';
import { above } from './write';

const RULE = /^[a-z][a-z0-9_]+$/;

/** `# tflint-ignore: rule` on a line or above it, and `# tflint-ignore-file: rule`. */
export const tflint: Peer = {
  tool: 'tflint',
  homes: ['.tflint.hcl'],
  isUsedIn: (text) => text.includes('tflint-ignore'),
  suppressions: (file, leaders) =>
    inComments('tflint', 'tflint-ignore', file, leaders, (body, comment) => {
      const said = /^(-file)?:/.exec(body);
      const ids = said ? idsIn(body.slice(said[0].length), RULE) : [];
      if (ids.length === 0) return undefined;
      return { ids: ids.includes('all') ? [] : ids, lines: said?.[1] ? undefined : lineSpoken(comment, leaders) };
    }),
  write: (place, ids, leader, reason) => above(place, `${leader} tflint-ignore: ${ids.join(', ')} # ${reason}`),
};
