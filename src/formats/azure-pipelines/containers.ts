import type { Project } from '../../core/project';
import { map, pairs, scalar } from '../yaml/access';
import type { YamlScalar } from '../yaml/syntax';
import { isComputed } from './embedded';
import { imagesOfParameters } from './image-parameters';
import type { Pipeline } from './model';

/**
 * The images that jobs run in or beside, where they are written or given to a template; not those of Azure Container
 * Registry resources.
 */
export function containerImages(pipeline: Pipeline, project: Project): readonly YamlScalar[] {
  const written = writtenImages(pipeline).filter(({ text }) => text !== '' && !isComputed(text));
  return [...new Set([...written, ...imagesOfParameters(pipeline, project, writtenImages).filter(isReference)])];
}

/** A mere name may be that of a container among the resources. */
function isReference({ text }: YamlScalar): boolean {
  return /[/:]/.test(text);
}

/** With those that an expression makes. */
function writtenImages(pipeline: Pipeline): readonly YamlScalar[] {
  const { resources, jobs } = pipeline;
  const aliases = new Set(resources.containers.flatMap((each) => scalar(each.get('container'))?.text ?? []));
  const found: (YamlScalar | undefined)[] = [];
  for (const container of resources.containers) {
    // An image that starts the pipeline when it is pushed is meant to move.
    if (container.has('trigger') || container.has('localImage')) continue;
    found.push(scalar(container.get('image')));
  }
  for (const { container, map: body } of jobs) {
    const services = pairs(body.get('services')).map(({ value }) => value);
    for (const node of [container, ...services]) {
      const word = scalar(node);
      if (word && !aliases.has(word.text) && (isReference(word) || isComputed(word.text))) found.push(word);
      const settings = map(node);
      if (settings && !settings.has('localImage')) found.push(scalar(settings.get('image')));
    }
  }
  return found.flatMap((image) => image ?? []);
}
