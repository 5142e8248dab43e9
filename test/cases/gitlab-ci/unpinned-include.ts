import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'by an anchor',
      files:
        'variables:\n  VERSION: &version «"master"»\n\ninclude:\n  - project: acme/ci\n    ref: *version\n    file: node.yml\n\ntest:\n  script: npm test\n',
    },
  ],
  good: [
    {
      title: 'a path with a version, and one that a variable tells',
      files:
        'include:\n  - remote: https://gitlab.com/acme/ci/-/raw/v2.1.0/node.yml\n  - remote: https://gitlab.com/acme/ci/-/raw/$VERSION/node.yml\n\ntest:\n  script: npm test\n',
    },
  ],
} satisfies Cases;
