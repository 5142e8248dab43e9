import type { Cases } from '../../support/cases';

const job =
  'parameters:\n  - name: container\n    type: string\njobs:\n  - job: build\n    container: ${{ parameters.container }}\n    steps:\n      - bash: make\n';

export default {
  bad: [
    {
      title: 'given to a template',
      files: {
        'azure-pipelines.yml':
          'trigger: none\njobs:\n  - template: ci/job.yml\n    parameters:\n      container: node:«latest»\n',
        'ci/job.yml': job,
      },
    },
  ],
  good: [
    {
      title: 'a name of a resource, and a parameter that is no image',
      files: {
        'azure-pipelines.yml':
          'trigger: none\nresources:\n  containers:\n    - container: tools\n      image: node:24\njobs:\n  - template: ci/job.yml\n    parameters:\n      container: tools\n      note: node:latest\n',
        'ci/job.yml': job,
      },
    },
  ],
} satisfies Cases;
