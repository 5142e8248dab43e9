import type { MarkedComment } from '../core/comment';
import type { Peer } from '../core/peer';
import type { Project } from '../core/project';
import type { Suppression } from '../core/suppress';
import { inComments, lineSpoken, saying } from './suppression';
import { above } from './write';

const SAID = /trivy:ignore:([\w*-]+)(?:\[exp:|:exp:)?(\d{4}-\d\d-\d\d)?/g;

/** `# trivy:ignore:AVD-DS-0002` on a line, above it, or at the head of a file, and the lines of `.trivyignore`. */
export const trivy: Peer = {
  tool: 'trivy',
  homes: ['.trivyignore', 'trivy.yaml'],
  isUsedIn: (text) => text.includes('trivy:ignore:'),
  suppressions: (file, leaders, project) => [
    ...inComments('trivy', 'trivy:ignore:', file, leaders, (body, comment) => {
      const all = [...`trivy:ignore:${body}`.matchAll(SAID)];
      const ids = all.flatMap(([, id]) => (id === undefined ? [] : [canonical(id)]));
      const until = all.find(([, , day]) => day !== undefined)?.[2];
      return {
        ids,
        lines: isHead(comment) ? undefined : lineSpoken(comment, leaders),
        until,
      };
    }),
    ...listed(project),
  ],
  write: (place, ids, leader) => above(place, `${leader} ${ids.map((id) => `trivy:ignore:AVD-${id}`).join(' ')}`),
};

/** Its ids have been written in several ways: `DS002`, `DS-0002`, `AVD-DS-0002`. */
function canonical(id: string): string {
  const parts = /^(?:AVD-)?(\w*?[A-Z])-?(\d+)$/i.exec(id);
  return parts?.[1] && parts[2] ? `${parts[1].toUpperCase()}-${parts[2].replace(/^0+/, '').padStart(4, '0')}` : id;
}

/** Only comments and blank lines stand above it. */
function isHead({ at: { file }, line, isAlone }: MarkedComment): boolean {
  if (!isAlone) return false;
  for (let number = 0; number < line; number++) {
    const { start, end } = file.line(number);
    if (!/^[ \t]*(?:#|\/\/|$)/.test(file.text.slice(start, end))) return false;
  }
  return true;
}

function listed(project: Project): Suppression[] {
  const file = project.read('.trivyignore');
  if (!file) return [];
  const found: Suppression[] = [];
  for (let number = 0; number < file.lineCount; number++) {
    const at = file.line(number);
    const said = /^[ \t]*(\w[\w-]+)(?:[ \t]+exp:(\d{4}-\d\d-\d\d))?/.exec(file.text.slice(at.start, at.end));
    if (said?.[1]) found.push(saying('trivy', at, { ids: [canonical(said[1])], lines: undefined, until: said[2] }));
  }
  return found;
}
