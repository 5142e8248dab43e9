import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'a step that several pipelines take up is spoken of once',
      files:
        'definitions:\n  steps:\n    - step: &test\n        image: node:«latest»\n        script: [npm test]\npipelines:\n  default:\n    - step: *test\n  branches:\n    main:\n      - step: *test\n',
      fixed:
        'definitions:\n  steps:\n    - step: &test\n        image: node:26\n        script: [npm test]\npipelines:\n  default:\n    - step: *test\n  branches:\n    main:\n      - step: *test\n',
    },
  ],
  good: [
    { title: 'what has ended is told so instead', files: 'image: centos:latest\npipelines:\n  default:\n    - step:\n        script: [make]\n' },
    'pipelines:\n  default:\n    - step:\n        script: [make]\n',
    'image:\n  name: $IMAGE\n  username: $NAME\n  password: $PASSWORD\npipelines:\n  default:\n    - step:\n        script: [make]\n',
  ],
} satisfies Cases;
