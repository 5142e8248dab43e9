import { basename } from '../../core/path';
import type { Project } from '../../core/project';
import { isAutomatic } from './files';
import type { Module } from './module';
import { hasExamples, isBelowModules, isCalledFromAbove, isCalledFromBeside } from './surroundings';

/** `root`: applied itself. `child`: called by other modules, here or elsewhere. `unknown`: nothing tells. */
export type Role = 'root' | 'child' | 'unknown';

/** What a module is, by the surest sign there is. */
export function roleOf(module: Module, project: Project): Role {
  const { folder } = module;
  if (module.backend) return 'root';
  if (module.requirements.some(({ takesConfigurations }) => takesConfigurations)) return 'child';
  if (module.files.some(({ file }) => isAutomatic(file.path))) return 'root';
  if (isBelowModules(folder) || isCalledFromAbove(folder, project)) return 'child';
  // Children that configure a provider of their own give it an alias.
  if (module.providers.some(({ alias }) => alias === undefined)) return 'root';
  if (isLaidOutForCallers(module) || hasExamples(folder, project) || isCalledFromBeside(folder, project))
    return 'child';
  return 'unknown';
}

/** Variables that have to be set, or files for variables and outputs, and no provider: made to be called. */
function isLaidOutForCallers({ files, variables }: Module): boolean {
  return (
    [...variables.values()].some((variable) => variable.default === undefined) ||
    files.some(({ file }) => /^_?(?:variables|vars|inputs|outputs?)[.-]/.test(basename(file.path)))
  );
}
