import type { Peer } from '../core/peer';
import { inComments, lineSpoken, onLines } from './suppression';
import { behind } from './write';

/** `trufflehog:ignore` on a line. */
export const trufflehog: Peer = {
  tool: 'trufflehog',
  homes: [],
  isUsedIn: (text) => text.includes('trufflehog:ignore'),
  suppressions: (file) => onLines('trufflehog', 'trufflehog:ignore', file),
  write: (place, _ids, leader) => behind(place, `${leader} trufflehog:ignore`),
};

/** `ggignore` on a line. */
export const ggshield: Peer = {
  tool: 'ggshield',
  homes: ['.gitguardian.yaml', '.gitguardian.yml'],
  isUsedIn: (text) => text.includes('ggignore'),
  suppressions: (file) => onLines('ggshield', 'ggignore', file),
  write: (place, _ids, leader) => behind(place, `${leader} ggignore`),
};

/** `# nosec B105` as Bandit reads it. */
export const bandit = nosec('bandit', /\bB\d{3}\b/g);

/** `// #nosec G101` as gosec reads it. */
export const gosec = nosec('gosec', /\bG\d{3}\b/g);

function nosec(tool: string, id: RegExp): Peer {
  return {
    tool,
    homes: [],
    isUsedIn: (text) => /#\s?nosec\b/.test(text),
    suppressions: (file, leaders) =>
      inComments(tool, 'nosec', file, leaders, (body, comment) => {
        const ids = [...body.matchAll(id)].map(([each]) => each);
        const others = /\b[BG]\d{3}\b/.test(body);
        return ids.length > 0 || !others ? { ids, lines: lineSpoken(comment, leaders) } : undefined;
      }),
    write: (place, ids, leader) => behind(place, `${leader} ${leader === '#' ? '' : '#'}nosec ${ids.join(' ')}`),
  };
}
