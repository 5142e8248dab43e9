import { type Fix, rule } from '../../core/rule';
import type { Container, ContainerPort } from '../../formats/kubernetes/model';
import { insertPairs, Verbatim, type YamlValue } from '../../formats/yaml';
import { serverIn } from '../shared/kubernetes-server';

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
      title: 'a bare pod behind a Service',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {app: web}
spec:
  containers:
    - name: «web»
      image: example/web:1.0
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports: [{port: 80}]
`,
      fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {app: web}
spec:
  containers:
    - name: web
      image: example/web:1.0
      readinessProbe:
        httpGet:
          path: /ready
          port: 80
      livenessProbe:
        httpGet:
          path: /healthz
          port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports: [{port: 80}]
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
