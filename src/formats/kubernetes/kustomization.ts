import { ancestors, join } from '../../core/path';
import type { Project } from '../../core/project';
import { SourceFile } from '../../core/text';
import { at, items, map, parseYaml, string, type YamlMap, type YamlNode } from '../yaml';
import type { KubernetesObject } from './object';

const NAMES: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** What a kustomization does to the objects below it. */
interface Kustomization {
  readonly folder: string;
  /** The files and folders that it takes in, as paths of the project. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  readonly patchFiles: readonly string[];
  readonly patches: readonly Patch[];
  /** The names of the images whose tags it sets. */
  readonly images: readonly string[];
  /** It does more than can be told. */
  readonly isOpaque: boolean;
}

interface Patch {
  /** Undefined: any. */
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly text: string;
}

const read = new WeakMap<Project, Map<string, Kustomization | undefined>>();

/** The kustomization of a folder, or undefined where there is none. */
function kustomizationIn(folder: string, project: Project): Kustomization | undefined {
  const known = read.get(project) ?? new Map<string, Kustomization | undefined>();
  read.set(project, known);
  if (!known.has(folder)) known.set(folder, findKustomization(folder, project));
  return known.get(folder);
}

function findKustomization(folder: string, project: Project): Kustomization | undefined {
  const entry = project.list(folder).find(({ name }) => NAMES.includes(name));
  const path = entry && join(folder, entry.name);
  const file = path === undefined ? undefined : project.read(path);
  const root = file && map(parseYaml(file).documents[0]?.root);
  return root && readKustomization(folder, root, project);
}

function readKustomization(folder: string, root: YamlMap, project: Project): Kustomization {
  const paths = (name: string) => items(root.get(name)).flatMap((node) => resolve(folder, string(node)) ?? []);
  const patchNodes = ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap((name) => items(root.get(name)));
  const patchFiles = patchNodes.flatMap(
    (node) => resolve(folder, string(node) ?? string(map(node)?.get('path'))) ?? [],
  );
  return {
    folder,
    resources: [...paths('resources'), ...paths('bases')],
    components: paths('components'),
    patchFiles,
    patches: patchNodes.flatMap((node) => readPatch(node, folder, project)),
    images: items(root.get('images')).flatMap((node) => string(map(node)?.get('name')) ?? []),
    isOpaque: ['transformers', 'replacements', 'vars'].some((name) => items(root.get(name)).length > 0),
  };
}

/** A path of the project; undefined for what lies elsewhere, and for text that is no path. */
function resolve(folder: string, path: string | undefined): string | undefined {
  if (path === undefined || path.includes('\n') || path.includes('://') || path.startsWith('/')) return undefined;
  return join(folder, path);
}

function readPatch(node: YamlNode, folder: string, project: Project): Patch[] {
  const path = resolve(folder, string(node) ?? string(map(node)?.get('path')));
  const inline = string(map(node)?.get('patch')) ?? (path === undefined ? string(node) : undefined);
  const text = inline ?? (path === undefined ? undefined : project.read(path)?.text);
  if (text === undefined) return [];
  const target = map(map(node)?.get('target'));
  if (target) return [{ kind: string(target.get('kind')), name: literal(string(target.get('name'))), text }];
  // A strategic merge patch says itself what it is for.
  const file = inline === undefined && path !== undefined ? project.read(path) : undefined;
  const { documents } = parseYaml(file ?? new SourceFile(folder, text));
  return documents.flatMap(({ root, start, end }) => {
    const kind = string(map(root)?.get('kind'));
    return kind === undefined
      ? []
      : [{ kind, name: string(at(root, 'metadata', 'name')), text: text.slice(start, end) }];
  });
}

/** Names of targets may be regular expressions; those stand for any name. */
function literal(name: string | undefined): string | undefined {
  return name !== undefined && /^[\w.-]+$/.test(name) ? name : undefined;
}

/** All that is laid over one file by the kustomizations near it. */
export class Overlays {
  constructor(
    private readonly over: readonly Kustomization[],
    readonly isPatchFile: boolean,
  ) {}

  /** Whether an overlay may set a field of an object, such as `resources`, anywhere in it. */
  supplies(object: KubernetesObject, field: string): boolean {
    return this.over.some(
      ({ isOpaque, patches }) =>
        isOpaque ||
        patches.some(
          ({ kind, name, text }) =>
            (kind === undefined || kind === object.kind) &&
            (name === undefined || name === object.name) &&
            text.includes(field),
        ),
    );
  }

  /** Whether an overlay sets the tag of an image, given by its name as written. */
  setsImage(name: string): boolean {
    return this.over.some(({ images }) => images.includes(name));
  }
}

/** How far up overlays are looked for, and in how many folders of a folder. */
const FARTHEST = 4;
const MOST_FOLDERS = 60;

/** The overlays of a manifest. */
export function overlaysOf(path: string, project: Project): Overlays {
  const near = ancestors(path).slice(0, FARTHEST);
  const above = near.flatMap((folder) => kustomizationIn(folder, project) ?? []);
  const isPatchFile = above.some(({ patchFiles }) => patchFiles.includes(path));
  if (!above.some(({ resources }) => resources.some((resource) => isAround(resource, path))))
    return new Overlays([], isPatchFile);
  const known = new Map(above.map((each) => [each.folder, each]));
  for (const folder of near)
    for (const kustomization of below(folder, project)) known.set(kustomization.folder, kustomization);
  return new Overlays(closure(path, known, project), isPatchFile);
}

function isAround(resource: string, path: string): boolean {
  return resource === path || path.startsWith(`${resource}/`);
}

/** The kustomizations in the folders of a folder and, where a folder has none, in those of that one. */
function below(folder: string, project: Project): Kustomization[] {
  return foldersIn(folder, project).flatMap((inner) => {
    const found = kustomizationIn(inner, project);
    return found ? [found] : foldersIn(inner, project).flatMap((each) => kustomizationIn(each, project) ?? []);
  });
}

function foldersIn(folder: string, project: Project): string[] {
  const folders = project.list(folder).filter(({ kind, name }) => kind === 'folder' && !name.startsWith('.'));
  return folders.slice(0, MOST_FOLDERS).flatMap(({ name }) => join(folder, name) ?? []);
}

/** All that takes in the file, directly or through another. */
function closure(path: string, known: ReadonlyMap<string, Kustomization>, project: Project): Kustomization[] {
  const reached = new Set([path]);
  const found = new Set<Kustomization>();
  for (let grew = true; grew; ) {
    grew = false;
    for (const kustomization of known.values()) {
      if (found.has(kustomization) || !kustomization.resources.some((resource) => reached.has(resource))) continue;
      found.add(kustomization);
      reached.add(kustomization.folder);
      grew = true;
    }
  }
  const components = [...found].flatMap((kustomization) => kustomization.components);
  for (const folder of components) {
    const component = kustomizationIn(folder, project);
    if (component) found.add(component);
  }
  return [...found];
}
