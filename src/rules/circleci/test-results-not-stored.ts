import { rule } from '../../core/rule';
import type { Pipeline } from '../../formats/delivery/model';
import type { Delivered } from '../shared/delivery/delivered';
import { acrossPipelines } from '../shared/pipelines/deliveries';

export default rule({
  id: 'circleci/test-results-not-stored',
  title: 'Tests whose results are not kept',
  why: [
    'With `store_test_results` CircleCI shows which tests failed, how long each takes and which are flaky, and splits them evenly between containers. Without it there is only the log.',
    'Off until asked for: a job whose tests print what matters may do without.',
  ],
  severity: 'info',
  practice: 'observability',
  preset: 'all',
  since: '0.1.0',
  links: ['https://circleci.com/docs/guides/test/collect-test-data/'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: «npm test»\nworkflows:\n  all:\n    jobs: [build]\n',
    },
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run:\n          command: |\n            npm ci\n            «npx jest»\nworkflows:\n  all:\n    jobs: [build]\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n      - store_test_results:\n          path: results\nworkflows:\n  all:\n    jobs: [build]\n',
    {
      title: 'a command of an orb may keep them',
      files:
        'version: 2.1\norbs:\n  node: circleci/node@7.1.0\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - node/test\n      - run: npm test\nworkflows:\n  all:\n    jobs: [build]\n',
    },
    {
      title: 'nothing is tested',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm run build\nworkflows:\n  all:\n    jobs: [build]\n',
    },
  ],
  *check({ deliveries, file }) {
    if (file.text.includes('store_test_results')) return;
    for (const { found } of acrossPipelines(deliveries, testing)) yield found;
  },
});

function* testing({ jobs }: Pipeline): Generator<Delivered> {
  for (const job of jobs) {
    const test = job.isOpaque
      ? undefined
      : job.activities.find(({ kind, certainty }) => kind === 'tests' && certainty === 'certain');
    if (!test) continue;
    yield {
      job,
      at: test.at,
      address: job.id,
      message: 'Only the log will tell which test has failed: keep the results by `store_test_results`',
    };
  }
}
