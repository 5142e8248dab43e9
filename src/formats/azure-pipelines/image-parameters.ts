import type { Project } from '../../core/project';
import { pairs, scalar } from '../yaml/access';
import type { YamlScalar } from '../yaml/syntax';
import { isComputed } from './embedded';
import type { Pipeline, TemplateUse } from './model';

/** Templates of templates are followed so far. */
const DEEPEST = 4;

/** Tells which texts of a pipeline name an image of some kind, be they computed. */
type WrittenImages = (pipeline: Pipeline) => readonly YamlScalar[];

/**
 * The images that parameters bring: what a pipeline itself takes where nobody says otherwise, and what it gives to
 * templates of this project. The default of a template is left alone: whoever uses it may always give another.
 */
export function imagesOfParameters(
  pipeline: Pipeline,
  project: Project,
  written: WrittenImages,
): readonly YamlScalar[] {
  const values = pipeline.templates.flatMap((use) => given(use, project, written, 0));
  const own = pipeline.isRoot ? parametersIn([...written(pipeline), ...values]) : new Set<string>();
  const defaults = (pipeline.parameters ?? []).flatMap((parameter) => {
    if (!parameter.map || !own.has(parameter.name.toLowerCase())) return [];
    return scalar(parameter.default) ?? [];
  });
  return [...defaults, ...values].filter(({ text }) => text !== '' && !isComputed(text));
}

/** What a template is given for those of its parameters that come to be images. */
function given(use: TemplateUse, project: Project, written: WrittenImages, depth: number): readonly YamlScalar[] {
  const values = pairs(use.parameters?.value);
  if (values.length === 0 || depth > DEEPEST || use.path === undefined || !project.read(use.path)) return [];
  const template = project.open('azure-pipelines', use.path)?.pipeline;
  if (!template) return [];
  const deeper = template.templates.flatMap((each) => given(each, project, written, depth + 1));
  const images = parametersIn([...written(template), ...deeper]);
  return values.flatMap(({ name, value }) => (images.has(name.toLowerCase()) ? (scalar(value) ?? []) : []));
}

/** The parameters that texts consist of, in lower case. */
function parametersIn(texts: readonly YamlScalar[]): ReadonlySet<string> {
  return new Set(
    texts.flatMap(({ text }) => {
      const name = /^\s*\$\{\{\s*parameters\.([\w-]+)\s*\}\}\s*$/.exec(text)?.[1];
      return name === undefined ? [] : [name.toLowerCase()];
    }),
  );
}

/** Whether an image is the value of a parameter, which may be held to a list of values: another one may be refused. */
export function isParameter({ holder }: YamlScalar): boolean {
  if (holder?.kind !== 'pair') return false;
  return (
    holder.name === 'default' || (holder.parent.holder?.kind === 'pair' && holder.parent.holder.name === 'parameters')
  );
}
