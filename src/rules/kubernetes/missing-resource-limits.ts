import { type Fix, rule } from '../../core/rule';
import type { Container, KubernetesObject, Manifests } from '../../formats/kubernetes/model';
import { mayShareNamespace } from '../../formats/kubernetes/object';
import {
  at,
  insertPairs,
  items,
  map,
  setValue,
  string,
  Verbatim,
  type YamlMap,
  type YamlNode,
} from '../../formats/yaml';

export default rule({
  id: 'kubernetes/missing-resource-limits',
  title: 'Container without memory limit or requests',
  why: [
    'Without a memory limit a leak in one container takes the memory of its node, and the kernel kills whatever it finds, neighbours included. Without requests the scheduler believes that the pod needs nothing, fills the node, and evicts it first when memory gets short.',
    'A limit for the CPU is not asked for: it throttles even where the node has time to spare. Right numbers come from watching the container run; the fix offers places to put them.',
  ],
  severity: 'warning',
  practice: 'resilience',
  since: '0.1.0',
  fixes: 'template',
  equivalents: [
    'kics:Memory Limits Not Defined',
    'kics:Memory Requests Not Defined',
    'kics:CPU Requests Not Set',
    'checkov:CKV_K8S_10',
    'checkov:CKV_K8S_12',
    'checkov:CKV_K8S_13',
    'trivy:KSV-0015',
    'trivy:KSV-0016',
    'trivy:KSV-0018',
    'kube-linter:unset-memory-requirements',
    'kube-linter:unset-cpu-requirements',
    'kube-score:container-resources',
    'polaris:memoryLimitsMissing',
    'polaris:memoryRequestsMissing',
    'polaris:cpuRequestsMissing',
  ],
  links: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    'https://kubernetes.io/docs/concepts/policy/limit-range/',
  ],
  bad: [
    {
      files: `apiVersion: apps/v1
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
      initContainers:
        - name: migrate
          image: example/web:1.0
      containers:
        - name: «web»
          image: example/web:1.0
`,
      fixed: `apiVersion: apps/v1
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
      initContainers:
        - name: migrate
          image: example/web:1.0
      containers:
        - name: web
          image: example/web:1.0
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
`,
    },
    {
      title: 'what is there stays; without a request for the CPU alone it is advice',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: «web»
      image: example/web:1.0
      resources:
        limits:
          memory: 256Mi
    - name: «worker»
      image: example/worker:1.0
      resources: {}
`,
      fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example/web:1.0
      resources:
        limits:
          memory: 256Mi
        requests:
          cpu: 100m
    - name: worker
      image: example/worker:1.0
      resources:
        requests:
          cpu: 100m
          memory: 128Mi
        limits:
          memory: 256Mi
`,
    },
  ],
  good: [
    {
      title: 'a limit is the request too, where none is written',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example/web:1.0
      resources:
        requests: {cpu: 100m}
        limits: {memory: 256Mi}
`,
    },
    {
      title: 'a LimitRange of the namespace gives them',
      files: {
        'team/web.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: web
      image: example/web:1.0
`,
        'team/limits.yaml': `apiVersion: v1
kind: LimitRange
metadata:
  name: defaults
  namespace: shop
spec:
  limits:
    - type: Container
      default: {memory: 256Mi}
      defaultRequest: {cpu: 100m, memory: 128Mi}
`,
      },
    },
    {
      title: 'an overlay gives them',
      files: {
        'base/web.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example/web:1.0
`,
        'base/kustomization.yaml': 'resources: [web.yaml]\n',
        'production/kustomization.yaml': `resources: [../base]
patches:
  - patch: |
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: web
            resources: {limits: {memory: 1Gi}, requests: {cpu: "1"}}
`,
      },
    },
    {
      title: 'an autoscaler sets the requests',
      files: `apiVersion: apps/v1
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
---
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata:
  name: web
spec:
  targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
`,
    },
    {
      title: 'a node agent is not killed for its appetite',
      files: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: cni
spec:
  selector:
    matchLabels: {app: cni}
  template:
    metadata:
      labels: {app: cni}
    spec:
      hostNetwork: true
      containers:
        - name: cni
          image: example/cni:1.0
          resources:
            requests: {cpu: 100m, memory: 64Mi}
`,
    },
    {
      title: 'the pod has a budget as a whole',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resources:
    requests: {cpu: 100m}
    limits: {memory: 256Mi}
  containers:
    - name: web
      image: example/web:1.0
`,
    },
    {
      title: 'a patch changes what has them already',
      files: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: example/web:1.1
`,
    },
  ],
  *check(manifests) {
    const { containers, maySupply } = manifests;
    for (const container of containers) {
      const { workload, role, name, address } = container;
      if (role === 'init' || role === 'ephemeral') continue;
      const lacks = lacking(container);
      if (!lacks || (lacks.limits.length === 0 && lacks.requests.length === 0)) continue;
      if (maySupply(workload, 'resources') || isDefaulted(workload.object, manifests)) continue;
      const missing = [
        ...lacks.limits.map(() => 'memory limit'),
        ...(lacks.requests.length > 0 ? [`requests for ${lacks.requests.join(' and ')}`] : []),
      ];
      yield {
        at: container.head,
        message: `${name === undefined ? 'This container' : `\`${name}\``} has no ${missing.join(' and no ')}`,
        severity: lacks.limits.length > 0 ? 'warning' : 'info',
        address,
        fix: reserve(container, lacks),
      };
    }
  },
});

interface Lacks {
  readonly limits: readonly 'memory'[];
  readonly requests: readonly ('cpu' | 'memory')[];
}

/** What neither the container nor its pod says; undefined where that can't be told. */
function lacking({ map: container, workload }: Container): Lacks | undefined {
  const owners = [container, workload.podSpec];
  const sections = (name: string) => owners.map((owner) => at(owner, 'resources', name));
  const [limits, requests] = [sections('limits'), sections('requests')];
  if (owners.some(isHidden) || [...limits, ...requests].some(isUnclear)) return undefined;
  const has = (nodes: readonly (YamlNode | undefined)[], name: string) => nodes.some((node) => map(node)?.has(name));
  return {
    // What a node needs to work is not killed for its appetite.
    limits: workload.isNodeAgent || has(limits, 'memory') ? [] : ['memory'],
    requests: (['cpu', 'memory'] as const).filter((name) => !has(requests, name) && !has(limits, name)),
  };
}

/** Whether resources may be there that can't be seen. */
function isHidden(owner: YamlMap): boolean {
  const resources = owner.get('resources');
  return owner.isUncertain || (resources !== undefined && isUnclear(resources));
}

function isUnclear(node: YamlNode | undefined): boolean {
  if (!node) return false;
  return node.kind === 'map' ? node.isUncertain : !(node.kind === 'scalar' && node.value === null);
}

/** Whether something in the namespace gives pods what they don't ask for. */
function isDefaulted(object: KubernetesObject, { ofKind }: Manifests): boolean {
  const ranges = ofKind('', 'LimitRange').filter((range) => mayShareNamespace(range, object));
  const gives = ranges.some((range) =>
    items(at(range.map, 'spec', 'limits')).some(
      (limit) => map(limit)?.has('default') || map(limit)?.has('defaultRequest'),
    ),
  );
  const scalers = ofKind('autoscaling.k8s.io', 'VerticalPodAutoscaler');
  return gives || scalers.some(({ map: scaler }) => string(at(scaler, 'spec', 'targetRef', 'name')) === object.name);
}

/** Places for the numbers: memory in both sections, the CPU as a request. */
function reserve({ map: container }: Container, lacks: Lacks): Fix | undefined {
  const cpu = new Verbatim('${1:100m}');
  const memory = new Verbatim('${2:128Mi}');
  const limit = { memory: new Verbatim('${3:256Mi}') };
  const requests = Object.fromEntries(lacks.requests.map((name) => [name, name === 'cpu' ? cpu : memory]));
  const wanted = {
    ...(lacks.requests.length > 0 && { requests }),
    ...(lacks.limits.length > 0 && { limits: limit }),
  };
  const title = 'Reserve resources';
  const pair = container.pair('resources');
  if (!pair) return { title, edits: [insertPairs(container, { resources: wanted })] };
  if (pair.alias || pair.parent !== container) return undefined;
  if (pair.value?.kind !== 'map') return { title, edits: [setValue(pair, wanted)] };
  const resources = pair.value;
  const isNew = (name: string) => !resources.has(name);
  const added = Object.fromEntries(Object.entries(wanted).filter(([name]) => isNew(name)));
  const grown = Object.entries(wanted).flatMap(([name, values]) => {
    const section = map(resources.get(name));
    if (section) return insertPairs(section, values);
    const empty = resources.pair(name);
    return empty ? setValue(empty, values) : [];
  });
  return { title, edits: [...grown, ...(Object.keys(added).length > 0 ? [insertPairs(resources, added)] : [])] };
}
