import type { SourceFile, Span } from '../../core/text';
import { at, items, map, scalar, string, type YamlMap, type YamlNode, type YamlScalar } from '../yaml';

/** One object of the Kubernetes API as it is written, alone in its document or in a list. */
export interface KubernetesObject {
  readonly file: SourceFile;
  readonly map: YamlMap;
  /** `apps/v1`, and where it is written. */
  readonly apiVersion: string;
  readonly apiVersionAt: YamlScalar;
  /** What stands before the slash; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly kindAt: YamlScalar;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** `Deployment/web`. */
  readonly address: string;
  /** Where what is missing from the object is reported: its name, else its kind. */
  readonly head: Span;
}

/** `v1`, `apps/v1`, `cert-manager.io/v1alpha2`; tools of other kinds write `skaffold/v4beta11`. */
const API_VERSION =
  /^(?:(?:apps|autoscaling|batch|extensions|policy|[a-z0-9-]+(?:\.[a-z0-9-]+)+)\/)?v\d+(?:(?:alpha|beta)\d+)?$/;

/** Groups whose kinds are files of settings for a program, and never reach an API server. */
const SETTINGS =
  /^(?:kustomize\.config|kind\.x-|kubeadm|kubelet\.config|kubeproxy\.config|kubescheduler\.config|apiserver(?:\.config)?|audit|client\.authentication|controller-runtime\.sigs)\.?k8s\.io$|^(?:k3d|eksctl|backstage|tilt|kudo|k0s\.k0sproject)\.(?:io|dev)$/;

/** The objects in a document, those in its lists included. */
export function objectsIn(root: YamlNode | undefined): KubernetesObject[] {
  const found: KubernetesObject[] = [];
  const waiting: (YamlNode | undefined)[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const object = readObject(node);
    if (!object) continue;
    if (object.kind.endsWith('List') && object.map.get('items'))
      waiting.push(...items(object.map.get('items')).toReversed());
    else found.push(object);
  }
  return found;
}

function readObject(node: YamlNode): KubernetesObject | undefined {
  const root = map(node);
  const apiVersionAt = scalar(root?.get('apiVersion'));
  const kindAt = scalar(root?.get('kind'));
  if (!root || !apiVersionAt || !kindAt) return undefined;
  const { text: apiVersion } = apiVersionAt;
  const { text: kind } = kindAt;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  if (!API_VERSION.test(apiVersion) || !/^[A-Z][A-Za-z0-9]*$/.test(kind) || isSettings(group, kind)) return undefined;
  const name = string(at(root, 'metadata', 'name'));
  return {
    file: root.file,
    map: root,
    apiVersion,
    apiVersionAt,
    group,
    kind,
    kindAt,
    name,
    namespace: string(at(root, 'metadata', 'namespace')),
    address: name === undefined ? kind : `${kind}/${name}`,
    head: scalar(at(root, 'metadata', 'name')) ?? kindAt,
  };
}

function isSettings(group: string, kind: string): boolean {
  // `v1 Config` is a kubeconfig.
  return SETTINGS.test(group) || (group === '' && kind === 'Config');
}

/** Whether two objects may meet in one namespace: where none is written, whoever applies them decides. */
export function mayShareNamespace(a: KubernetesObject, b: KubernetesObject): boolean {
  return a.namespace === b.namespace || a.namespace === undefined || b.namespace === undefined;
}
