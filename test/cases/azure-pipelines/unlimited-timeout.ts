import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'the pool of the pipeline, and one of a stage',
      files:
        'trigger: none\npool:\n  name: builders\nstages:\n  - stage: a\n    jobs:\n      - job: one\n        «timeoutInMinutes: 0»\n        steps:\n          - bash: make\n',
      fixed:
        'trigger: none\npool:\n  name: builders\nstages:\n  - stage: a\n    jobs:\n      - job: one\n        timeoutInMinutes: 120\n        steps:\n          - bash: make\n',
    },
  ],
  good: [
    {
      title: 'the pool of Microsoft by its own name',
      files:
        'trigger: none\npool:\n  name: Azure Pipelines\n  vmImage: ubuntu-24.04\njobs:\n  - job: one\n    timeoutInMinutes: 0\n    steps:\n      - bash: make\n',
    },
    {
      title: 'a pool that a variable names, or none at all',
      files:
        'trigger: none\njobs:\n  - job: one\n    timeoutInMinutes: 0\n    pool: $(pool)\n    steps:\n      - bash: make\n  - job: two\n    timeoutInMinutes: 0 # As long as may be\n    steps:\n      - bash: make\n',
    },
  ],
} satisfies Cases;
