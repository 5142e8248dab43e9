import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'a job without a name',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm ci\n  - bash: npm test\n    «continueOnError: true»\n',
      fixed:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm ci\n  - bash: npm test\n',
    },
  ],
  good: [
    {
      title: 'thought about',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm test\n    # The results are published below, and judged there\n    continueOnError: true\n',
    },
  ],
} satisfies Cases;
