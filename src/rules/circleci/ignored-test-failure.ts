import { rule } from '../../core/rule';
import { heed, ignoredTestFailure } from '../shared/delivery/ignored-test-failure';
import { acrossPipelines } from '../shared/pipelines/deliveries';

export default rule({
  id: 'circleci/ignored-test-failure',
  title: 'Tests whose failure counts for nothing',
  why: ['A test that may fail tells nobody anything: the pipeline is green, and what it would have found is deployed.'],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://circleci.com/docs/guides/orchestrate/workflows/'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test« || true»\nworkflows:\n  all:\n    jobs:\n      - test\n',
      fixed:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\nworkflows:\n  all:\n    jobs:\n      - test\n',
    },
    {
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run:\n          command: |\n            npm ci\n            npm test« || echo "failed"»\nworkflows:\n  all:\n    jobs:\n      - test\n',
      fixed:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run:\n          command: |\n            npm ci\n            npm test\nworkflows:\n  all:\n    jobs:\n      - test\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\nworkflows:\n  all:\n    jobs:\n      - test\n',
    {
      title: 'somebody has thought about it',
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test || true # flaky until the move is done\nworkflows:\n  all:\n    jobs:\n      - test\n',
    },
    {
      title: 'what may fail is no test',
      files:
        'version: 2.1\njobs:\n  clean:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: docker rm shop || true\nworkflows:\n  all:\n    jobs:\n      - clean\n',
    },
  ],
  *check({ deliveries }) {
    for (const { found } of acrossPipelines(deliveries, ignoredTestFailure)) {
      yield { ...found, fix: { title: `Remove ${found.leniency.by}`, edits: [heed(found.leniency)] } };
    }
  },
});
