import type { Cases } from '../../support/cases';

const build =
  'parameters:\n  - name: image\n    type: string\n    default: ubuntu-18.04\njobs:\n  - job: build\n    pool:\n      vmImage: ${{ parameters.image }}\n    steps:\n      - bash: make\n';

export default {
  bad: [
    {
      title: 'given to a template, through another one',
      today: '2026-11-21',
      files: {
        'azure-pipelines.yml':
          'trigger: none\nstages:\n  - template: ci/stages.yml\n    parameters:\n      vmImage: «ubuntu-20.04»\n      name: ubuntu-20.04\n',
        'ci/stages.yml':
          'parameters:\n  - name: vmImage\n    type: string\n  - name: name\n    type: string\nstages:\n  - stage: build\n    jobs:\n      - template: build.yml\n        parameters:\n          image: ${{ parameters.vmImage }}\n',
        'ci/build.yml': build,
      },
    },
    {
      title: 'what the pipeline takes where nobody chooses',
      today: '2026-11-21',
      files:
        'trigger: [main]\nparameters:\n  - name: image\n    type: string\n    default: «macos-13»\n    values: [macos-13, macos-15]\npool:\n  vmImage: ${{ parameters.image }}\nsteps:\n  - bash: make\n',
    },
  ],
  good: [
    {
      title: 'the default of a template that is always given another',
      today: '2026-11-21',
      files: {
        'azure-pipelines.yml':
          'trigger: none\njobs:\n  - template: ci/build.yml\n    parameters:\n      image: ubuntu-24.04\n',
        'ci/build.yml': build,
      },
    },
    {
      title: 'of a pool of one’s own',
      today: '2026-11-21',
      files:
        'trigger: none\nparameters:\n  - name: image\n    type: string\n    default: ubuntu-18.04\npool:\n  name: builders\n  vmImage: ${{ parameters.image }}\nsteps:\n  - bash: make\n',
    },
  ],
} satisfies Cases;
