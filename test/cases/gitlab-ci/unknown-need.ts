import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'in the same words in `dependencies`',
      files:
        'build:\n  stage: build\n  script: make\n\ntest:\n  stage: test\n  needs: [«biuld»]\n  dependencies: [«biuld»]\n  script: make test\n',
      fixed:
        'build:\n  stage: build\n  script: make\n\ntest:\n  stage: test\n  needs: [build]\n  dependencies: [build]\n  script: make test\n',
    },
    {
      title: 'a scan that stands before what it reads',
      files:
        'stages: [check, test]\n\nquality:\n  stage: check\n  needs:\n    - job: «unit»\n      artifacts: true\n  script: sonar-scanner\n\nunit:\n  stage: test\n  script: make test\n',
    },
  ],
  good: [
    {
      title: 'a job of the same stage',
      files:
        'unit:\n  stage: test\n  script: make test\n\nquality:\n  stage: test\n  needs: [unit]\n  script: sonar-scanner\n',
    },
  ],
} satisfies Cases;
