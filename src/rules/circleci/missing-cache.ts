import { rule } from '../../core/rule';
import { missingCache } from '../shared/delivery/missing-cache';
import { acrossPipelines } from '../shared/pipelines/deliveries';

export default rule({
  id: 'circleci/missing-cache',
  title: 'Dependencies fetched anew in each run',
  why: [
    'A job starts with nothing but the repository, so without a cache it fetches all packages from the network every time: minutes of waiting, and a pipeline that fails with the registry.',
    '`restore_cache` and `save_cache` with the lock file’s checksum as the key keep them. Said once a job; what is published or deployed should not come from a cache that other jobs can fill.',
  ],
  severity: 'info',
  practice: 'cost',
  since: '0.1.0',
  links: ['https://circleci.com/docs/guides/optimize/caching/'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: «npm ci»\n      - run: npm test\nworkflows:\n  all:\n    jobs:\n      - test\n',
    },
    {
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: «pip install -r requirements.txt»\n      - run: pytest\nworkflows:\n  all:\n    jobs:\n      - test\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - restore_cache:\n          key: npm-{{ checksum "package-lock.json" }}\n      - run: npm ci\n      - run: npm test\nworkflows:\n  all:\n    jobs:\n      - test\n',
    {
      title: 'a command of an orb may keep them',
      files:
        'version: 2.1\norbs:\n  node: circleci/node@7.1.0\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - node/install-packages\n      - run: npm ci\n      - run: npm test\nworkflows:\n  all:\n    jobs: [test]\n',
    },
    {
      title: 'what is deployed',
      files:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm ci\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - deploy\n',
    },
  ],
  *check({ deliveries }) {
    for (const { found } of acrossPipelines(deliveries, missingCache)) yield found;
  },
});
