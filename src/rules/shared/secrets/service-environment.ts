import type { Project } from '../../../core/project';
import { contains, type Span } from '../../../core/text';
import { compose } from '../../../formats/compose';
import type { ComposeFile, ServiceDeclaration } from '../../../formats/compose/model';
import { items, pairs } from '../../../formats/yaml';

/** Where the values of a service's environment are written, in its own map or at an anchor. */
function valuesOf({ map }: ServiceDeclaration): readonly Span[] {
  const environment = map.get('environment');
  return [...items(environment), ...pairs(environment).flatMap(({ value }) => value ?? [])];
}

/** The services of a Compose file in whose environment a stretch of it stands. */
export function servicesWith({ services }: ComposeFile, at: Span): ServiceDeclaration[] {
  return services.filter((service) => valuesOf(service).some((value) => contains(value, at)));
}

/** Whether it stands in the environment of a Compose service, where `compose/plaintext-secret-in-environment` speaks. */
export function isInServiceEnvironment(at: Span, project: Project): boolean {
  const { file } = at;
  if (!compose.mayBe(file.path) || compose.detect(file) === undefined) return false;
  const document = project.open('compose', file.path);
  return document !== undefined && servicesWith(document, at).length > 0;
}
