import { basename, join } from '../../core/path';
import type { Project } from '../../core/project';
import { evaluate, type Scope } from '../hcl/evaluate';
import type { Expression } from '../hcl/syntax';
import type { Value } from '../hcl/value';
import { walk } from '../hcl/walk';
import type { Variable } from './declarations';
import { isAutomatic } from './files';
import type { Module } from './module';

/**
 * What `local.…` and `var.…` are in a module. A variable is known only in a module that is certainly applied itself,
 * where its value comes from `terraform.tfvars` or `*.auto.tfvars`, or else is its default; unless another `.tfvars`
 * may be handed to Terraform, which then decides. In any other module the caller does.
 */
export function scopeOf(module: Module, project: Project): Scope {
  const known = new Map<string, Value | undefined>();
  const scope: Scope = (root, name) => {
    if (name === undefined || (root !== 'local' && root !== 'var')) return undefined;
    const key = `${root}.${name}`;
    if (known.has(key)) return known.get(key);
    // A cycle meets this while it is going round, and ends.
    known.set(key, undefined);
    const expression = root === 'local' ? module.locals.get(name)?.value : variableValue(module, name, project);
    const value = expression && evaluate(expression, root === 'local' ? scope : () => undefined);
    known.set(key, value);
    return value;
  };
  return scope;
}

function variableValue(module: Module, name: string, project: Project): Expression | undefined {
  const variable = module.variables.get(name);
  if (!variable || hasOptionalParts(variable) || module.role !== 'root' || !module.isComplete) return undefined;
  if (hasOtherValues(module.folder, project)) return undefined;
  const values = module.files.filter(({ kind }) => kind === 'values');
  // Terraform reads terraform.tfvars first and lets each later file, by name, win.
  const automatic = values.filter(({ file }) => isAutomatic(file.path));
  const first = automatic.filter(({ file }) => basename(file.path) === 'terraform.tfvars');
  const ordered = [...first, ...automatic.filter((each) => !first.includes(each))];
  const set = ordered.flatMap(({ hcl }) => hcl.body.byName.get(name)?.expression ?? []).at(-1);
  const mayBeSet = values.some((each) => !automatic.includes(each) && each.hcl.body.byName.has(name));
  return mayBeSet ? undefined : (set ?? variable.default);
}

/** Whether the variable's type fills in what a value leaves out: `object({ size = optional(number, 1) })`. */
function hasOptionalParts({ type }: Variable): boolean {
  return type !== undefined && [...walk(type)].some((node) => node.kind === 'call' && node.name === 'optional');
}

/** Whether values for variables lie where they are not read here: as JSON, or in a folder below such as `env/`. */
function hasOtherValues(folder: string, project: Project): boolean {
  const entries = project.list(folder);
  if (entries.some(({ name }) => name.endsWith('.tfvars.json'))) return true;
  return entries
    .filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.'))
    .some(({ name }) =>
      project.list(join(folder, name) ?? name).some((entry) => /\.tfvars(?:\.json)?$/.test(entry.name)),
    );
}
