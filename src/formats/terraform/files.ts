import { basename, beside, dirname } from '../../core/path';
import type { Project } from '../../core/project';

const OVERRIDE = /(?:^|_)override\.(?:tf|tofu)$/;

/** Whether a file holds configuration, by its name. Configuration as JSON is not read. */
export function isConfiguration(path: string): boolean {
  return path.endsWith('.tf') || path.endsWith('.tofu');
}

/** Whether a file's blocks are laid over those of the same name in the other files: `override.tf`, `dev_override.tf`. */
export function isOverride(path: string): boolean {
  return OVERRIDE.test(basename(path));
}

/** Whether a file's values are taken without being asked for: `terraform.tfvars`, `team.auto.tfvars`. */
export function isAutomatic(path: string): boolean {
  const name = basename(path);
  return name === 'terraform.tfvars' || name.endsWith('.auto.tfvars');
}

/**
 * The files that make up the module a file belongs to: the folder's configuration and its values for variables. OpenTofu
 * reads `main.tofu` instead of a `main.tf` beside it; such a `main.tf` is for Terraform, which reads no `.tofu`.
 */
export function moduleFiles(path: string, project: Project): readonly string[] {
  const names = project
    .list(dirname(path))
    .filter(({ kind, name }) => kind === 'file' && !name.startsWith('.'))
    .map(({ name }) => name);
  const replaced = new Set(names.filter((name) => name.endsWith('.tofu')).map((name) => name.replace(/tofu$/, 'tf')));
  const forTerraform = replaced.has(basename(path));
  return names
    .filter((name) => {
      if (name.endsWith('.tf')) return forTerraform || !replaced.has(name);
      return name.endsWith('.tofu') ? !forTerraform : name.endsWith('.tfvars');
    })
    .map((name) => beside(path, name));
}
