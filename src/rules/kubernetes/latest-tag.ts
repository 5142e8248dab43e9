import { ancestors, join } from '../../core/path';
import type { Project } from '../../core/project';
import { rule } from '../../core/rule';
import { locate, string } from '../../formats/yaml';
import { parseImage } from '../shared/image';
import { latestTag } from '../shared/latest-tag';

export default rule({
  id: 'kubernetes/latest-tag',
  title: 'Container image without a fixed version',
  why: [
    'The tag `latest`, which is also meant where no tag is written, names whatever was pushed last. A pod that is rescheduled at night pulls another version than its siblings run, and nothing in the cluster or in Git says which.',
    '`kubectl rollout undo` goes back to the same words and so to the same image: there is no way back.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'kics:Invalid Image',
    'checkov:CKV_K8S_14',
    'trivy:KSV-0013',
    'kube-linter:latest-tag',
    'kube-score:container-image-tag',
    'polaris:tagNotSpecified',
  ],
  links: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    'https://kubernetes.io/docs/concepts/configuration/overview/',
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
          image: "«ghcr.io/example/migrate»"
      containers:
        - name: web
          image: ghcr.io/example/web:«latest»
`,
    },
    {
      title: 'in a list of objects, as JSON',
      files: {
        'manifests/pods.json': `{
  "apiVersion": "v1",
  "kind": "List",
  "items": [
    {
      "apiVersion": "v1",
      "kind": "Pod",
      "metadata": { "name": "probe" },
      "spec": { "containers": [{ "name": "probe", "image": "«alpine»" }] }
    }
  ]
}
`,
      },
      fixed: {
        'manifests/pods.json': `{
  "apiVersion": "v1",
  "kind": "List",
  "items": [
    {
      "apiVersion": "v1",
      "kind": "Pod",
      "metadata": { "name": "probe" },
      "spec": { "containers": [{ "name": "probe", "image": "alpine:3.24" }] }
    }
  ]
}
`,
      },
    },
    {
      title: 'the kustomization sets the tag of another image',
      files: {
        'base/web.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ghcr.io/example/web:«latest»
`,
        'base/kustomization.yaml': `resources: [web.yaml]
images:
  - name: ghcr.io/example/worker
    newTag: 1.4.2
`,
      },
    },
  ],
  good: [
    `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com:5000/web:1.4.2
    - name: proxy
      image: example/proxy:latest@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60
`,
    {
      title: 'nothing is pulled: it was loaded into the nodes',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop:latest
      imagePullPolicy: Never
`,
    },
    {
      title: 'a variable or a tool puts the image in',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ghcr.io/example/web:\${VERSION}
    - name: sidecar
      image: ko://github.com/example/sidecar
`,
    },
    {
      title: 'no image on Docker Hub has such a name: it is built here and put in by a tool',
      files: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: frontend
`,
    },
    {
      title: 'an overlay sets the tag',
      files: {
        'app/base/web.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ghcr.io/example/web:latest
`,
        'app/base/kustomization.yaml': 'resources: [web.yaml]\n',
        'app/overlays/production/kustomization.yaml': `resources: [../../base]
images:
  - name: ghcr.io/example/web
    newTag: 1.4.2
`,
      },
    },
    {
      title: 'a component patches the image',
      files: {
        'app/base/web.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ghcr.io/example/web:latest
`,
        'app/base/kustomization.yaml': 'resources: [web.yaml]\ncomponents: [../pinned]\n',
        'app/pinned/kustomization.yaml': `kind: Component
patches:
  - target: {kind: Pod, name: web}
    patch: |
      - op: replace
        path: /spec/containers/0/image
        value: ghcr.io/example/web:1.4.2
`,
      },
    },
    {
      title: 'Skaffold builds the image and puts its tag in',
      files: {
        'skaffold.yaml': `apiVersion: skaffold/v4beta11
kind: Config
build:
  artifacts:
    - image: ghcr.io/example/web
`,
        'manifests/web.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ghcr.io/example/web
`,
      },
    },
  ],
  *check({ containers, overlaysOf }, { project, today }) {
    for (const { image, workload, address, map } of containers) {
      if (string(map.get('imagePullPolicy')) === 'Never') continue;
      const reference = image && parseImage(image.text);
      if (!image || !reference) continue;
      const finding = latestTag(reference, today, (start, end) => locate(image, start, end));
      if (!finding) continue;
      const { name } = reference;
      const overlays = overlaysOf(workload.object);
      if (overlays.setsImage(name.text) || overlays.supplies(workload.object, 'image')) continue;
      if (isPutInByTool(name.text, image.file.path, project)) continue;
      yield { ...finding, address };
    }
  },
});

/** Tools that build images and put what they have built into the manifests. */
const BUILD_FILES: readonly string[] = ['skaffold.yaml', 'Tiltfile', 'devspace.yaml', 'garden.yml'];

function isPutInByTool(name: string, path: string, project: Project): boolean {
  return ancestors(path).some((folder) =>
    BUILD_FILES.some((file) => project.read(join(folder, file) ?? file)?.text.includes(name)),
  );
}
