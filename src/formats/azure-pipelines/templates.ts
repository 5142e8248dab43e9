import { dirname, join } from '../../core/path';
import { scalar } from '../yaml/access';
import type { YamlMap } from '../yaml/syntax';
import { hasOpenKeys } from './elements';
import { type Embedded, isComputed } from './embedded';
import type { Job, Stage, TemplateUse } from './model';

/** Where a `template:` stands, and what file it means. */
export function readTemplateUse(
  body: YamlMap,
  place: TemplateUse['place'],
  guards: readonly Embedded[],
  within: { readonly stage?: Stage; readonly job?: Job | undefined } = {},
): TemplateUse | undefined {
  const reference = scalar(body.get('template'));
  if (!reference || reference.text === '') return undefined;
  const { text, file } = reference;
  const sign = text.lastIndexOf('@');
  const repository = sign < 0 ? undefined : text.slice(sign + 1);
  const written = (sign < 0 ? text : text.slice(0, sign)).replaceAll('\\', '/');
  const isAbsolute = written.startsWith('/');
  const isHere = (repository === undefined || repository === 'self') && !isComputed(text);
  return {
    map: body,
    scalar: reference,
    place,
    guards,
    parameters: body.pair('parameters'),
    repository: repository === 'self' ? undefined : repository,
    path: isHere ? join(isAbsolute ? '' : dirname(file.path), written) : undefined,
    isAbsolute,
    stage: within.stage,
    job: within.job,
  };
}

/** Whether all that a job leaves open are templates, `given` as the items that name them. */
export function allTemplates(job: Job, given: ReadonlySet<YamlMap>): boolean {
  const lists = [job.map, ...job.hooks.map((hook) => hook.map)].map((owner) => owner.get('steps'));
  return (
    !hasOpenKeys(job.map) &&
    lists.every(
      (list) =>
        list === undefined ||
        (list.kind === 'seq' &&
          list.items.every((item) => item.kind === 'map' && (given.has(item) || !hasOpenKeys(item)))),
    )
  );
}
