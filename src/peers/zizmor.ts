import { basename } from '../core/path';
import type { Peer } from '../core/peer';
import type { Project } from '../core/project';
import type { Suppression } from '../core/suppress';
import type { SourceFile } from '../core/text';
import { asMapping, asStrings, firstOf, mappingIn } from './config';
import { idsIn, inComments, lineSpoken, saying, single } from './suppression';
import { behind } from './write';

const CONFIGS = ['zizmor.yml', '.github/zizmor.yml', 'zizmor.yaml', '.github/zizmor.yaml'];
const RULE = /^[a-z][a-z-]+$/;

/** `# zizmor: ignore[rule]` on a line, and `rules` in its configuration. */
export const zizmor: Peer = {
  tool: 'zizmor',
  homes: CONFIGS,
  isUsedIn: (text) => text.includes('zizmor: ignore['),
  suppressions: (file, leaders, project) => [
    ...inComments('zizmor', 'zizmor:', file, leaders, (body, comment) => {
      const said = /^[ \t]*ignore\[([^\]]*)\](.*)/.exec(body);
      const ids = said?.[1] === undefined ? [] : idsIn(said[1], RULE);
      return ids.length > 0 ? { ids, lines: lineSpoken(comment, leaders), reason: said?.[2] } : undefined;
    }),
    ...inConfig(file, project),
  ],
  write: (place, ids, leader, reason) => behind(place, `${leader} zizmor: ignore[${ids.join(',')}] ${reason}`),
};

/** `rules.<rule>.disable`, and the entries `name.yml`, `name.yml:line` and `name.yml:line:column` of `rules.<rule>.ignore`. */
function inConfig({ path }: SourceFile, project: Project): Suppression[] {
  const config = firstOf(CONFIGS, project);
  if (!config) return [];
  return Object.entries(asMapping(mappingIn(config).rules)).flatMap(([id, value]) => {
    const { disable, ignore } = asMapping(value);
    if (disable === true) return [saying('zizmor', config.line(0), { ids: [id], lines: undefined })];
    return asStrings(ignore).flatMap((entry) => {
      const [name, line] = entry.split(':');
      if (name !== basename(path)) return [];
      const lines = line === undefined ? undefined : single(Number.parseInt(line, 10) - 1);
      return [saying('zizmor', config.line(0), { ids: [id], lines })];
    });
  });
}
