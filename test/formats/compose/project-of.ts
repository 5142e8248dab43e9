import { compose } from '../../../src/formats/compose';
import type { ComposeProject, Service } from '../../../src/formats/compose/model';
import { type Files, sessionOf } from '../../support/project';

/** The Compose project that the first of the files belongs to. */
export async function projectOf(files: Files): Promise<ComposeProject> {
  const session = sessionOf(files);
  const path = Object.keys(files)[0] ?? '';
  const { units } = await session.review(path);
  const unit = units.find(({ format }) => format === 'compose');
  if (!unit) throw new Error(`${path} is no Compose file`);
  return compose.model(unit.documents as never, unit.project);
}

/** What a file says of a service. */
export function named(project: ComposeProject, path: string, name: string): Service {
  const found = project.services.find((service) => service.file.path === path && service.name === name);
  if (!found) throw new Error(`no ${name} in ${path}`);
  return found;
}
