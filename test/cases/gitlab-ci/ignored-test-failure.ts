import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'once for a script that several jobs share',
      files:
        '.unit:\n  script:\n    - npm test« || true»\n\nold:\n  extends: .unit\n  image: node:22\n\nnew:\n  extends: .unit\n  image: node:24\n',
      fixed:
        '.unit:\n  script:\n    - npm test\n\nold:\n  extends: .unit\n  image: node:22\n\nnew:\n  extends: .unit\n  image: node:24\n',
    },
  ],
  good: [
    {
      title: 'tests in quarantine',
      files: 'unit-quarantine:\n  stage: test\n  script: pytest -m quarantine\n  allow_failure: true\n',
    },
    {
      title: 'a test of compatibility with what is not out yet',
      files: 'php-next-compat:\n  stage: test\n  script: vendor/bin/phpunit\n  allow_failure: true\n',
    },
    {
      title: 'somebody has said why',
      files:
        'unit:\n  stage: test\n  script: pytest\n  # the runners have no network, see the tracker\n  allow_failure: true\n',
    },
  ],
} satisfies Cases;
