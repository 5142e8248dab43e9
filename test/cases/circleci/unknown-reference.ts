import type { Cases } from '../../support/cases';

const JOB = 'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n';

export default {
  bad: [
    {
      title: 'a requirement that nothing is near to',
      files: `${JOB}      - checkout\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\nworkflows:\n  all:\n    jobs:\n      - build\n      - test:\n          requires:\n            - «deploy»\n`,
    },
  ],
  good: [
    { title: 'older forms of steps, which still run', files: `${JOB}      - shell:\n          command: make\n      - type: shell\n` },
    {
      title: 'jobs of a matrix',
      files: `${JOB}      - checkout\nworkflows:\n  all:\n    jobs:\n      - build:\n          matrix:\n            parameters:\n              version: ["22", "24"]\n      - build:\n          name: last\n          requires: [build-22, build-24]\n`,
    },
    { title: 'steps under a condition', files: `${JOB}      - when:\n          condition: true\n          steps:\n            - run: make\n      - unless:\n          condition: true\n          steps: [checkout]\n` },
    { title: 'set up for a configuration that follows', files: `setup: true\n${JOB}      - continuation/continue:\n          configuration_path: a.yml\n` },
    { title: 'a merge that leads nowhere', files: `<<: *elsewhere\n${JOB}      - install\n` },
  ],
} satisfies Cases;
