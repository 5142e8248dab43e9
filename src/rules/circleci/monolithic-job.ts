import { rule } from '../../core/rule';
import { monolithicJob } from '../shared/delivery/monolithic-job';

export default rule({
  id: 'circleci/monolithic-job',
  title: 'Job that builds, tests and deploys',
  why: [
    'A job that does everything can only be done as a whole: a deploy that failed is repeated with build and tests, the secrets of the deploy lie open to each test and each dependency, and nobody can be asked before the last part alone.',
    'Said of jobs of eight steps and more.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://circleci.com/docs/guides/orchestrate/workflows/'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  all:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm ci\n      - run: npm run lint\n      - run: npm test\n      - run: npm run build\n      - run: docker build -t shop .\n      - run: docker push shop\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - «all»\n',
    },
    {
      files:
        'version: 2.1\njobs:\n  release:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: pip install -r requirements.txt\n      - run: ruff check\n      - run: pytest\n      - run: python -m build\n      - run: docker build -t shop .\n      - run: docker push shop:$CIRCLE_SHA1\n      - run: helm upgrade shop ./chart --wait\nworkflows:\n  all:\n    jobs:\n      - «release»:\n          filters:\n            branches:\n              only: main\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - test\n      - deploy:\n          requires: [test]\n          filters:\n            branches:\n              only: main\n',
    'version: 2.1\njobs:\n  all:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm ci\n      - run: npm test\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - all\n',
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm ci\n      - run: npm run lint\n      - run: npm test\n      - run: npm run build\n      - run: npm run docs\n      - run: npm pack\n      - run: ls\n      - run: docker build .\nworkflows:\n  all:\n    jobs:\n      - build\n',
  ],
  *check({ deliveries }) {
    for (const delivery of deliveries) {
      yield* monolithicJob(delivery);
    }
  },
});
