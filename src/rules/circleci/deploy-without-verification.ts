import { rule } from '../../core/rule';
import { deployWithoutVerification } from '../shared/delivery/deploy-without-verification';
import { waitForRelease } from '../shared/delivery/wait-for-release';

export default rule({
  id: 'circleci/deploy-without-verification',
  title: 'Deploy that nobody looks after',
  why: [
    'A command that hands over what is to run is done when that is accepted, not when it runs: the pipeline is green while the new version fails to start. `kubectl rollout status`, `helm upgrade --wait` or a request to the service shows it, and lets the pipeline take the deploy back.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://circleci.com/docs/guides/orchestrate/workflows/'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: «kubectl apply -f k8s/»\nworkflows:\n  all:\n    jobs:\n      - deploy:\n          filters:\n            branches:\n              only: main\n',
    },
    {
      files:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: «helm upgrade shop ./chart»\nworkflows:\n  all:\n    jobs:\n      - deploy:\n          filters:\n            branches:\n              only: main\n',
      fixed:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: helm upgrade --wait shop ./chart\nworkflows:\n  all:\n    jobs:\n      - deploy:\n          filters:\n            branches:\n              only: main\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\n      - run: kubectl rollout status deployment/shop\nworkflows:\n  all:\n    jobs:\n      - deploy\n',
    {
      title: 'a later job looks',
      files:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\n  smoke:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: curl -f https://shop.example.com/health\nworkflows:\n  all:\n    jobs:\n      - deploy\n      - smoke:\n          requires: [deploy]\n',
    },
    'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: helm upgrade --wait shop ./chart\nworkflows:\n  all:\n    jobs:\n      - deploy\n',
  ],
  *check({ deliveries }) {
    for (const delivery of deliveries) {
      for (const found of deployWithoutVerification(delivery)) {
        const edit = waitForRelease(found.at);
        yield { ...found, fix: edit && { title: 'Wait until it is ready', edits: [edit] } };
      }
    }
  },
});
