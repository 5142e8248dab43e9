import { SERVERS } from '../../data/server-images';
import type { Container, ContainerPort, KubernetesObject, Manifests, Workload } from '../../formats/kubernetes/model';
import { at, boolean, items, map, pairs, scalar, string } from '../../formats/yaml';
import { parseImage } from './image';

/** A container that answers requests. */
export interface ServerContainer {
  /** Where; undefined where it is not written. */
  readonly port: ContainerPort | undefined;
  /** A Service is there that sends it requests. */
  readonly isServed: boolean;
  /** What is written says so; otherwise its name does. */
  readonly isSure: boolean;
}

/** What tells that a container answers requests: a Service, a port, its image, its name; undefined where nothing does. */
export function serverIn(container: Container, manifests: Manifests): ServerContainer | undefined {
  const { workload, role, ports } = container;
  if (isIdle(container)) return undefined;
  const services = manifests.ofKind('', 'Service').filter((service) => selects(service, container));
  if (services.length > 0) {
    const port = isKeptRunning(workload) ? servedPort(container, services) : undefined;
    return port && { port, isServed: true, isSure: true };
  }
  // Whether anybody asks what looks after a node, only a Service could tell.
  if (role !== 'main' || workload.isNodeAgent || !isKeptRunning(workload)) return undefined;
  const isAlone = workload.containers.filter((each) => each.role === 'main').length === 1;
  const port = ports.find(({ name }) => !ONLY_WATCHED.test(name ?? ''));
  if (port) return { port, isServed: false, isSure: workload.isLongRunning && isAlone };
  return isAlone && ports.length === 0 && isKnownServer(container)
    ? { port, isServed: false, isSure: false }
    : undefined;
}

/** Whether its pods, a bare one included, are started anew whenever they end. */
function isKeptRunning({ object, podSpec, isLongRunning }: Workload): boolean {
  if (isLongRunning) return true;
  return object.kind === 'Pod' && (string(podSpec.get('restartPolicy')) ?? 'Always') === 'Always';
}

const SERVER_NAME =
  /(?:^|[-_])(?:api|apiserver|app|backend|frontend|gateway|http|httpd|nginx|proxy|server|service|site|tomcat|ui|web|webapp|website|webserver|www)(?:[-_]|$)/;

/** Whether its image is that of a server, or it is called one. */
function isKnownServer({ image, name, map: container }: Container): boolean {
  const repository = image && parseImage(image.text)?.repository;
  if (container.has('command') || container.has('args')) return false;
  return (
    SERVERS.some(({ repositories }) => repository !== undefined && repositories.includes(repository)) ||
    SERVER_NAME.test(name ?? '')
  );
}

/** The port of a container that one of the Services sends requests to. */
function servedPort(container: Container, services: readonly KubernetesObject[]): ContainerPort | undefined {
  for (const service of services) {
    for (const target of targets(service)) {
      const port = container.ports.find(({ name, number }) => target === name || target === number);
      if (port && !ONLY_WATCHED.test(port.name ?? '')) return port;
      const isAlone = container.workload.containers.filter(({ role }) => role === 'main').length === 1;
      if (typeof target === 'number' && isAlone && container.role === 'main')
        return { name: undefined, number: target };
    }
  }
  return undefined;
}

function selects(service: KubernetesObject, { workload }: Container): boolean {
  const selector = map(at(service.map, 'spec', 'selector'));
  if (!selector || selector.isUncertain || selector.pairs.length === 0 || !workload.labels) return false;
  if (service.namespace !== workload.object.namespace) return false;
  return pairs(selector).every(({ name, value }) => workload.labels?.get(name) === scalar(value)?.text);
}

/** Names of ports that tell about a program and are not what it is there for. */
const ONLY_WATCHED = /metric|prom|export|monitor|debug|pprof|profil/i;

/** Whether it does nothing but wait for somebody to look around in it. */
function isIdle({ map: container }: Container): boolean {
  const words = ['command', 'args'].flatMap((name) => items(container.get(name)).map((word) => string(word) ?? ''));
  return /\bsleep\b|\btail -f \/dev\/null|\binfinity\b/.test(words.join(' '));
}

/** The ports that a Service sends requests to, by name or number. */
function targets(service: KubernetesObject): (string | number)[] {
  // It gives out addresses before pods are ready, on purpose.
  if (boolean(at(service.map, 'spec', 'publishNotReadyAddresses')) === true) return [];
  return items(at(service.map, 'spec', 'ports')).flatMap((port) => {
    if (/^(?:UDP|SCTP)$/.test(string(map(port)?.get('protocol')) ?? '')) return [];
    if (ONLY_WATCHED.test(string(map(port)?.get('name')) ?? '')) return [];
    const value = scalar(map(port)?.get('targetPort') ?? map(port)?.get('port'))?.value;
    return typeof value === 'string' || typeof value === 'number' ? [value] : [];
  });
}
