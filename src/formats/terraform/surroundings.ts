import { ancestors, basename, join } from '../../core/path';
import type { Project } from '../../core/project';
import { moduleCallOf } from './declarations';
import { isConfiguration } from './files';

/** More sibling folders than this are not searched for callers: that would take longer than an answer is worth. */
const MOST_SIBLINGS = 60;

const MODULES_FOLDER = /(?:^|[-_])modules?$/i;

/** Whether a folder lies below one that is named for reusable modules, such as `modules/` or `terraform-modules/`. */
export function isBelowModules(folder: string): boolean {
  return folder
    .split('/')
    .slice(0, -1)
    .some((part) => MODULES_FOLDER.test(part));
}

/** Whether a module in one of the folders above calls the module in this one. */
export function isCalledFromAbove(folder: string, project: Project): boolean {
  return folder !== '' && ancestors(folder).some((above) => callsFrom(above, project).includes(folder));
}

/** Whether a module in a folder beside this one calls the module in this one. */
export function isCalledFromBeside(folder: string, project: Project): boolean {
  const [parent] = ancestors(folder);
  if (folder === '' || parent === undefined) return false;
  const siblings = foldersIn(parent, project).filter((sibling) => sibling !== folder);
  return siblings.length <= MOST_SIBLINGS && siblings.some((sibling) => callsFrom(sibling, project).includes(folder));
}

/** The folders of the modules that those in one folder call by a path: `source = "./network"`. */
function callsFrom(folder: string, project: Project): string[] {
  return project
    .list(folder)
    .filter(({ name, kind }) => kind === 'file' && isConfiguration(name))
    .flatMap(({ name }) => project.open('terraform', join(folder, name) ?? name) ?? [])
    .flatMap(({ hcl }) => hcl.body.blocks.filter(({ type }) => type === 'module'))
    .flatMap((block) => {
      const source = moduleCallOf(block)?.source;
      return source?.startsWith('.') ? (join(folder, source) ?? []) : [];
    });
}

/** The first so many folders in a folder. */
function foldersIn(folder: string, project: Project, most = Number.POSITIVE_INFINITY): string[] {
  return project
    .list(folder)
    .filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.'))
    .slice(0, most)
    .map(({ name }) => (folder === '' ? name : `${folder}/${name}`));
}

/** A folder and those that hold it, the root ('') last. */
function upwards(folder: string): string[] {
  return folder === '' ? [folder] : [folder, ...ancestors(folder)];
}

/** Whether a folder shows examples of how to call the module in it, as published modules do. */
export function hasExamples(folder: string, project: Project): boolean {
  return foldersIn(folder, project).some((path) => /^examples?$/i.test(basename(path)));
}

/** The configuration of Terragrunt, Atmos, Terramate, Terraspace and Spacelift. */
const GENERATORS = /^(?:terragrunt(?:\.stack)?\.hcl|root\.hcl|atmos\.ya?ml|.*\.tm\.hcl|Terrafile|\.spacelift)$/;

/**
 * Whether another tool may write a part of the module's configuration before it is applied, such as its backend. Its
 * files lie in the folder or above; Terragrunt's may also lie in a folder that stands beside one of these.
 */
export function isCompletedByTool(folder: string, project: Project): boolean {
  const above = upwards(folder);
  const holds = (path: string, names: RegExp) => project.list(path).some(({ name }) => names.test(name));
  if (above.some((path) => holds(path, GENERATORS))) return true;
  const beside = above.slice(1).flatMap((path) => foldersIn(path, project, MOST_SIBLINGS));
  return beside.some((path) => holds(path, /^(?:terragrunt|root)\.hcl$/));
}

/**
 * Whether a backend is kept out of the configuration that is checked in: a template of it lies in the folder, such as
 * `backend.tf.tmpl`, or git is told to ignore a `backend.tf`.
 */
export function hasBackendElsewhere(folder: string, project: Project): boolean {
  if (project.list(folder).some(({ name }) => /backend/i.test(name) && !/\.(?:tf|tofu)$/.test(name))) return true;
  return upwards(folder).some((above) => {
    const ignored = project.read(join(above, '.gitignore') ?? '.gitignore')?.text.split('\n') ?? [];
    return ignored.some((line) => !line.startsWith('#') && /backend[\w*.-]{0,40}\.tf\b/.test(line));
  });
}

const SAMPLES =
  /^(?:examples?|samples?|demos?|tests?|testing|e2e|test-?data|fixtures?|test-fixtures|quick-?starts?|tutorials?|workshops?|labs?|codelabs?|patterns?|recipes?)$/i;

/** Whether a folder lies below one that is named for examples, tests or lessons. */
export function isSample(folder: string): boolean {
  return folder.split('/').some((part) => SAMPLES.test(part));
}
