import { dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import type { YamlNode } from '../yaml';
import { dotenv, dotenvBeside } from './dotenv';
import { isLayerOf, isOverrideOf } from './family';
import { UNKNOWN, type Value } from './interpolation';
import type { Assembly, ComposeFile, ComposeProject, Dependency, Service, ServiceDeclaration } from './model';
import { readServices } from './service';

/** How many services may extend one another in a row, and how many files include one another. */
const LONGEST_CHAIN = 20;
const MOST_INCLUDED = 100;

/** A file, with what its services need to find one another. */
interface Indexed {
  readonly file: ComposeFile;
  readonly byName: ReadonlyMap<string, readonly ServiceDeclaration[]>;
  readonly dependents: ReadonlyMap<string, Service['dependents']>;
}

/** Puts the files of one unit together: who takes over from whom, who waits for whom. */
export function linkProject(documents: readonly ComposeFile[], project: Project): ComposeProject {
  const files = documents.map((document) => index(withEnvironment(document, project)));
  const assemblies = files.map((file) => assemble(file, files, project));
  return {
    files: files.map(({ file }) => file),
    services: assemblies.flatMap(({ services }) => services),
    assemblies,
  };
}

/** The same file, read anew with the variables of `.env` where there are any. */
function withEnvironment(document: ComposeFile, project: Project): ComposeFile {
  const source = document.file.text.includes('$') ? dotenvBeside(document.file.path, project) : undefined;
  const known = source?.derived(dotenv);
  return known?.size ? { ...document, services: readServices(document.yaml, known) } : document;
}

function index(file: ComposeFile): Indexed {
  const dependents = new Map<string, { service: ServiceDeclaration; dependency: Dependency }[]>();
  for (const service of file.services)
    for (const dependency of service.dependsOn) add(dependents, dependency.name, { service, dependency });
  return { file, byName: declarationsOf([file]), dependents };
}

function declarationsOf(files: readonly ComposeFile[]): Map<string, ServiceDeclaration[]> {
  const byName = new Map<string, ServiceDeclaration[]>();
  for (const { services } of files) for (const service of services) add(byName, service.name, service);
  return byName;
}

function add<Value>(to: Map<string, Value[]>, name: string, value: Value): void {
  const list = to.get(name);
  if (list) list.push(value);
  else to.set(name, [value]);
}

function assemble(home: Indexed, files: readonly Indexed[], project: Project): Assembly {
  const { path } = home.file.file;
  const below = files.filter((other) => isLayerOf(path, other.file.file.path));
  const above = files.filter((other) => isOverrideOf(other.file.file.path, path));
  const variants = files.filter((other) => isLayerOf(other.file.file.path, path));
  const layers = [...below, ...above];
  const gathered = home.file.services.map((service) => gather(service, home, layers, project));
  const isOverlay = gathered.some(({ isFragment }) => isFragment);
  // A variant that says of each service what runs may be one to be started alone.
  const isLayered =
    below.some(({ file }) => isOverrideOf(path, file.file.path)) ||
    home.file.services.some((service) => !saysWhatRuns(service) && !service.extends);
  const own = [home, ...(isLayered ? below : []), ...above].map(({ file }) => file);
  const { included, isOpen } = includedBy(own, project);
  const all = [...own, ...included];
  const services = gathered.map((each) => link(each, { home, below, layers, above, variants, isOverlay }));
  return {
    file: home.file,
    files: all,
    isOpen: isOpen || isOverlay,
    services,
    declarations: all.length > 1 ? declarationsOf(all) : home.byName,
  };
}

/** A declaration and what else says something of the same service. */
interface Gathered {
  readonly declaration: ServiceDeclaration;
  readonly parts: readonly ServiceDeclaration[];
  readonly isOpen: boolean;
  readonly isFragment: boolean;
}

function gather(
  declaration: ServiceDeclaration,
  home: Indexed,
  layers: readonly Indexed[],
  project: Project,
): Gathered {
  const inherited = [extended(declaration, home, project)];
  const named: ServiceDeclaration[] = [];
  for (const layer of layers) {
    for (const each of layer.byName.get(declaration.name) ?? []) {
      named.push(each);
      inherited.push(extended(each, layer, project));
    }
  }
  const parts = [...named, ...inherited.flatMap(({ services }) => services)];
  const isOpen = inherited.some((each) => each.isOpen) || declaration.map.isUncertain;
  return { declaration, parts, isOpen, isFragment: !isOpen && ![declaration, ...parts].some(saysWhatRuns) };
}

function saysWhatRuns({ map }: ServiceDeclaration): boolean {
  return map.has('image') || map.has('build') || map.has('provider');
}

interface Surroundings {
  readonly home: Indexed;
  readonly below: readonly Indexed[];
  /** What is read with it: the bases beneath, the override above. */
  readonly layers: readonly Indexed[];
  readonly above: readonly Indexed[];
  /** What may be read over it: the override, and the variants. */
  readonly variants: readonly Indexed[];
  /** Whether the file is one to be read over another that can't be seen. */
  readonly isOverlay: boolean;
}

function link(
  { declaration, parts, isOpen, isFragment }: Gathered,
  { home, below, layers, above, variants, isOverlay }: Surroundings,
): Service {
  const { name } = declaration;
  return {
    ...declaration,
    parts,
    isOpen,
    isFragment,
    isHead: saysWhatRuns(declaration) && !below.some(({ byName }) => byName.get(name)?.some(saysWhatRuns) ?? false),
    dependents:
      layers.length === 0
        ? (home.dependents.get(name) ?? [])
        : [home, ...layers].flatMap(({ dependents }) => dependents.get(name) ?? []),
    isOverruled: (key) =>
      above.some(({ byName }) => byName.get(name)?.some(({ map }) => overrules(map.get(key))) ?? false),
    lacks(...keys) {
      const isWithout = ({ map }: ServiceDeclaration) => keys.every((key) => map.lacks(key));
      return (
        !isOpen &&
        !isOverlay &&
        isWithout(declaration) &&
        parts.every(isWithout) &&
        variants.every(({ byName }) => (byName.get(name) ?? []).every(isWithout))
      );
    },
  };
}

/** A scalar replaces what the base says; a list or map only where a tag says so. */
function overrules(value: YamlNode | undefined): boolean {
  return value?.kind === 'scalar' || value?.tag === '!override' || value?.tag === '!reset';
}

/** The services that one takes over from by `extends`, and whether the trail is lost. */
function extended(
  declaration: ServiceDeclaration,
  { file, byName }: Indexed,
  project: Project,
): { services: ServiceDeclaration[]; isOpen: boolean } {
  const services: ServiceDeclaration[] = [];
  let current = declaration;
  let home: ComposeFile | undefined = file;
  while (current.extends && services.length < LONGEST_CHAIN) {
    const { file: path, service } = current.extends;
    home = path ? opened(path, current, project) : home;
    const next: ServiceDeclaration | undefined =
      home === file ? byName.get(service.text)?.[0] : home?.services.find(({ name }) => name === service.text);
    if (!next) return { services, isOpen: true };
    services.push(next);
    current = next;
  }
  return { services, isOpen: false };
}

function opened(path: Value, { file }: Pick<ServiceDeclaration, 'file'>, project: Project): ComposeFile | undefined {
  if (path.text.includes(UNKNOWN)) return undefined;
  const found = join(dirname(file.path), path.text);
  return found === undefined ? undefined : project.open('compose', found);
}

/** What files include, and what that includes; open where a trail is lost. */
function includedBy(
  files: readonly ComposeFile[],
  project: Project,
): { included: readonly ComposeFile[]; isOpen: boolean } {
  if (files.every(({ includes }) => includes.length === 0)) return { included: [], isOpen: false };
  const known = new Set(files.map(({ file }) => file.path));
  const included: ComposeFile[] = [];
  let isOpen = false;
  for (const pending = [...files]; pending.length > 0 && included.length < MOST_INCLUDED; ) {
    const file = pending.pop();
    for (const path of file?.includes ?? []) {
      const next = file && opened(path, file, project);
      if (!next) isOpen = true;
      else if (!known.has(next.file.path)) {
        known.add(next.file.path);
        included.push(next);
        pending.push(next);
      }
    }
  }
  return { included, isOpen };
}
