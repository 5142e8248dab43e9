import { type Fix, rule } from '../../core/rule';
import { callBehind, requirements } from '../../formats/circleci/delivery-edit';
import type { WorkflowJob } from '../../formats/circleci/model';
import { appendItem, insertPairs, Verbatim } from '../../formats/yaml';
import { deployWithoutTests } from '../shared/delivery/deploy-without-tests';

export default rule({
  id: 'circleci/deploy-without-tests',
  title: 'Deploy that waits for no test',
  why: [
    'A deploy that does not wait for the tests is done before they have failed: what is broken reaches its users first, and the red mark comes after. Jobs of a workflow run side by side unless one `requires` the other.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://circleci.com/docs/guides/orchestrate/workflows/'],
  bad: [
    {
      title: 'beside the tests',
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: «kubectl apply -f k8s/»\nworkflows:\n  all:\n    jobs:\n      - test\n      - deploy:\n          filters:\n            branches:\n              only: main\n',
      fixed:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - test\n      - deploy:\n          requires: [test]\n          filters:\n            branches:\n              only: main\n',
    },
    {
      title: 'nothing tests',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm run build\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: «kubectl apply -f k8s/»\nworkflows:\n  all:\n    jobs:\n      - build\n      - deploy:\n          requires: [build]\n          filters:\n            branches:\n              only: main\n',
    },
    {
      title: 'it waits, but not for the tests',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm run build\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: «kubectl apply -f k8s/»\nworkflows:\n  all:\n    jobs:\n      - build\n      - test\n      - deploy:\n          requires: [build]\n          filters:\n            branches:\n              only: main\n',
      fixed:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm run build\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - build\n      - test\n      - deploy:\n          requires: [build, test]\n          filters:\n            branches:\n              only: main\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - test\n      - deploy:\n          requires: [test]\n          filters:\n            branches:\n              only: main\n',
    {
      title: 'by way of another',
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm run build\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - test\n      - build:\n          requires: [test]\n      - deploy:\n          requires: [build]\n          filters:\n            branches:\n              only: main\n',
    },
    {
      title: 'a job of an orb may test',
      files:
        'version: 2.1\norbs:\n  node: circleci/node@7.1.0\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - node/run\n      - deploy:\n          requires: [node/run]\n',
    },
    {
      title: 'a command that tests',
      files:
        'version: 2.1\ncommands:\n  verify:\n    steps:\n      - run: npm test\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - verify\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - deploy\n',
    },
    {
      title: 'another workflow tests',
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  check:\n    jobs:\n      - test\n  ship:\n    jobs:\n      - deploy:\n          filters:\n            branches:\n              only: main\n',
    },
  ],
  *check({ deliveries, config }, { project }) {
    for (const delivery of deliveries) {
      for (const { tests, ...found } of deployWithoutTests(delivery, project)) {
        const call = callBehind(config, delivery, found.job);
        const [first] = tests;
        yield { ...found, fix: call && first && requireToo(call, first.id) };
      }
    }
  },
});

/** Lets a job wait for one more. */
function requireToo(call: WorkflowJob, test: string): Fix | undefined {
  if (!call.map || call.map.anchor !== undefined || call.map.holder?.alias) return undefined;
  const list = requirements(call);
  const title = `Wait for ${test}`;
  if (list) return { title, edits: [appendItem(list, test)] };
  if (!call.map.lacks('requires') || call.map.ownPairs.length === 0 || !/^[\w.-]+$/.test(test)) return undefined;
  return { title, edits: [insertPairs(call.map, { requires: new Verbatim(`[${test}]`) }, 'first')] };
}
