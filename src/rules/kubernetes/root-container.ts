import { type Fix, rule } from '../../core/rule';
import { type Edit, replace } from '../../core/text';
import type { Container } from '../../formats/kubernetes/model';
import { boolean, insertPairs, insertUnder, map, number, type YamlPair, type YamlValue } from '../../formats/yaml';
import { addsCapability } from '../shared/capability';

export default rule({
  id: 'kubernetes/root-container',
  title: 'Container may run as root',
  why: [
    'Most images start as root unless something says otherwise, and root in a container is root on the node as soon as one hole in the kernel, one mounted socket or one writable host path lets it out.',
    'With `runAsNonRoot: true` the kubelet refuses to start a container whose image would run as root, whatever the image of tomorrow says. The fix also takes away the leave to gain rights and all capabilities, and turns the default seccomp profile on: what the Pod Security Standard “restricted” asks for.',
  ],
  severity: 'warning',
  practice: 'access',
  since: '0.1.0',
  fixes: ['suggested', 'template'],
  equivalents: [
    'kics:Container Running As Root',
    'kics:Root Containers Admitted',
    'kics:Pod or Container Without Security Context',
    'kics:No Drop Capabilities for Containers',
    'kics:NET_RAW Capabilities Not Being Dropped',
    'checkov:CKV_K8S_23',
    'checkov:CKV_K8S_28',
    'checkov:CKV_K8S_29',
    'checkov:CKV_K8S_30',
    'checkov:CKV_K8S_37',
    'trivy:KSV-0012',
    'trivy:KSV-0105',
    'trivy:KSV-0003',
    'trivy:KSV-0118',
    'kube-linter:run-as-non-root',
    'kube-linter:drop-net-raw-capability',
    'kube-score:container-security-context-user-group-id',
    'polaris:runAsRootAllowed',
    'polaris:insecureCapabilities',
  ],
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  bad: [
    {
      files: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: «web»
          image: example/web:1.0
          ports:
            - containerPort: 8080
`,
      fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: example/web:1.0
          ports:
            - containerPort: 8080
          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
            seccompProfile:
              type: RuntimeDefault
`,
    },
    {
      title: 'what is there stays, what is missing is added',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile: {type: RuntimeDefault}
  containers:
    - name: «web»
      image: example/web:1.0
      securityContext:
        capabilities:
          add: [NET_BIND_SERVICE]
`,
      fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile: {type: RuntimeDefault}
  containers:
    - name: web
      image: example/web:1.0
      securityContext:
        capabilities:
          add: [NET_BIND_SERVICE]
          drop:
            - ALL
        runAsNonRoot: true
        allowPrivilegeEscalation: false
`,
    },
    {
      title: 'root is asked for, once for all containers of the pod',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: «0»
  containers:
    - name: web
      image: example/web:1.0
    - name: worker
      image: example/worker:1.0
`,
      fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10001
  containers:
    - name: web
      image: example/web:1.0
    - name: worker
      image: example/worker:1.0
`,
    },
    {
      title: 'user 0 is forbidden and asked for: the kubelet refuses to start it, which is an error',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: example/web:1.0
      securityContext: {runAsUser: «0»}
`,
      fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: example/web:1.0
      securityContext: {runAsUser: 10001}
`,
    },
    {
      title: 'a program that starts as root and steps down by itself can’t be stopped from it without knowing its user',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: database
spec:
  containers:
    - name: «mongo»
      image: example/mongo:8
      securityContext:
        capabilities:
          drop: [ALL]
          add: [CHOWN, SETGID, SETUID]
`,
    },
    {
      title: 'root is left open on purpose',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example/web:1.0
      securityContext:
        runAsNonRoot: «false»
`,
      fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example/web:1.0
      securityContext:
        runAsNonRoot: true
`,
    },
  ],
  good: [
    {
      title: 'said once, for the pod',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: example/web:1.0
    - name: worker
      image: example/worker:1.0
      securityContext:
        readOnlyRootFilesystem: true
`,
    },
    {
      title: 'a user other than root',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example/web:1.0
      securityContext:
        runAsUser: 65532
`,
    },
    {
      title: 'a patch is laid over what has the rest',
      files: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          env:
            - name: LOG_LEVEL
              value: debug
`,
    },
    {
      title: 'an overlay hardens it',
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
        'base/kustomization.yaml': 'resources: [web.yaml]\npatches: [{path: hardened.yaml}]\n',
        'base/hardened.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
`,
      },
    },
    {
      title: 'a node agent works on the host, as root',
      files: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-exporter
spec:
  selector:
    matchLabels: {app: node-exporter}
  template:
    metadata:
      labels: {app: node-exporter}
    spec:
      hostPID: true
      containers:
        - name: exporter
          image: example/node-exporter:1.9
`,
    },
    {
      title: 'Windows knows no user 0',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: example/web-windows:1.0
`,
    },
    {
      title: 'privileged containers are reported as that',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: dind
      image: docker:29-dind
      securityContext:
        privileged: true
`,
    },
  ],
  *check({ containers, maySupply }) {
    const seen = new Set<YamlPair>();
    for (const container of containers) {
      const { workload, role, address } = container;
      if (workload.isWindows || workload.isNodeAgent || role === 'ephemeral' || isPrivileged(container)) continue;
      const user = container.security('runAsUser');
      const nonRoot = container.security('runAsNonRoot');
      const named = container.name === undefined ? 'The container' : `\`${container.name}\``;
      if (number(user?.value) === 0 && user?.value) {
        if (seen.has(user)) continue;
        seen.add(user);
        const isRefused = boolean(nonRoot?.value) === true;
        yield {
          at: user.value,
          severity: isRefused ? 'error' : 'warning',
          message: isRefused
            ? `${named} is to run as root, which \`runAsNonRoot\` forbids: it won't start`
            : `${named} runs as root`,
          address,
          fix: {
            title: 'Run as another user',
            kind: 'template',
            edits: [replace(user.value, '${1:10001}')],
          },
        };
      } else if (boolean(nonRoot?.value) === false && nonRoot?.value && !isOtherUser(user)) {
        if (seen.has(nonRoot)) continue;
        seen.add(nonRoot);
        yield {
          at: nonRoot.value,
          message: `${named} may run as root`,
          address,
          fix: { title: 'Refuse to run as root', kind: 'suggested', edits: [replace(nonRoot.value, 'true')] },
        };
      } else if (container.lacksSecurity('runAsNonRoot') && container.lacksSecurity('runAsUser')) {
        if (maySupply(workload, 'runAsNonRoot') || maySupply(workload, 'securityContext')) continue;
        yield {
          at: container.head,
          message: `Nothing keeps ${named} from running as root`,
          address,
          fix: harden(container),
        };
      }
    }
  },
});

