import { ancestors } from '../../../core/path';
import type { Project } from '../../../core/project';
import { type Edit, insert } from '../../../core/text';
import { type IgnoreLayer, ignoreLayer, isIgnored } from '../../../core/walk';

/** Whether a `.gitignore` of the project leaves a file out, by itself or with a folder that holds it. */
export function isIgnoredByGit(path: string, project: Project): boolean {
  const folders = ancestors(path).reverse();
  const layers = folders.flatMap((folder) => layerOf(folder, project));
  if (layers.length === 0) return false;
  return isIgnored(path, false, layers) || folders.some((folder) => folder !== '' && isIgnored(folder, true, layers));
}

function layerOf(folder: string, project: Project): IgnoreLayer[] {
  const file = project.read(folder === '' ? '.gitignore' : `${folder}/.gitignore`);
  return file ? [ignoreLayer(folder, file.text)] : [];
}

/** The folder that holds the git repository a file is in, or undefined where the project knows of none. */
export function repositoryOf(path: string, project: Project): string | undefined {
  return ancestors(path).find((folder) => project.list(folder).some(({ name }) => name === '.git'));
}

/**
 * Makes git leave a file out: a line at the end of the nearest `.gitignore` from the file's folder up to the repository,
 * or a new one in the repository's folder.
 */
export function ignoreInGit(path: string, repository: string, pattern: string, project: Project): Edit {
  const folders = ancestors(path);
  const known = folders
    .slice(0, folders.indexOf(repository) + 1)
    .flatMap((folder) => project.read(folder === '' ? '.gitignore' : `${folder}/.gitignore`) ?? []);
  const target = known[0] ?? project.newFile(repository === '' ? '.gitignore' : `${repository}/.gitignore`);
  const { text, eol } = target;
  const before = text === '' || text.endsWith('\n') ? '' : eol;
  return insert(target, text.length, `${before}${pattern}${eol}`);
}
