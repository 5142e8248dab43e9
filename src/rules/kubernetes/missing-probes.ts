import { type Fix, rule } from '../../core/rule';
import { SERVERS } from '../../data/server-images';
import type { Container, ContainerPort, KubernetesObject, Manifests, Workload } from '../../formats/kubernetes/model';
import {
  at,
  boolean,
  insertPairs,
  items,
  map,
  pairs,
  scalar,
  string,
  Verbatim,
  type YamlValue,
} from '../../formats/yaml';
import { parseImage } from '../shared/image';

export default rule({
  id: 'kubernetes/missing-probes',
  title: 'Server without readiness or liveness probe',
  why: [
    'A Service sends requests to every pod that is ready, and without a readiness probe a pod is ready as soon as its process exists: at each deployment requests fail until the program has started, and a version that never answers is rolled out to the end.',
    'Without a liveness probe a server that hangs is never started anew. Let it ask the program itself and nothing else: a probe that fails with the database takes down all replicas at once.',
  ],
  severity: 'warning',
  practice: 'resilience',
  since: '0.1.0',
  fixes: 'template',
  equivalents: [
    'kics:Readiness Probe Is Not Configured',
    'kics:Liveness Probe Is Not Defined',
    'checkov:CKV_K8S_8',
    'checkov:CKV_K8S_9',
    'kube-linter:no-readiness-probe',
    'kube-linter:no-liveness-probe',
    'kube-score:pod-probes',
    'polaris:readinessProbeMissing',
    'polaris:livenessProbeMissing',
  ],
  links: [
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  ],
  bad: [
    {
      title: 'a Service sends requests to it',
      files: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
    - port: 80
      targetPort: http
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: «web»
          image: example/web:1.0
          ports:
            - name: http
              containerPort: 8080
        - name: log-shipper
          image: example/log-shipper:1.0
`,
      fixed: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
    - port: 80
      targetPort: http
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: example/web:1.0
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
          livenessProbe:
            httpGet:
              path: /healthz
              port: http
        - name: log-shipper
          image: example/log-shipper:1.0
`,
    },
    {
      title: 'a port is there for somebody to ask, whoever it is',
      files: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels: {app: api}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
        - name: «api»
          image: example/api:1.0
          ports:
            - containerPort: 8080
          startupProbe:
            httpGet: {path: /healthz, port: 8080}
            failureThreshold: 30
`,
      fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels: {app: api}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
        - name: api
          image: example/api:1.0
          ports:
            - containerPort: 8080
          startupProbe:
            httpGet: {path: /healthz, port: 8080}
            failureThreshold: 30
          readinessProbe:
            httpGet:
              path: /ready
              port: 8080
          livenessProbe:
            httpGet:
              path: /healthz
              port: 8080
`,
    },
    {
      title: 'an image that is a server; which port is asked is left to be filled in',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: cache
spec:
  containers:
    - name: «cache»
      image: redis:8.2
`,
      fixed: `apiVersion: v1
kind: Pod
metadata:
  name: cache
spec:
  containers:
    - name: cache
      image: redis:8.2
      readinessProbe:
        tcpSocket:
          port: 8080
      livenessProbe:
        tcpSocket:
          port: 8080
`,
    },
    {
      title: 'a database in another file of the folder; a liveness probe alone is advice',
      files: {
        'shop/database.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: database
spec:
  serviceName: database
  selector:
    matchLabels: {app: database}
  template:
    metadata:
      labels: {app: database}
    spec:
      containers:
        - name: «postgres»
          image: example/postgres:18
          ports:
            - containerPort: 5432
          readinessProbe:
            exec:
              command: [pg_isready]
`,
        'shop/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: database
spec:
  selector: {app: database}
  ports:
    - port: 5432
`,
      },
      fixed: {
        'shop/database.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: database
spec:
  serviceName: database
  selector:
    matchLabels: {app: database}
  template:
    metadata:
      labels: {app: database}
    spec:
      containers:
        - name: postgres
          image: example/postgres:18
          ports:
            - containerPort: 5432
          readinessProbe:
            exec:
              command: [pg_isready]
          livenessProbe:
            tcpSocket:
              port: 5432
`,
        'shop/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: database
spec:
  selector: {app: database}
  ports:
    - port: 5432
`,
      },
    },
  ],
  good: [
    {
      title: 'a Job ends, and an init container too',
      files: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports: [{port: 80}]
---
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    metadata:
      labels: {app: web}
    spec:
      restartPolicy: Never
      initContainers:
        - name: wait
          image: example/wait:1.0
      containers:
        - name: import
          image: example/import:1.0
          ports: [{containerPort: 80}]
`,
    },
    {
      title: 'a worker that no Service knows',
      files: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
spec:
  selector:
    matchLabels: {app: worker}
  template:
    metadata:
      labels: {app: worker}
    spec:
      containers:
        - name: worker
          image: example/worker:1.0
`,
    },
    {
      title: 'the Service sends to another container of the pod',
      files: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: example/web:1.0
          ports: [{containerPort: 8080}]
          readinessProbe: {httpGet: {path: /, port: 8080}}
          livenessProbe: {httpGet: {path: /, port: 8080}}
        - name: exporter
          image: example/exporter:1.0
          ports: [{containerPort: 9100}]
`,
    },
    {
      title: 'only Prometheus asks it',
      files: `apiVersion: v1
kind: Service
metadata:
  name: importer
spec:
  selector: {app: importer}
  ports: [{name: metrics, port: 9102}]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: importer
spec:
  selector:
    matchLabels: {app: importer}
  template:
    metadata:
      labels: {app: importer}
    spec:
      containers:
        - name: importer
          image: example/importer:1.0
          ports: [{containerPort: 9102}]
`,
    },
    {
      title: 'the Service gives out addresses before pods are ready, on purpose',
      files: `apiVersion: v1
kind: Service
metadata:
  name: peers
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: {app: peer}
  ports: [{port: 7000}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: peer
spec:
  serviceName: peers
  selector:
    matchLabels: {app: peer}
  template:
    metadata:
      labels: {app: peer}
    spec:
      containers:
        - name: peer
          image: example/peer:1.0
          ports: [{containerPort: 7000}]
`,
    },
    {
      title: 'the Service is of another namespace',
      files: `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: blue
spec:
  selector: {app: web}
  ports: [{port: 80}]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: green
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: main
          image: example/web:1.0
`,
    },
  ],
  *check(manifests) {
    const { containers, maySupply } = manifests;
    for (const container of containers) {
      const { workload, role, name, address, map: written } = container;
      if (role !== 'main' && role !== 'sidecar') continue;
      const missing = PROBES.filter((probe) => written.lacks(probe) && !maySupply(workload, probe));
      const server = missing.length > 0 ? serverIn(container, manifests) : undefined;
      if (!server) continue;
      const who = name === undefined ? 'This container' : `\`${name}\``;
      const isUnready = missing.includes('readinessProbe');
      const lacks = `no ${missing.map((probe) => probe.replace('Probe', ' probe')).join(', no ')}`;
      const requests = server.isServed ? 'gets requests' : 'may get requests';
      yield {
        at: container.head,
        message: isUnready
          ? `${who} ${requests} before it is ready: ${lacks}`
          : `${who} stays as it is when it hangs: ${lacks}`,
        severity: isUnready && server.isSure ? 'warning' : 'info',
        address,
        fix: probe(container, server.port, missing),
      };
    }
  },
});

