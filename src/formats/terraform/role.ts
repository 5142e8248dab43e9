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
  // A block with nothing but an alias is how a child once said that it takes a configuration from its caller.
  if (module.providers.some(({ alias, body }) => alias === undefined || body.items.length > 1)) return 'root';
  if (isLaidOutForCallers(module) || hasExamples(folder, project) || isCalledFromBeside(folder, project))
    return 'child';
  return 'unknown';
}

/** Variables or outputs in files of their own, and no provider: the usual layout of a module that others call. */
function isLaidOutForCallers({ files }: Module): boolean {
  return files.some(({ file }) => /^(?:_?variables|_?vars|inputs|_?outputs?)[.-]/.test(basename(file.path)));
}
