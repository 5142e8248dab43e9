import { describe, expect, test } from 'vitest';
import { ParseCache } from '../../../src/core/parse-cache';
import { type Entry, RecordingProject } from '../../../src/core/project';
import { SourceFile, textOf } from '../../../src/core/text';
import { formats } from '../../../src/formats';
import { kubernetes } from '../../../src/formats/kubernetes';
import type { Manifests } from '../../../src/formats/kubernetes/model';

type Files = Readonly<Record<string, string>>;

function projectOf(files: Files): RecordingProject {
  const sources = new Map(Object.entries(files).map(([path, text]) => [path, new SourceFile(path, text)]));
  return new RecordingProject(
    {
      file: (path) => sources.get(path) ?? null,
      folder: (folder) => {
        const entries = new Map<string, Entry>();
        for (const path of sources.keys()) {
          if (folder !== '' && !path.startsWith(`${folder}/`)) continue;
          const [name = '', ...rest] = path.slice(folder === '' ? 0 : folder.length + 1).split('/');
          entries.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' });
        }
        return [...entries.values()];
      },
    },
    new ParseCache(formats),
  );
}

/** The model of one file's unit, as the engine would make it. */
function modelOf(files: Files, path = Object.keys(files)[0] ?? ''): Manifests {
  const project = projectOf(files);
  const members = kubernetes.unit(path, project).flatMap((each) => project.read(each) ?? []);
  const manifests = members.filter((file) => kubernetes.detect(file) !== undefined);
  return kubernetes.model(manifests.map(kubernetes.parse), project);
}

const detected = (text: string, path = 'web.yaml') => kubernetes.detect(new SourceFile(path, text));

function deployment(name: string, container = 'image: example/web:1.0', pod = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
${pod}      containers:
        - name: ${name}
          ${container}
`;
}

describe('detect', () => {
  test('takes objects of the API, alone, in streams and in lists', () => {
    expect(detected(deployment('web'))).toBe('it holds the Kubernetes object Deployment/web (apps/v1)');
    expect(detected('{"apiVersion": "v1", "kind": "Pod"}', 'pod.json')).toContain('Pod');
    expect(detected('# nothing\n---\n---\napiVersion: example.com/v1alpha1\nkind: Widget\n')).toContain('Widget');
    expect(detected('apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: Service}\n')).toContain('Service');
    expect(detected('apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  na')).toContain('Deployment');
  });

  test.each([
    ['a chart', 'apiVersion: v2\nname: web\nversion: 1.0.0\nkind: application\n', 'Chart.yaml'],
    ['a kustomization', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n', 'kustomization.yaml'],
    ['a component', 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n', 'component.yaml'],
    ['a template', `{{- if .Values.web }}\n${deployment('web')}{{- end }}\n`, 'web.yaml'],
    [
      'a Compose file',
      'services:\n  web:\n    image: example/web\n    environment: {apiVersion: v1, kind: Pod}\n',
      'compose.yaml',
    ],
    ['settings of Skaffold', 'apiVersion: skaffold/v4beta11\nkind: Config\n', 'skaffold.yaml'],
    ['a kubeconfig', 'apiVersion: v1\nkind: Config\nclusters: []\n', 'config.yaml'],
    ['a cluster of kind', 'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n', 'kind.yaml'],
    ['a data source of Grafana', 'apiVersion: 1\nkind: Datasource\n', 'grafana.yaml'],
    ['words in a text', 'text: |\n  apiVersion: v1\n  kind: Pod\n', 'text.yaml'],
  ])('leaves %s alone', (_, text, path) => {
    expect(detected(text, path)).toBeUndefined();
  });
});

describe('workloads', () => {
  test('of all kinds, with all their containers', () => {
    const pod = 'containers: [{name: a, image: x:1}]';
    const { workloads, containers } = modelOf({
      'all.yaml': [
        `apiVersion: v1\nkind: Pod\nmetadata: {name: pod}\nspec: {${pod}}\n`,
        `apiVersion: v1\nkind: PodTemplate\ntemplate: {spec: {${pod}}}\n`,
        `apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {${pod}}}}}}\n`,
        `apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {${pod}}}}\n`,
        `apiVersion: apps/v1\nkind: StatefulSet\nspec: {selector: {}, template: {spec: {${pod}}}}\n`,
        `apiVersion: example.com/v1\nkind: Deployment\nspec: {template: {spec: {${pod}}}}\n`,
      ].join('---\n'),
    });
    expect(workloads.map(({ object, isLongRunning, isPatch }) => [object.kind, isLongRunning, isPatch])).toEqual([
      ['Pod', false, false],
      ['PodTemplate', false, false],
      ['CronJob', false, false],
      ['Job', false, false],
      ['StatefulSet', true, false],
    ]);
    expect(containers[0]?.address).toBe('Pod/pod/containers/a');
    expect(containers[0] && textOf(containers[0].head)).toBe('a');
  });

  test('init containers, sidecars and ports', () => {
    const { containers } = modelOf({
      'pod.yaml': `apiVersion: v1
kind: Pod
spec:
  initContainers:
    - {name: wait, image: a:1}
    - {name: proxy, image: b:1, restartPolicy: Always}
  containers:
    - name: web
      image: c:1
      ports: [{containerPort: 80, name: http}, {containerPort: 53, protocol: UDP}, {containerPort: "\${PORT}"}]
  ephemeralContainers:
    - {name: debug, image: d:1}
