import { rule } from '../../core/rule';
import { isParameter } from '../../formats/azure-pipelines/image-parameters';
import { locate } from '../../formats/yaml/locate';
import { parseImage } from '../shared/image';
import { latestTag } from '../shared/latest-tag';

export default rule({
  id: 'azure-pipelines/latest-tag',
  title: 'Job container without a fixed version',
  why: [
    'A container job runs in whatever was pushed last under `latest`, which is also meant where no tag is written. The same commit is then built with other tools tomorrow than today, and after a break nobody knows which version worked.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['checkov:CKV_AZUREPIPELINES_1'],
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/container-phases'],
  bad: [
    {
      files:
        'trigger: none\nresources:\n  containers:\n    - container: node\n      image: node:«latest»\njobs:\n  - job: build\n    container: node\n    services:\n      db:\n        image: «postgres»\n      cache:\n        image: redis:8\n    steps:\n      - bash: make\n',
      fixed:
        'trigger: none\nresources:\n  containers:\n    - container: node\n      image: node:26\njobs:\n  - job: build\n    container: node\n    services:\n      db:\n        image: postgres:18\n      cache:\n        image: redis:8\n    steps:\n      - bash: make\n',
    },
    {
      files:
        'trigger: none\njobs:\n  - job: build\n    container: registry.example.com/builder:«latest»\n    steps:\n      - bash: make\n',
    },
  ],
  good: [
    'trigger: none\njobs:\n  - job: build\n    container: node:24\n    steps:\n      - bash: make\n',
    {
      title: 'the name of a container that is declared elsewhere',
      files: 'jobs:\n  - job: build\n    container: builder\n    steps:\n      - bash: make\n',
    },
    {
      title: 'a tag that is made, a digest, and an image whose push starts the pipeline',
      files:
        'trigger: none\nresources:\n  containers:\n    - container: app\n      type: ACR\n      image: registry.example.com/app:latest\n      trigger: true\n    - container: pinned\n      image: node:latest@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60\njobs:\n  - job: build\n    container: registry.example.com/builder:$(version)\n    steps:\n      - bash: make\n',
    },
  ],
  *check({ containerImages }, { today }) {
    for (const image of containerImages) {
      const reference = parseImage(image.text);
      const finding = reference && latestTag(reference, today, (start, end) => locate(image, start, end));
      if (finding) yield isParameter(image) ? { ...finding, fix: undefined } : finding;
    }
  },
});
