import { rule } from '../../core/rule';
import { parseImage } from '../shared/image';

export default rule({
  id: 'azure-pipelines/image-without-digest',
  title: 'Job container without a digest',
  why: [
    'A tag can be moved to other content by whoever may push to the registry; a digest can not. Where pipelines have to be proof against that, their containers are named by digest, and a tool renews them.',
    'It is work that many do without; therefore this is off until asked for.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'all',
  since: '0.1.0',
  equivalents: ['checkov:CKV_AZUREPIPELINES_2'],
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/container-phases'],
  bad: [
    { files: 'trigger: none\njobs:\n  - job: build\n    container: «node:24»\n    steps:\n      - bash: make\n' },
    {
      files:
        'trigger: none\nresources:\n  containers:\n    - container: go\n      image: «golang:1.26»\njobs:\n  - job: build\n    container: go\n    steps:\n      - bash: make\n',
    },
  ],
  good: [
    'trigger: none\njobs:\n  - job: build\n    container: node@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60\n    steps:\n      - bash: make\n',
    'trigger: none\njobs:\n  - job: build\n    container: ${{ parameters.image }}\n    steps:\n      - bash: make\n',
    'trigger: none\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: docker run node:24\n',
  ],
  *check({ containerImages }) {
    for (const image of containerImages) {
      const reference = parseImage(image.text);
      if (!reference || reference.digest) continue;
      yield { at: image, message: `The tag of ${image.text} can be moved to another image: name its digest too` };
    }
  },
});
