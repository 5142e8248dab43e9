import type { Project } from '../../core/project';
import { map } from '../yaml/access';
import type { YamlMap, YamlPair } from '../yaml/syntax';
import { hasOpenKeys } from './elements';
import type { AzureFile, Parameter, TemplateUse } from './model';

/** A template of this project with the values that it is given. */
export interface TemplateCall {
  readonly use: TemplateUse;
  readonly template: AzureFile;
  /** What it declares, each with what it is given here. */
  readonly values: readonly { readonly parameter: Parameter; readonly pair: YamlPair | undefined }[];
  /** What it is given but does not declare. */
  readonly strangers: readonly YamlPair[];
  readonly given: YamlMap | undefined;
  /** An expression may give more than what is written. */
  readonly isOpen: boolean;
}

/** What a template is called with; undefined where either can't be read, or nothing says which parameters there are. */
export function readCall(use: TemplateUse, project: Project): TemplateCall | undefined {
  if (use.path === undefined || project.read(use.path) === undefined) return undefined;
  const template = project.open('azure-pipelines', use.path);
  const declared = template?.pipeline?.parameters;
  // In the older form, a map, and without any, whatever is given is taken.
  if (!template || !declared || template.problems.length > 0 || declared.some((each) => each.map === undefined))
    return undefined;
  if (!template.pipeline?.map.has('parameters')) return undefined;
  const given = map(use.parameters?.value);
  if (use.parameters?.value && !given) return undefined;
  const pairs = given?.pairs ?? [];
  const named = (name: string) => pairs.findLast((pair) => pair.name.toLowerCase() === name.toLowerCase());
  const names = new Set(declared.map(({ name }) => name.toLowerCase()));
  return {
    use,
    template,
    values: declared.map((parameter) => ({ parameter, pair: named(parameter.name) })),
    strangers: pairs.filter(({ name }) => !names.has(name.toLowerCase()) && !name.includes('${{')),
    given,
    isOpen: given !== undefined && (given.isUncertain || hasOpenKeys(given)),
  };
}
