import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'what stands there twice is left to a person',
      files:
        '«before_script»:\n  - npm ci\n\nbefore_script:\n  - npm install\n\ntest:\n  script: npm test\n',
    },
  ],
  good: [
    {
      title: 'variables, stages and includes belong there',
      files:
        'include:\n  - local: ci.yml\n\nstages: [test]\n\nvariables:\n  LEVEL: info\n\nworkflow:\n  rules:\n    - if: $CI_COMMIT_BRANCH\n\ntest:\n  script: npm test\n',
    },
  ],
} satisfies Cases;