const PROBES = ['readinessProbe', 'livenessProbe'] as const;

/** A container that answers requests. */
interface ServerContainer {
  /** Where; undefined where it is not written. */
  readonly port: ContainerPort | undefined;
  /** A Service is there that sends it requests. */
  readonly isServed: boolean;
  /** What is written says so; otherwise its name does. */
  readonly isSure: boolean;
}

function serverIn(container: Container, manifests: Manifests): ServerContainer | undefined {
  const { workload, role, ports } = container;
  if (isIdle(container)) return undefined;
  const services = manifests.ofKind('', 'Service').filter((service) => selects(service, container));
  if (services.length > 0) {
    const port = workload.isLongRunning ? servedPort(container, services) : undefined;
    return port && { port, isServed: true, isSure: true };
  }
  // Which of several containers is asked, and whether what looks after a node is, only a Service could tell.
  const isAlone = workload.containers.filter((each) => each.role === 'main').length === 1;
  if (role !== 'main' || !isAlone || workload.isNodeAgent || !isKeptRunning(workload)) return undefined;
  const port = ports.find(({ name }) => !ONLY_WATCHED.test(name ?? ''));
  if (port) return { port, isServed: false, isSure: workload.isLongRunning };
  return ports.length === 0 && isKnownServer(container) ? { port, isServed: false, isSure: false } : undefined;
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

const PATHS = { readinessProbe: '${1:/ready}', livenessProbe: '${2:/healthz}' } as const;

function probe(
  container: Container,
  port: ContainerPort | undefined,
  missing: readonly (typeof PROBES)[number][],
): Fix {
  const probes = missing.map((name) => [name, ask(port, PATHS[name])] as const);
  const isBoth = missing.length > 1;
  return {
    title: isBoth ? 'Add probes' : `Add a ${missing[0] === 'readinessProbe' ? 'readiness' : 'liveness'} probe`,
    edits: [insertPairs(container.map, Object.fromEntries(probes))],
  };
}

const HTTPS = /^(?:443|8443|6443|9443|10250)$/;
const HTTP = /^(?:80|8[01]\d\d|3000|3001|4000|4200|5000|5001|7000|9[01]\d\d)$/;

/** How to ask a port whether it answers, by what its name or number says that it speaks. */
function ask(asked: ContainerPort | undefined, path: string): YamlValue {
  if (!asked) return { tcpSocket: { port: new Verbatim('${1:8080}') } };
  const { name, number } = asked;
  const speaks = name?.toLowerCase() ?? '';
  const port = name ?? number;
  if (speaks.includes('grpc')) return { grpc: { port: number } };
  if (speaks.includes('https') || HTTPS.test(String(number)))
    return { httpGet: { path: new Verbatim(path), port, scheme: 'HTTPS' } };
  if (/http|web/.test(speaks) || HTTP.test(String(number))) return { httpGet: { path: new Verbatim(path), port } };
  return { tcpSocket: { port } };
}
