import { ancestors, basename, dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import { dotenv, dotenvBeside } from '../../formats/compose/dotenv';
import type { ComposeFile } from '../../formats/compose/model';
import { map } from '../../formats/yaml';
import type { Section } from './compose-references';

const STANDARD = /^(?:docker-)?compose\.ya?ml$/;
const COMPOSE = /compose.{0,100}\.ya?ml$/i;
const NEAREST_FOLDERS = 6;

/**
 * Whether another file may declare what one refers to: one beside it that has the name, one that includes or extends it,
 * or, where it isn't the file that Compose takes by itself, any that it may be read together with.
 */
export function mayBeDeclaredElsewhere(
  { file }: ComposeFile,
  section: Section,
  name: string,
  project: Project,
): boolean {
  const isStandard = STANDARD.test(basename(file.path));
  const environment = dotenvBeside(file.path, project)?.derived(dotenv);
  if (environment?.has('COMPOSE_FILE') || hasOverrideToCopy(dirname(file.path), project)) return true;
  const besides = composeFilesIn(dirname(file.path), project).filter(({ file: other }) => other.path !== file.path);
  if (besides.some((other) => declares(other, section, name))) return true;
  if (!isStandard && besides.length > 0) return true;
  return ancestors(file.path)
    .slice(1, NEAREST_FOLDERS)
    .some((folder) =>
      composeFilesIn(folder, project).some(
        (other) => !isStandard || declares(other, section, name) || refersTo(other, file.path),
      ),
    );
}

function declares({ root }: ComposeFile, section: Section, name: string): boolean {
  return map(root?.get(section))?.has(name) ?? false;
}

/** Such as `compose.override.yaml.example`: whoever starts the project copies it and fills it in. */
function hasOverrideToCopy(folder: string, project: Project): boolean {
  return project.list(folder).some(({ name, kind }) => kind === 'file' && /compose.{0,100}override/i.test(name));
}

/** The files of a folder that are named like Compose files and are some. */
export function composeFilesIn(folder: string, project: Project): ComposeFile[] {
  return project
    .list(folder)
    .filter(({ name, kind }) => kind === 'file' && COMPOSE.test(name))
    .flatMap(({ name }) => project.open('compose', folder === '' ? name : `${folder}/${name}`) ?? []);
}

function refersTo({ file, includes, services }: ComposeFile, path: string): boolean {
  const files = [...includes, ...services.flatMap((service) => service.extends?.file ?? [])];
  return files.some(({ text }) => join(dirname(file.path), text) === path);
}
