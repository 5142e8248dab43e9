import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'only what stands in the circle, not what leads there',
      files:
        'a:\n  needs: [«b»]\n  script: make a\n\nb:\n  needs: [«a»]\n  script: make b\n\nlast:\n  needs: [a]\n  script: make last\n',
    },
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
      title: 'two ways to the same',
      files:
        'base:\n  script: make\n\na:\n  needs: [base]\n  script: make a\n\nb:\n  needs: [base]\n  script: make b\n\nlast:\n  needs: [a, b, base]\n  script: make last\n',
    },
    {
      title: 'a job of the same stage',
      files:
        'unit:\n  stage: test\n  script: make test\n\nquality:\n  stage: test\n  needs: [unit]\n  script: sonar-scanner\n',
    },
  ],
} satisfies Cases;
