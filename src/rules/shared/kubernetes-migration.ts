import type { FixKind } from '../../core/rule';
import { type Edit, replace } from '../../core/text';
import type { KubernetesObject } from '../../formats/kubernetes/model';
import { workloadOf } from '../../formats/kubernetes/workload';
import {
  at,
  insertPairs,
  items,
  map,
  scalar,
  setScalar,
  setValue,
  type YamlMap,
  type YamlPair,
} from '../../formats/yaml';

/** How an object is brought to another version of its API. */
export interface Migration {
  readonly kind: FixKind;
  readonly edits: readonly Edit[];
}

/** Kinds whose fields are the same in both versions, with the defaults of all that is left out. */
const SAME: Readonly<Record<string, string>> = {
  'apps/v1beta2': 'Deployment StatefulSet DaemonSet ReplicaSet',
  'apiregistration.k8s.io/v1beta1': 'APIService',
  'autoscaling/v2beta2': 'HorizontalPodAutoscaler',
  'batch/v1beta1': 'CronJob',
  'coordination.k8s.io/v1beta1': 'Lease',
  'extensions/v1beta1': 'NetworkPolicy',
  'networking.k8s.io/v1beta1': 'IngressClass',
  'node.k8s.io/v1beta1': 'RuntimeClass',
  'rbac.authorization.k8s.io/v1beta1': 'Role ClusterRole RoleBinding ClusterRoleBinding',
  'scheduling.k8s.io/v1beta1': 'PriorityClass',
  'storage.k8s.io/v1beta1': 'StorageClass CSIDriver CSINode CSIStorageCapacity VolumeAttachment',
};

/** The edits that bring an object to another version. Undefined where that takes more than its text tells. */
export function migrationOf(object: KubernetesObject, version: string): Migration | undefined {
  const rename = setScalar(object.apiVersionAt, version);
  if (isSame(object)) return { kind: 'safe', edits: [rename] };
  const more = changes(object);
  return more && { kind: 'suggested', edits: [rename, ...more] };
}

function isSame({ apiVersion, kind, map: root }: KubernetesObject): boolean {
  // An empty selector meant no pod in v1beta1, and means every pod in v1.
  if (apiVersion === 'policy/v1beta1' && kind === 'PodDisruptionBudget')
    return (map(at(root, 'spec', 'selector'))?.pairs.length ?? 0) > 0;
  return SAME[apiVersion]?.split(' ').includes(kind) ?? false;
}

function changes(object: KubernetesObject): readonly Edit[] | undefined {
  const { kind, apiVersion } = object;
  if (kind === 'Ingress') return ingress(object);
  const isOldWorkload = apiVersion === 'extensions/v1beta1' || apiVersion === 'apps/v1beta1';
  return isOldWorkload && /^(?:Deployment|DaemonSet|ReplicaSet|StatefulSet)$/.test(kind) ? selector(object) : undefined;
}

/** `apps/v1` asks for the selector that older versions took from the labels. */
function selector(object: KubernetesObject): readonly Edit[] | undefined {
  const spec = map(object.map.get('spec'));
  if (!spec || spec.isUncertain || spec.has('rollbackTo') || spec.has('templateGeneration')) return undefined;
  if (spec.has('selector')) return [];
  // The group of the new version is known to have workloads; the old one may not be.
  const labels = workloadOf({ ...object, group: 'apps' })?.labels;
  if (!labels || labels.size === 0) return undefined;
  const place = spec.has('replicas') ? { after: 'replicas' } : 'first';
  return [insertPairs(spec, { selector: { matchLabels: Object.fromEntries(labels) } }, place)];
}

/** `networking.k8s.io/v1` nests the service of a backend and asks for the type of each path. */
function ingress(object: KubernetesObject): readonly Edit[] | undefined {
  const spec = map(object.map.get('spec'));
  if (!spec || spec.isUncertain) return undefined;
  const edits: Edit[] = [];
  const fallback = spec.pair('backend');
  if (fallback) {
    const changed = backend(fallback);
    if (!changed) return undefined;
    edits.push(replace(fallback.key, 'defaultBackend'), ...changed);
  }
  for (const rule of items(spec.get('rules'))) {
    for (const node of items(at(rule, 'http', 'paths'))) {
      const changed = path(map(node));
      if (!changed) return undefined;
      edits.push(...changed);
    }
  }
  return edits;
}

function path(map: YamlMap | undefined): readonly Edit[] | undefined {
  const pair = map?.pair('backend');
  const changed = map && !map.isUncertain && pair?.parent === map ? backend(pair) : undefined;
  if (!map || !changed) return undefined;
  if (map.has('pathType')) return changed;
  const place = map.has('path') ? { after: 'path' } : 'first';
  return [insertPairs(map, { pathType: 'ImplementationSpecific' }, place), ...changed];
}

function backend(pair: YamlPair): readonly Edit[] | undefined {
  const old = map(pair.value);
  if (!old || pair.alias || old.isUncertain) return undefined;
  const name = scalar(old.get('serviceName'));
  const port = scalar(old.get('servicePort'));
  if (!name || !port || old.pairs.length !== 2) return old.has('resource') || old.has('service') ? [] : undefined;
  const isNumber = /^\d+$/.test(port.text);
  return [
    setValue(pair, {
      service: { name: name.text, port: isNumber ? { number: Number(port.text) } : { name: port.text } },
    }),
  ];
}
