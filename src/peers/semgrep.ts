import type { Peer } from '../core/peer';
import { inComments, lineSpoken } from './suppression';
import { behind } from './write';

/** `# nosemgrep: rule` on a line or above it; rules may be called by their whole path. */
export const semgrep: Peer = {
  tool: 'semgrep',
  homes: ['.semgrepignore', '.semgrep.yml'],
  isUsedIn: (text) => text.includes('nosemgrep'),
  suppressions: (file, leaders) =>
    inComments('semgrep', 'nosem', file, leaders, (body, comment) => {
      const rest = body.replace(/^grep/, '').trim();
      if (rest !== '' && !rest.startsWith(':')) return undefined;
      const ids = rest
        .slice(1)
        .split(/[\s,]+/)
        .filter((id) => id !== '');
      return { ids: ids.map((id) => id.slice(id.lastIndexOf('.') + 1)), lines: lineSpoken(comment, leaders) };
    }),
  write: (place, ids, leader) => behind(place, `${leader} nosemgrep: ${ids.join(', ')}`),
};
