import { rule } from '../../core/rule';
import removals from '../../data/kubernetes-api-removals.json';
import kubernetes from '../../data/kubernetes-releases.json';
import { migrationOf } from '../shared/kubernetes-migration';

export default rule({
  id: 'kubernetes/removed-api-version',
  title: 'API version that Kubernetes has removed',
  why: [
    'A cluster refuses objects of a version that it no longer serves: `no matches for kind`. Until the cluster is upgraded all goes well; afterwards nothing that the file describes can be deployed, at the worst in the middle of mending something else.',
    'Where the fields are the same, only the version changes. Where they are not, the fix writes what is known for sure: the selector that was taken from the labels, the backend of an Ingress in its new form.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: ['safe', 'suggested'],
  equivalents: [
    'kics:Object Is Using A Deprecated API Version',
    'trivy:KSV-0107',
    'kube-linter:no-extensions-v1beta',
    'kube-score:stable-version',
  ],
  links: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/', 'https://kubernetes.io/releases/'],
  bad: [
    {
      files: `apiVersion: «batch/v1beta1» # since 2019
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
`,
      fixed: `apiVersion: batch/v1 # since 2019
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
`,
    },
    {
      title: 'the backend of an Ingress takes another form',
      files: `apiVersion: «networking.k8s.io/v1beta1»
kind: Ingress
metadata:
  name: web
spec:
  backend:
    serviceName: fallback
    servicePort: 80
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            backend: {serviceName: web, servicePort: http}
          - path: /api
            pathType: Prefix
            backend:
              serviceName: api
              servicePort: 8080
`,
      fixed: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: fallback
      port:
        number: 80
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: ImplementationSpecific
            backend:
              service:
                name: web
                port:
                  name: http
          - path: /api
            pathType: Prefix
            backend:
              service:
                name: api
                port:
                  number: 8080
`,
    },
    {
      title: 'the selector that was taken from the labels has to be written',
      files: `apiVersion: «extensions/v1beta1»
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  template:
    metadata:
      labels:
        app: web
        release: "1"
    spec:
      containers:
        - name: web
          image: example/web:1.0
`,
      fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
      release: "1"
  template:
    metadata:
      labels:
        app: web
        release: "1"
    spec:
      containers:
        - name: web
          image: example/web:1.0
`,
    },
    {
      title: 'nothing has taken its place',
      files: `apiVersion: «policy/v1beta1»
kind: PodSecurityPolicy
metadata:
  name: restricted
`,
    },
    {
      title: 'in autumn 2022 there were clusters that served it: a warning',
      today: '2022-09-01',
      files: `apiVersion: «autoscaling/v2beta2»
kind: HorizontalPodAutoscaler
metadata:
  name: web
`,
      fixed: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
`,
    },
  ],
  good: [
    `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
`,
    {
      title: 'a kind of the same name in another group',
      files: `apiVersion: networking.example.com/v1beta1
kind: Ingress
metadata:
  name: web
`,
    },
    {
      title: 'what a custom resource serves is its own business',
      files: `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
spec:
  group: example.com
  versions:
    - name: v1beta1
`,
    },
    {
      title: 'it stands in a text that is handed on',
      files: `apiVersion: v1
kind: ConfigMap
metadata:
  name: old
data:
  cron.yaml: |
    apiVersion: batch/v1beta1
    kind: CronJob
`,
    },
  ],
  *check({ objects }, { today }) {
    const oldest = oldestSupported(today);
    for (const object of objects) {
      const removal = REMOVALS.get(`${object.apiVersion} ${object.kind}`);
      if (!removal) continue;
      const { removed, replacement } = removal;
      const isGone = minor(removed) <= minor(oldest);
      const instead = replacement === undefined ? 'nothing has taken its place' : `use \`${replacement}\``;
      const migration = replacement === undefined ? undefined : migrationOf(object, replacement);
      yield {
        at: object.apiVersionAt,
        message: `Kubernetes ${removed} ${isGone ? 'has removed' : 'removes'} this version of ${object.kind}; ${instead}`,
        severity: isGone ? 'error' : 'warning',
        address: object.address,
        tag: 'deprecated',
        fix: migration && { title: `Change to ${replacement}`, ...migration },
      };
    }
  },
});

interface Removal {
  readonly removed: string;
  readonly replacement?: string;
}

const REMOVALS: ReadonlyMap<string, Removal> = new Map(
  removals.versions.map((each) => [`${each.version} ${each.kind}`, each]),
);

/** The oldest release that the project supports on a day; of days beyond the table, the newest that it knows. */
function oldestSupported(today: string): string {
  const supported = kubernetes.releases.filter(({ endOfLife }) => endOfLife >= today).map(({ release }) => release);
  const known = supported.length > 0 ? supported : kubernetes.releases.slice(0, 1).map(({ release }) => release);
  return known.reduce((a, b) => (minor(b) < minor(a) ? b : a), known[0] ?? '1.0');
}

function minor(release: string): number {
  return Number(release.split('.')[1] ?? 0);
}
