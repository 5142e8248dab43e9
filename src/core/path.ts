// Paths of a project: relative to its root, forward slashes, no leading slash; the root itself is ''.

/** The folder of a path; '' is the root. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last part of a path. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Joins and normalises; undefined when the result would leave the project's root. */
export function join(...parts: readonly string[]): string | undefined {
  const out: string[] = [];
  for (const part of parts.join('/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') out.push(part);
    else if (out.pop() === undefined) return undefined;
  }
  return out.join('/');
}

/** A path beside another: `beside('api/Dockerfile', '.dockerignore')` is `api/.dockerignore`. */
export function beside(path: string, name: string): string {
  const folder = dirname(path);
  return folder === '' ? name : `${folder}/${name}`;
}

/** The folders that hold a path, the nearest first and the root ('') last. */
export function ancestors(path: string): string[] {
  const out: string[] = [];
  for (let folder = dirname(path); folder !== ''; folder = dirname(folder)) out.push(folder);
  out.push('');
  return out;
}

/** `path` as seen from `folder`, or undefined when it lies elsewhere. */
export function within(folder: string, path: string): string | undefined {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
