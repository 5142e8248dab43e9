import type { Format } from '../../core/format';
import { basename, dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import type { SourceFile } from '../../core/text';
import { parseYaml } from '../yaml';
import { type Overlays, overlaysOf } from './kustomization';
import type { Container, ManifestFile, Manifests } from './model';
import { type KubernetesObject, objectsIn } from './object';
import { workloadOf } from './workload';

declare module '../../core/format' {
  interface Documents {
    kubernetes: ManifestFile;
  }
  interface Models {
    kubernetes: Manifests;
  }
}

const MANIFEST = /\.(?:ya?ml|json)$/i;

/** In a folder with more manifests than this, each is reviewed alone. */
const MOST_TOGETHER = 200;

/** Kubernetes manifests: files of objects, reviewed with those in the same folder. */
export const kubernetes: Format<'kubernetes'> = {
  id: 'kubernetes',
  name: 'Kubernetes',
  examplePath: 'manifests/web.yaml',
  comments: ['#'],
  mayBe: (path) => MANIFEST.test(path),
  detect,
  unit(path, project) {
    const beside = project.list(dirname(path)).filter(({ name, kind }) => kind === 'file' && MANIFEST.test(name));
    return beside.length > MOST_TOGETHER ? [path] : beside.flatMap(({ name }) => join(dirname(path), name) ?? []);
  },
  parse: parseManifests,
  model: readModel,
};

function detect(file: SourceFile): string | undefined {
  if (!/\bapiVersion\b/.test(file.text) || !/\bkind\b/.test(file.text)) return undefined;
  if (/^(?:Chart|kustomization)\.ya?ml$/i.test(basename(file.path))) return undefined;
  const yaml = parseYaml(file);
  if (yaml.isTemplated) return undefined;
  for (const { root } of yaml.documents) {
    const [object] = objectsIn(root);
    if (object) return `it holds the Kubernetes object ${object.address} (${object.apiVersion})`;
  }
  return undefined;
}

function parseManifests(file: SourceFile): ManifestFile {
  const yaml = parseYaml(file);
  const objects = yaml.documents.flatMap(({ root }) => objectsIn(root));
  return {
    file,
    yaml,
    problems: yaml.problems,
    statementAt: yaml.statementAt,
    objects,
    workloads: objects.flatMap((object) => workloadOf(object) ?? []),
  };
}

function readModel(documents: readonly ManifestFile[], project: Project): Manifests {
  const objects = documents.flatMap((document) => document.objects);
  const workloads = documents.flatMap((document) => document.workloads);
  const overlays = new Map<SourceFile, Overlays>();
  const overlaysAt = ({ file }: KubernetesObject): Overlays => {
    const known = overlays.get(file) ?? overlaysOf(file.path, project);
    overlays.set(file, known);
    return known;
  };
  return {
    objects,
    workloads,
    containers: distinct(workloads.flatMap(({ containers }) => containers)),
    ofKind: (group, kind) => objects.filter((object) => object.group === group && object.kind === kind),
    overlaysOf: overlaysAt,
    maySupply(workload, field) {
      if (workload.isPatch) return true;
      const over = overlaysAt(workload.object);
      return over.isPatchFile || over.supplies(workload.object, field);
    },
  };
}

function distinct(containers: readonly Container[]): Container[] {
  return [...new Map(containers.map((container) => [container.map, container])).values()];
}
