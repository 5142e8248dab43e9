import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'a comment that speaks of something else',
      files:
        'trigger: none\nvariables:\n  # How it is built\n  configuration: Release\n  # All of it\n  «System.Debug: true»\nsteps:\n  - bash: make\n',
      fixed:
        'trigger: none\nvariables:\n  # How it is built\n  configuration: Release\n  # All of it\nsteps:\n  - bash: make\n',
    },
  ],
  good: [
    {
      title: 'explained on the line itself, or above an item of a list',
      files: {
        'azure-pipelines.yml':
          'trigger: none\nvariables:\n  system.debug: true # debugging the new agents until March\nsteps:\n  - bash: make\n',
        'ci/trial.yml':
          'trigger: none\nvariables:\n  # Trial runs are always in debug mode\n  - name: System.Debug\n    value: true\nsteps:\n  - bash: make\n',
      },
    },
  ],
} satisfies Cases;
