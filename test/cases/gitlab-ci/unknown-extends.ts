import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'only what stands in the circle, not what leads there',
      files:
        '.a:\n  extends: [«.b», .plain]\n\n.b:\n  extends: «.a»\n\n.plain:\n  image: node:24\n\ntest:\n  extends: .a\n  script: make\n',
    },
  ],
  good: [
    {
      title: 'two ways to the same',
      files:
        '.base:\n  image: node:24\n\n.a:\n  extends: .base\n\n.b:\n  extends: .base\n\ntest:\n  extends: [.a, .b]\n  script: make\n',
    },
  ],
} satisfies Cases;
