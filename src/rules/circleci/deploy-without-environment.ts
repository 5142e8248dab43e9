import { rule } from '../../core/rule';
import { deployWithoutEnvironment } from '../shared/delivery/deploy-without-environment';

export default rule({
  id: 'circleci/deploy-without-environment',
  title: 'Deploy that nobody agrees to',
  why: [
    'What is pushed is deployed at once: no person agrees, and the secrets of the deploy are those of the project, which every job gets. A job of `type: approval` before it asks a person; a context holds the secrets of the deploy alone, and may be open to some groups only.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  links: [
    'https://circleci.com/docs/guides/orchestrate/workflows/#holding-a-workflow-for-a-manual-approval',
    'https://circleci.com/docs/guides/security/contexts/',
  ],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - test\n      - «deploy»:\n          requires: [test]\n          filters:\n            branches:\n              only: main\n',
    },
    {
      title: 'once a workflow',
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\n  ship:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: helm upgrade shop ./chart\nworkflows:\n  all:\n    jobs:\n      - test\n      - «deploy»:\n          requires: [test]\n          filters:\n            branches:\n              only: main\n      - ship:\n          requires: [test]\n          filters:\n            branches:\n              only: main\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - test\n      - hold:\n          type: approval\n          requires: [test]\n      - deploy:\n          requires: [hold]\n          filters:\n            branches:\n              only: main\n',
    {
      title: 'a context',
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - test\n      - deploy:\n          requires: [test]\n          context: production\n          filters:\n            branches:\n              only: main\n',
    },
    {
      title: 'only a plan',
      files:
        'version: 2.1\njobs:\n  plan:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: terraform plan\nworkflows:\n  all:\n    jobs:\n      - plan\n',
    },
  ],
  *check({ deliveries }) {
    for (const delivery of deliveries) {
      for (const found of deployWithoutEnvironment(delivery)) {
        const [, ...others] = found.all;
        const count =
          others.length === 0 ? `${found.job.name} deploys` : `${found.job.name} and ${others.length} more deploy`;
        yield {
          ...found,
          message: `${count} with neither a context nor an approval: let a job of type approval ask before it`,
        };
      }
    }
  },
});
