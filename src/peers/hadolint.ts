import type { Peer } from '../core/peer';
import { configured } from './config';
import { idsIn, inComments, lineSpoken } from './suppression';
import { above } from './write';

const ID = /^[A-Z]{2}\d{4}$/;
const CONFIGS = ['.hadolint.yaml', '.hadolint.yml'];

/** `# hadolint ignore=DL3007` above an instruction, `# hadolint global ignore=…`, and `ignored` in its configuration. */
export const hadolint: Peer = {
  tool: 'hadolint',
  homes: CONFIGS,
  isUsedIn: (text) => /^[ \t]*#[ \t]*hadolint /m.test(text),
  suppressions: (file, leaders, project) => [
    ...inComments('hadolint', 'hadolint', file, leaders, (body, comment) => {
      const said = /^[ \t]+(global[ \t]+)?ignore[ \t]*=/.exec(body);
      const ids = said ? idsIn(body.slice(said[0].length), ID) : [];
      return ids.length > 0 ? { ids, lines: said?.[1] ? undefined : lineSpoken(comment, leaders) } : undefined;
    }),
    ...configured('hadolint', CONFIGS, project, ({ ignored }) => ignored),
  ],
  write: (place, ids, leader) => above(place, `${leader} hadolint ignore=${ids.join(',')}`),
};
