import type { Span } from '../../core/text';
import {
  at,
  items,
  map,
  pairs,
  scalar,
  string,
  type YamlMap,
  type YamlNode,
  type YamlPair,
  type YamlScalar,
} from '../yaml';
import type { KubernetesObject } from './object';

/** `main`: runs as long as the pod; `sidecar`: an init container that goes on running; `ephemeral`: for debugging. */
export type ContainerRole = 'main' | 'init' | 'sidecar' | 'ephemeral';

/** What runs pods: a Deployment, a CronJob, a bare Pod. */
export interface Workload {
  readonly object: KubernetesObject;
  readonly podSpec: YamlMap;
  /** The labels of its pods; undefined where they can't be told. */
  readonly labels: ReadonlyMap<string, string> | undefined;
  readonly containers: readonly Container[];
  /** Its pods are meant to run until they are replaced. */
  readonly isLongRunning: boolean;
  /** Written to be laid over another: what is missing here stands there. */
  readonly isPatch: boolean;
  /** One pod a node, or a part of the cluster itself, with a hand in the node: networks, storage, devices, logs. */
  readonly isNodeAgent: boolean;
  readonly isWindows: boolean;
}

export interface Container {
  readonly workload: Workload;
  readonly map: YamlMap;
  readonly role: ContainerRole;
  readonly name: string | undefined;
  /** `Deployment/web/containers/app`. */
  readonly address: string;
  /** Where what is missing from the container is reported: its name, else its first line. */
  readonly head: Span;
  readonly image: YamlScalar | undefined;
  readonly ports: readonly ContainerPort[];
  /** A setting of the container's security context or, where it has none, of the pod's. */
  security(name: string): YamlPair | undefined;
  /** Whether a setting surely stands in neither. */
  lacksSecurity(name: string): boolean;
}

export interface ContainerPort {
  readonly name: string | undefined;
  readonly number: number;
}

type Path = readonly string[];

const TEMPLATE: Path = ['spec', 'template'];

/** Where each kind has its pod template, by API group. */
const TEMPLATES: Readonly<Record<string, Readonly<Record<string, Path>>>> = {
  '': { Pod: [], PodTemplate: ['template'], ReplicationController: TEMPLATE },
  apps: { Deployment: TEMPLATE, StatefulSet: TEMPLATE, DaemonSet: TEMPLATE, ReplicaSet: TEMPLATE },
  extensions: { Deployment: TEMPLATE, DaemonSet: TEMPLATE, ReplicaSet: TEMPLATE },
  batch: { Job: TEMPLATE, CronJob: ['spec', 'jobTemplate', 'spec', 'template'] },
  'argoproj.io': { Rollout: TEMPLATE },
};

const NEEDS_SELECTOR = /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/;
const RUNS_ONCE = /^(?:Job|CronJob|Pod|PodTemplate)$/;

/** What of an object runs pods, or undefined where nothing does. */
export function workloadOf(object: KubernetesObject): Workload | undefined {
  const path = Object.hasOwn(TEMPLATES, object.group) ? TEMPLATES[object.group]?.[object.kind] : undefined;
  const template = path && map(at(object.map, ...path));
  const podSpec = map(template?.get('spec'));
  if (!template || !podSpec) return undefined;
  const containers: Container[] = [];
  const agent = isNodeAgent(object, podSpec);
  const workload: Workload = {
    object,
    podSpec,
    containers,
    labels: labelsOf(map(template.get('metadata'))),
    isLongRunning: !RUNS_ONCE.test(object.kind),
    isPatch: isPatch(object, podSpec),
    isNodeAgent: agent,
    isWindows: isWindows(podSpec),
  };
  for (const node of items(podSpec.get('initContainers'))) {
    const isSidecar = string(map(node)?.get('restartPolicy')) === 'Always';
    containers.push(...read(workload, node, isSidecar ? 'sidecar' : 'init'));
  }
  for (const node of items(podSpec.get('containers'))) containers.push(...read(workload, node, 'main'));
  for (const node of items(podSpec.get('ephemeralContainers'))) containers.push(...read(workload, node, 'ephemeral'));
  return workload;
}

const LISTS: Readonly<Record<ContainerRole, string>> = {
  main: 'containers',
  init: 'initContainers',
  sidecar: 'initContainers',
  ephemeral: 'ephemeralContainers',
};

function read(workload: Workload, node: YamlNode, role: ContainerRole): Container[] {
  const container = map(node);
  if (!container) return [];
  const contexts = [container, workload.podSpec].map((owner) => ({
    pair: owner.pair('securityContext'),
    mayHide: owner.isUncertain,
  }));
  const name = string(container.get('name'));
  return [
    {
      workload,
      map: container,
      role,
      name,
      address: `${workload.object.address}/${LISTS[role]}/${name ?? ''}`,
      head: scalar(container.get('name')) ?? container.ownPairs[0] ?? container,
      image: scalar(container.get('image')),
      ports: items(container.get('ports')).flatMap(readPort),
      security: (setting) => contexts.map(({ pair }) => map(pair?.value)?.pair(setting)).find((pair) => pair?.value),
      lacksSecurity: (setting) =>
        contexts.every(({ pair, mayHide }) => {
          if (!pair) return !mayHide;
          if (!pair.value) return true;
          const context = map(pair.value);
          return context ? context.lacks(setting) || (context.has(setting) && !context.get(setting)) : false;
        }),
    },
  ];
}

function readPort(node: YamlNode): ContainerPort[] {
  const port = map(node);
  const value = scalar(port?.get('containerPort'))?.value;
  if (typeof value !== 'number' || /^(?:UDP|SCTP)$/.test(string(port?.get('protocol')) ?? '')) return [];
  return [{ name: string(port?.get('name')), number: value }];
}

function labelsOf(metadata: YamlMap | undefined): ReadonlyMap<string, string> | undefined {
  const labels = map(metadata?.get('labels'));
  if (!labels || labels.isUncertain) return undefined;
  return new Map(
    labels.pairs.flatMap(({ name, value }) => (value?.kind === 'scalar' ? [[name, value.text] as const] : [])),
  );
}

/** A patch has parts of an object; an API server would refuse it as it stands. */
function isPatch(object: KubernetesObject, podSpec: YamlMap): boolean {
  if (NEEDS_SELECTOR.test(object.kind) && object.group === 'apps' && !map(object.map.get('spec'))?.has('selector'))
    return true;
  if (object.map.has('$patch') || podSpec.has('$patch')) return true;
  const containers = items(podSpec.get('containers'));
  return containers.length === 0 || containers.some((node) => map(node)?.lacks('image') ?? true);
}

function isNodeAgent(object: KubernetesObject, podSpec: YamlMap): boolean {
  const isSystem =
    object.kind === 'DaemonSet' ||
    object.namespace === 'kube-system' ||
    /^system-(?:node|cluster)-critical$/.test(string(podSpec.get('priorityClassName')) ?? '');
  if (!isSystem) return false;
  const sharesHost = ['hostNetwork', 'hostPID', 'hostIPC'].some((name) => scalar(podSpec.get(name))?.value === true);
  return sharesHost || items(podSpec.get('volumes')).some((volume) => map(volume)?.has('hostPath'));
}

function isWindows(podSpec: YamlMap): boolean {
  if (string(at(podSpec, 'os', 'name')) === 'windows') return true;
  return pairs(podSpec.get('nodeSelector')).some(
    ({ name, value }) => /(?:^|\/)os$/.test(name) && string(value) === 'windows',
  );
}
