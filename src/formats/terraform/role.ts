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
  if (isLaidOutForCallers(module, project) || hasExamples(folder, project) || isCalledFromBeside(folder, project))
    return 'child';
  return 'unknown';
}

/**
 * No provider, and files for variables and outputs, or variables that have to be set. Of a lone file such variables tell
 * nothing, unless a page beside it explains them.
 */
function isLaidOutForCallers({ files, variables, folder }: Module, project: Project): boolean {
  if (files.some(({ file }) => /^_?(?:variables|vars|inputs|outputs?)[.-]/.test(basename(file.path)))) return true;
  const isExplained = files.length > 1 || project.list(folder).some(({ name }) => /^readme\b/i.test(name));
  return isExplained && [...variables.values()].some((variable) => variable.default === undefined);
}
