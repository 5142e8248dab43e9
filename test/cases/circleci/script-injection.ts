import type { Cases } from '../../support/cases';

const RUN = 'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: ';

export default {
  bad: [
    {
      title: 'in a command, which jobs call',
      files:
        'version: 2.1\ncommands:\n  tell:\n    steps:\n      - run:\n          name: Tell\n          command: notify "«<<pipeline.git.branch>>»"\n',
      fixed:
        'version: 2.1\ncommands:\n  tell:\n    steps:\n      - run:\n          name: Tell\n          command: notify "${CIRCLE_BRANCH}"\n',
    },
  ],
  good: [
    `${RUN}echo << parameters.branch >>\n`,
    `${RUN}echo << pipeline.parameters.tag >> << pipeline.id >> << pipeline.project.slug >>\n`,
    'version: 2.1\nworkflows:\n  all:\n    when:\n      equal: [main, << pipeline.git.branch >>]\n    jobs: []\n',
  ],
} satisfies Cases;
