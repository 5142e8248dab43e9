import { dirname, join } from '../../core/path';
import { scalar } from '../yaml/access';
import type { YamlMap } from '../yaml/syntax';
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
