import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'rules of one would meet `only` of another that extends it',
      files:
        'deploy:\n  script: make deploy\n  «only»:\n    - develop\n\nagain:\n  extends: deploy\n  needs: [deploy]\n  «only»:\n    - develop\n',
    },
    {
      title: 'two jobs that have nothing to do with each other',
      files:
        '.base:\n  image: node:24\n\ndeploy:\n  extends: .base\n  script: make deploy\n  «only»:\n    - develop\n',
      fixed:
        '.base:\n  image: node:24\n\ndeploy:\n  extends: .base\n  script: make deploy\n  rules:\n    - if: $CI_COMMIT_BRANCH == "develop"\n',
    },
  ],
  good: [
    {
      title: 'the same words elsewhere',
      files: 'test:\n  script: make only except\n  variables:\n    only: a\n',
    },
  ],
} satisfies Cases;
