import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'parts that were left behind',
      files: 'include:\n  - local: «.gitlab-ci/build.yml»\n  - local: «.gitlab-ci/deploy.yml»\n',
    },
  ],
  good: [
    {
      title: 'a pattern that fits nothing yet, and a variable',
      files: 'include:\n  - local: .gitlab/ci/*.gitlab-ci.yml\n  - local: $PARTS\n\ntest:\n  script: make\n',
    },
  ],
} satisfies Cases;
