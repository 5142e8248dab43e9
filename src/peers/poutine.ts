import type { Peer } from '../core/peer';
import type { Project } from '../core/project';
import type { Suppression } from '../core/suppress';
import type { SourceFile } from '../core/text';
import { asList, asMapping, asStrings, firstOf, mappingIn } from './config';
import { idsIn, inComments, lineSpoken, saying } from './suppression';
import { above } from './write';

const CONFIGS = ['.poutine.yml', '.poutine.yaml'];
const RULE = /^[a-z][a-z_]+$/;

/** `# poutine:ignore rule` on a line or above it, and the entries of `skip` in its configuration that name rules and paths. */
export const poutine: Peer = {
  tool: 'poutine',
  homes: CONFIGS,
  isUsedIn: (text) => text.includes('poutine:ignore'),
  suppressions: (file, leaders, project) => [
    ...inComments('poutine', 'poutine:ignore', file, leaders, (body, comment) => {
      const ids = idsIn(body, RULE);
      return ids.length > 0 ? { ids, lines: lineSpoken(comment, leaders) } : undefined;
    }),
    ...inConfig(file, project),
  ],
  write: (place, ids, leader) => above(place, `${leader} poutine:ignore ${ids.join(', ')}`),
};

function inConfig({ path }: SourceFile, project: Project): Suppression[] {
  const config = firstOf(CONFIGS, project);
  if (!config) return [];
  return asList(mappingIn(config).skip).flatMap((entry) => {
    const { rule, path: where, ...others } = asMapping(entry);
    const ids = asStrings(rule);
    // An entry may ask for more, such as a job or a severity; what can't be compared says nothing.
    if (ids.length === 0 || Object.keys(others).length > 0) return [];
    if (where !== undefined && !asStrings(where).includes(path)) return [];
    return [saying('poutine', config.line(0), { ids, lines: undefined })];
  });
}
