import type { Project } from '../../core/project';

/** Folders deeper than this, and more of them, are not looked into. */
const MOST_FOLDERS = 500;

/** The YAML files of the project that fit a path with `*` (no slash) and `**` (any), ordered by path. */
export function matching(pattern: string, project: Project): readonly string[] {
  const parts = pattern.split('/');
  const found: string[] = [];
  let folders = 0;
  const visit = (folder: string, at: number): void => {
    const part = parts[at];
    if (part === undefined || ++folders > MOST_FOLDERS) return;
    const isLast = at === parts.length - 1;
    const below = (name: string) => (folder === '' ? name : `${folder}/${name}`);
    if (!part.includes('*') && !isLast) {
      visit(below(part), at + 1);
      return;
    }
    if (part === '**') visit(folder, at + 1);
    for (const { name, kind } of project.list(folder)) {
      if (part === '**') {
        if (kind === 'folder' && name !== '.git' && name !== 'node_modules') visit(below(name), at);
      } else if (fits(name, part)) {
        if (kind === 'folder' && !isLast) visit(below(name), at + 1);
        if (kind === 'file' && isLast && /\.ya?ml$/.test(name)) found.push(below(name));
      }
    }
  };
  visit('', 0);
  return [...new Set(found)].sort();
}

/** Whether a name fits a pattern with `*`. Linear: the pieces between the stars are looked for one after the other. */
function fits(name: string, pattern: string): boolean {
  const pieces = pattern.split('*');
  const [first = ''] = pieces;
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return name === pattern;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0 || found + piece.length > name.length - last.length) return false;
    at = found + piece.length;
  }
  return true;
}
