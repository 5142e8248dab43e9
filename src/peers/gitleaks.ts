import type { Peer } from '../core/peer';
import type { Project } from '../core/project';
import type { Suppression } from '../core/suppress';
import type { SourceFile } from '../core/text';
import { onLines, saying, single } from './suppression';
import { behind } from './write';

/** `gitleaks:allow` on a line, and the fingerprints `[commit:]path:rule:line` of `.gitleaksignore`. */
export const gitleaks: Peer = {
  tool: 'gitleaks',
  homes: ['.gitleaks.toml', '.gitleaksignore'],
  isUsedIn: (text) => text.includes('gitleaks:allow'),
  suppressions: (file, _leaders, project) => [...onLines('gitleaks', 'gitleaks:allow', file), ...listed(file, project)],
  write: (place, _ids, leader) => behind(place, `${leader} gitleaks:allow`),
};

function listed({ path }: SourceFile, project: Project): Suppression[] {
  const list = project.read('.gitleaksignore');
  if (!list) return [];
  const found: Suppression[] = [];
  for (let number = 0; number < list.lineCount; number++) {
    const at = list.line(number);
    const parts = list.text.slice(at.start, at.end).trim().split(':');
    const [where, , line] = parts.slice(-3);
    // The rule is theirs: what they call generic may be a form of its own to us, so the line decides.
    if (parts.length >= 3 && where === path && line !== undefined && /^\d+$/.test(line))
      found.push(saying('gitleaks', at, { ids: [], lines: single(Number(line) - 1) }));
  }
  return found;
}