function isPrivileged(container: Container): boolean {
  return boolean(map(container.map.get('securityContext'))?.get('privileged')) === true;
}

function isOtherUser(user: YamlPair | undefined): boolean {
  return user !== undefined && number(user.value) !== 0;
}

/** The whole block that is missing, or what is missing of it. */
function harden(container: Container): Fix | undefined {
  const title = 'Harden the security context';
  const context = container.map.pair('securityContext');
  const settings: Record<string, YamlValue> = { runAsNonRoot: true };
  const edits: (Edit | undefined)[] = [];
  const inner = context?.value?.kind === 'map' ? context.value : undefined;
  // It starts as root and steps down by itself; which user it ends as can't be told.
  if (addsCapability(inner, 'SETUID')) return undefined;
  if (!inner?.has('allowPrivilegeEscalation') && !addsCapability(inner, 'SYS_ADMIN'))
    settings.allowPrivilegeEscalation = false;
  const capabilities = map(inner?.get('capabilities'));
  if (!capabilities) settings.capabilities = { drop: ['ALL'] };
  else if (!capabilities.has('drop')) edits.push(insertPairs(capabilities, { drop: ['ALL'] }));
  if (!container.security('seccompProfile')) settings.seccompProfile = { type: 'RuntimeDefault' };
  edits.push(insertUnder(container.map, 'securityContext', settings));
  const made = edits.filter((edit) => edit !== undefined);
  return made.length === edits.length ? { title, kind: 'suggested', edits: made } : undefined;
}
