import { dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import type { YamlNode } from '../yaml';
import { isLayerOf, isOverrideOf } from './family';
import { UNKNOWN, type Value } from './interpolation';
import type { ComposeFile, ComposeProject, Service, ServiceDeclaration } from './model';

/** How many services may extend one another in a row. */
const LONGEST_CHAIN = 20;

/** Puts the files of one unit together: who takes over from whom, who waits for whom. */
export function linkProject(files: readonly ComposeFile[], project: Project): ComposeProject {
  return {
    files,
    services: files.flatMap((file) => file.services.map((service) => link(service, file, files, project))),
  };
}

function link(
  declaration: ServiceDeclaration,
  file: ComposeFile,
  files: readonly ComposeFile[],
  project: Project,
): Service {
  const { name } = declaration;
  const below = files.filter((other) => isLayerOf(file.file.path, other.file.path));
  const above = files.filter((other) => isOverrideOf(other.file.path, file.file.path));
  const layers = [...below, ...above];
  const named = (of: readonly ComposeFile[]) =>
    of.flatMap(({ services }) => services.filter((each) => each.name === name));
  const inherited = [
    extended(declaration, file, project),
    ...layers.flatMap((layer) => named([layer]).map((each) => extended(each, layer, project))),
  ];
  return {
    ...declaration,
    parts: [...named(layers), ...inherited.flatMap(({ services }) => services)],
    isOpen: inherited.some(({ isOpen }) => isOpen) || declaration.map.isUncertain,
    dependents: [file, ...layers].flatMap(({ services }) =>
      services.flatMap((service) =>
        service.dependsOn.filter((each) => each.name === name).map((dependency) => ({ service, dependency })),
      ),
    ),
    isOverruled: (key) => named(above).some(({ map }) => overrules(map.get(key))),
  };
}

/** A scalar replaces what the base says; a list or map only where a tag says so. */
function overrules(value: YamlNode | undefined): boolean {
  return value?.kind === 'scalar' || value?.tag === '!override' || value?.tag === '!reset';
}

/** The services that one takes over from by `extends`, and whether the trail is lost. */
function extended(
  declaration: ServiceDeclaration,
  file: ComposeFile,
  project: Project,
): { services: ServiceDeclaration[]; isOpen: boolean } {
  const services: ServiceDeclaration[] = [];
  let current = declaration;
  let home: ComposeFile | undefined = file;
  while (current.extends && services.length < LONGEST_CHAIN) {
    const { file: path, service } = current.extends;
    home = path ? opened(path, current, project) : home;
    const next = home?.services.find(({ name }) => name === service.text);
    if (!next) return { services, isOpen: true };
    services.push(next);
    current = next;
  }
  return { services, isOpen: false };
}

function opened(path: Value, { file }: ServiceDeclaration, project: Project): ComposeFile | undefined {
  if (path.text.includes(UNKNOWN)) return undefined;
  const found = join(dirname(file.path), path.text);
  return found === undefined ? undefined : project.open('compose', found);
}