`,
    });
    expect(containers.map(({ name, role }) => [name, role])).toEqual([
      ['wait', 'init'],
      ['proxy', 'sidecar'],
      ['web', 'main'],
      ['debug', 'ephemeral'],
    ]);
    expect(containers[2]?.ports).toEqual([{ name: 'http', number: 80 }]);
  });

  test('what the container says goes before what the pod says', () => {
    const { containers } = modelOf({
      'pod.yaml': `apiVersion: v1
kind: Pod
spec:
  securityContext: {runAsUser: 1000, runAsNonRoot: true}
  containers:
    - {name: a, image: a:1, securityContext: {runAsUser: 0}}
    - {name: b, image: b:1}
    - {name: c, image: c:1, securityContext: *unknown}
`,
    });
    const users = containers.map((container) => container.security('runAsUser')?.value);
    expect(users.map((node) => node && textOf(node))).toEqual(['0', '1000', '1000']);
    expect(containers.map((container) => container.lacksSecurity('seccompProfile'))).toEqual([true, true, false]);
  });

  test('patches are known by what an API server would miss', () => {
    const patch = (spec: string) =>
      modelOf({ 'p.yaml': `apiVersion: apps/v1\nkind: Deployment\nspec:\n  ${spec}\n` }).workloads[0]?.isPatch;
    expect(patch('template: {spec: {containers: [{name: a, image: a:1}]}}')).toBe(true);
    expect(patch('selector: {}\n  template: {spec: {containers: [{name: a}]}}')).toBe(true);
    expect(patch('selector: {}\n  template: {spec: {volumes: []}}')).toBe(true);
    expect(patch('selector: {}\n  template: {spec: {containers: [{name: a, image: a:1}]}}')).toBe(false);
  });

  test('a container that two workloads share by an alias is there once', () => {
    const { workloads, containers } = modelOf({
      'list.yaml': `apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: Pod, spec: {containers: &c [{name: a, image: a:1}]}}
  - {apiVersion: v1, kind: Pod, spec: {containers: *c}}
`,
    });
    expect([workloads.length, containers.length]).toEqual([2, 1]);
  });
});

describe('overlays', () => {
  const base = {
    'app/base/web.yaml': deployment('web'),
    'app/base/kustomization.yaml': 'resources: [web.yaml]\n',
  };
  const supplies = (files: Files, field = 'resources') => {
    const { workloads, maySupply } = modelOf({ ...base, ...files });
    return workloads[0] && maySupply(workloads[0], field);
  };

  test('without one, what is missing is missing', () => {
    expect(supplies({})).toBe(false);
    expect(supplies({ 'other/kustomization.yaml': 'resources: [web.yaml]\ntransformers: [t.yaml]\n' })).toBe(false);
  });

  test('a patch of the object, beside it, over it, two folders away, or inline', () => {
    const patch = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, resources: {}}]}}}\n`;
    const over = (text: string) => ({ 'app/overlays/prod/kustomization.yaml': `resources: [../../base]\n${text}` });
    expect(supplies({ ...over('patches: [{path: p.yaml}]\n'), 'app/overlays/prod/p.yaml': patch })).toBe(true);
    expect(
      supplies({ ...over('patches: [{path: p.yaml}]\n'), 'app/overlays/prod/p.yaml': patch }, 'livenessProbe'),
    ).toBe(false);
    expect(
      supplies({
        ...over('patchesStrategicMerge: [p.yaml]\n'),
        'app/overlays/prod/p.yaml': patch.replace('name: web}', 'name: api}'),
      }),
    ).toBe(false);
    expect(
      supplies(
        over(
          'patches:\n  - target: {kind: Deployment}\n    patch: "[{op: add, path: /spec/template/spec/containers/0/resources}]"\n',
        ),
      ),
    ).toBe(true);
    expect(supplies(over('components: [../../limits]\n'), 'resources')).toBe(false);
    expect(
      supplies({
        ...over('components: [../../limits]\n'),
        'app/limits/kustomization.yaml': 'patches: [{target: {name: "w.*"}, patch: "resources"}]\n',
      }),
    ).toBe(true);
    expect(supplies(over('replacements: [{path: r.yaml}]\n'))).toBe(true);
  });

  test('a file that is listed as a patch is one', () => {
    const files = {
      'app/base/web.yaml': deployment('web'),
      'app/base/kustomization.yaml': 'resources: [other.yaml]\npatches: [{path: web.yaml}]\n',
    };
    const { workloads, maySupply } = modelOf(files);
    expect(workloads[0] && maySupply(workloads[0], 'anything')).toBe(true);
  });

  test('tags of images', () => {
    const { workloads, overlaysOf } = modelOf({
      ...base,
      'app/overlays/prod/kustomization.yaml': 'resources: [../../base]\nimages: [{name: example/web, newTag: "2"}]\n',
    });
    const overlays = workloads[0] && overlaysOf(workloads[0].object);
    expect([overlays?.setsImage('example/web'), overlays?.setsImage('example/api')]).toEqual([true, false]);
  });
});

describe('unit', () => {
  test('is the folder; a crowded one is reviewed file by file', () => {
    const few = projectOf({ 'a/x.yaml': '', 'a/y.json': '', 'a/z.txt': '', 'a/b/c.yaml': '' });
    expect(kubernetes.unit('a/x.yaml', few)).toEqual(['a/x.yaml', 'a/y.json']);
    const many = projectOf(Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`a/${n}.yaml`, ''])));
    expect(kubernetes.unit('a/7.yaml', many)).toEqual(['a/7.yaml']);
  });
});
