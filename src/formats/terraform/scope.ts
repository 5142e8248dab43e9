import { basename, join } from '../../core/path';
import type { Project } from '../../core/project';
import { evaluate, type Scope } from '../hcl/evaluate';
import type { Value } from '../hcl/value';
import { walk } from '../hcl/walk';
import type { Variable } from './declarations';
import { isAutomatic } from './files';
import type { Module } from './module';

/**
 * What `local.…` and `var.…` are in a module. A variable is known only in a module that nothing says is called by others,
 * where its value comes from `terraform.tfvars` or `*.auto.tfvars`, or else is its default; unless another `.tfvars`
 * may be handed to Terraform, which then decides. In modules that are called the caller does. Of a map that is a default it is
 * never said what is not in it: such maps are there to be replaced.
 */
export function scopeOf(module: Module, project: Project): Scope {
  const known = new Map<string, Value | undefined>();
  let isSettled: boolean | undefined;
  const settle = (root: string, name: string): Value | undefined => {
    if (root === 'local') {
      const local = module.locals.get(name);
      return local && evaluate(local.value, scope);
    }
    const variable = module.variables.get(name);
    if (!variable || hasOptionalParts(variable)) return undefined;
    isSettled ??= module.role !== 'child' && module.isComplete && !hasOtherValues(module.folder, project);
    return isSettled ? variableValue(variable, module) : undefined;
  };
  const scope: Scope = (root, name) => {
    if (name === undefined || (root !== 'local' && root !== 'var')) return undefined;
    const key = `${root}.${name}`;
    if (known.has(key)) return known.get(key);
    // A cycle meets this while it is going round, and ends.
    known.set(key, undefined);
    const value = settle(root, name);
    known.set(key, value);
    return value;
  };
  return scope;
}

function variableValue(variable: Variable, { files }: Module): Value | undefined {
  const values = files.filter(({ kind }) => kind === 'values');
  const automatic = values.filter(({ file }) => isAutomatic(file.path));
  if (values.some((each) => !automatic.includes(each) && each.hcl.body.byName.has(variable.name))) return undefined;
  // Terraform reads terraform.tfvars first and lets each later file, by name, win.
  const first = automatic.filter(({ file }) => basename(file.path) === 'terraform.tfvars');
  const ordered = [...first, ...automatic.filter((each) => !first.includes(each))];
  const set = ordered.flatMap(({ hcl }) => hcl.body.byName.get(variable.name)?.expression ?? []).at(-1);
  const expression = set ?? variable.default;
  const value = expression && evaluate(expression, () => undefined);
  return value?.kind === 'object' && !set ? { ...value, more: true } : value;
}

/** Whether the variable's type fills in what a value leaves out: `object({ size = optional(number, 1) })`. */
function hasOptionalParts({ type }: Variable): boolean {
  return type !== undefined && [...walk(type)].some((node) => node.kind === 'call' && node.name === 'optional');
}

const VALUES = /\.tfvars(?:\.json)?$/;

/** Whether values for variables lie where they are not read here: as JSON, or in a folder below such as `env/dev`. */
function hasOtherValues(folder: string, project: Project): boolean {
  const below = (parent: string) =>
    project.list(parent).filter(({ name, kind }) => kind === 'folder' && !/^\./.test(name));
  const holds = (path: string) => project.list(path).some(({ name }) => VALUES.test(name));
  return (
    project.list(folder).some(({ name }) => name.endsWith('.tfvars.json')) ||
    below(folder).some(({ name }) => {
      const path = join(folder, name) ?? name;
      return holds(path) || below(path).some((inner) => holds(`${path}/${inner.name}`));
    })
  );
}
