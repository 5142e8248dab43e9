import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import type { Container } from '../../formats/kubernetes/model';
import { boolean, map, type YamlPair } from '../../formats/yaml';
import { addsCapability } from '../shared/capability';

export default rule({
  id: 'kubernetes/privileged-container',
  title: 'Privileged container',
  why: [
    'A privileged container has every capability and every device of its node, and neither seccomp nor AppArmor stands in its way. Whoever breaks into it can mount the node’s disks, read the credentials of the kubelet, and from there reach every pod of the node.',
    'Nearly always one capability was missing: `capabilities: {add: [NET_ADMIN]}`. What runs on each node for networks, storage or devices does need it; there it is said as a reminder, not as an error.',
  ],
  severity: 'error',
  practice: 'access',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'kics:Container Is Privileged',
    'kics:Privilege Escalation Allowed',
    'checkov:CKV_K8S_16',
    'checkov:CKV_K8S_20',
    'trivy:KSV-0017',
    'trivy:KSV-0001',
    'kube-linter:privileged-container',
    'kube-linter:privilege-escalation-container',
    'kube-score:container-security-context-privileged',
    'polaris:runAsPrivileged',
    'polaris:privilegeEscalationAllowed',
  ],
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  bad: [
    {
      files: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: vpn
spec:
  selector:
    matchLabels: {app: vpn}
  template:
    metadata:
      labels: {app: vpn}
    spec:
      containers:
        - name: vpn
          image: example/vpn:2.4
          securityContext:
            «privileged: true» # for the tunnel
            runAsUser: 0
`,
      fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: vpn
spec:
  selector:
    matchLabels: {app: vpn}
  template:
    metadata:
      labels: {app: vpn}
    spec:
      containers:
        - name: vpn
          image: example/vpn:2.4
          securityContext:
            privileged: false # for the tunnel
            runAsUser: 0
`,
    },
    {
      title: 'leave to gain rights is asked for without need',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example/web:1.0
      securityContext: {«allowPrivilegeEscalation: true»}
`,
      fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example/web:1.0
      securityContext: {allowPrivilegeEscalation: false}
`,
    },
    {
      title: 'a node agent may need it: a reminder, without a fix',
      files: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: csi-node
spec:
  selector:
    matchLabels: {app: csi-node}
  template:
    metadata:
      labels: {app: csi-node}
    spec:
      containers:
        - name: driver
          image: example/csi-driver:3.1
          securityContext:
            «privileged: true»
      volumes:
        - name: kubelet
          hostPath: {path: /var/lib/kubelet}
`,
    },
  ],
  good: [
    `apiVersion: v1
kind: Pod
metadata:
  name: vpn
spec:
  containers:
    - name: vpn
      image: example/vpn:2.4
      securityContext:
        privileged: false
        capabilities: {add: [NET_ADMIN]}
`,
    {
      title: 'a variable decides',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example/web:1.0
      securityContext:
        privileged: \${PRIVILEGED}
        allowPrivilegeEscalation: \${PRIVILEGED}
`,
    },
    {
      title: 'the description of an API is no workload',
      files: `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
spec:
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          example:
            spec:
              containers:
                - securityContext: {privileged: true}
`,
    },
    {
      title: 'what is written as text is no truth',
      files: `apiVersion: v1
kind: ConfigMap
metadata:
  name: pod-template
data:
  pod.yaml: |
    apiVersion: v1
    kind: Pod
    spec:
      containers:
        - securityContext: {privileged: true}
`,
    },
  ],
  *check({ containers }) {
    for (const container of containers) {
      const context = map(container.map.get('securityContext'));
      const privileged = context?.pair('privileged');
      const escalation = context?.pair('allowPrivilegeEscalation');
      if (boolean(privileged?.value) === true) yield* found(container, privileged, 'error');
      // With SYS_ADMIN an API server refuses to take the leave away.
      else if (boolean(escalation?.value) === true && !addsCapability(context, 'SYS_ADMIN'))
        yield* found(container, escalation, 'warning');
    }
  },
});

function* found({ workload, name, address }: Container, pair: YamlPair | undefined, severity: 'error' | 'warning') {
  if (!pair?.value) return;
  const who = name === undefined ? 'This container' : `\`${name}\``;
  const what = severity === 'error' ? 'has all rights on its node' : 'may gain more rights than it starts with';
  const isAgent = workload.isNodeAgent;
  yield {
    at: pair,
    message: isAgent ? `${who} ${what}; make sure that this node agent needs them` : `${who} ${what}`,
    severity: isAgent ? ('info' as const) : severity,
    address,
    fix: isAgent ? undefined : { title: `Set \`${pair.name}\` to false`, edits: [replace(pair.value, 'false')] },
  };
}
