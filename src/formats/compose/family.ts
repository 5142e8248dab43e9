import { basename, beside, dirname } from '../../core/path';
import type { Project } from '../../core/project';

const YAML = /\.ya?ml$/i;

/** The paths beside a Compose file that share its name up to the first dot: the base, its override, its variants. */
export function familyOf(path: string, project: Project): string[] {
  const stem = stemOf(path);
  return project
    .list(dirname(path))
    .filter(({ name, kind }) => kind === 'file' && YAML.test(name) && stemOf(name) === stem)
    .map(({ name }) => beside(path, name));
}

function stemOf(path: string): string {
  const name = basename(path);
  const dot = name.indexOf('.', 1);
  return dot < 0 ? name : name.slice(0, dot);
}

/** The file's name without folder and extension. */
function titleOf(path: string): string {
  return basename(path).replace(YAML, '');
}

/** Whether Compose reads one file over another by itself: `compose.override.yaml` over `compose.yaml`. */
export function isOverrideOf(path: string, base: string): boolean {
  return titleOf(path) === `${titleOf(base)}.override`;
}

/** Whether a file is meant to be read over another: an override, or a variant such as `compose.prod.yaml`. */
export function isLayerOf(path: string, base: string): boolean {
  return isOverrideOf(path, base) || (titleOf(base) === stemOf(path) && titleOf(path) !== stemOf(path));
}
