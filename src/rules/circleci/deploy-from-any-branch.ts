import { type Fix, rule } from '../../core/rule';
import { callBehind } from '../../formats/circleci/delivery-edit';
import type { WorkflowJob } from '../../formats/circleci/model';
import { insertPairs } from '../../formats/yaml/edit';
import { deployFromAnyBranch } from '../shared/delivery/deploy-from-any-branch';

export default rule({
  id: 'circleci/deploy-from-any-branch',
  title: 'Deploy of whatever is pushed',
  why: [
    'A job of a workflow runs for every branch unless `filters` say otherwise: a push to any of them deploys it, reviewed or not, finished or not.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://circleci.com/docs/guides/orchestrate/workflows/#using-contexts-and-filtering-in-your-workflows'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: «kubectl apply -f k8s/»\nworkflows:\n  all:\n    jobs:\n      - test\n      - deploy:\n          requires: [test]\n',
      fixed:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - test\n      - deploy:\n          requires: [test]\n          filters:\n            branches:\n              only: main\n',
    },
    {
      title: 'a filter that lets all through',
      files:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: «kubectl apply -f k8s/»\nworkflows:\n  all:\n    jobs:\n      - deploy:\n          filters:\n            branches:\n              only: /.*/\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - test\n      - deploy:\n          requires: [test]\n          filters:\n            branches:\n              only: main\n',
    {
      title: 'tags only',
      files:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - deploy:\n          filters:\n            branches:\n              ignore: /.*/\n            tags:\n              only: /^v.*/\n',
    },
    {
      title: 'what it requires runs for one branch only',
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - test:\n          filters:\n            branches:\n              only: main\n      - deploy:\n          requires: [test]\n',
    },
    {
      title: 'a place of the branch’s own',
      files:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: helm upgrade shop-$CIRCLE_BRANCH ./chart\nworkflows:\n  all:\n    jobs:\n      - deploy\n',
    },
    {
      title: 'the workflow has a condition',
      files:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    when:\n      equal: [main, << pipeline.git.branch >>]\n    jobs:\n      - deploy\n',
    },
    {
      title: 'the step asks itself',
      files:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: |\n          if [ "$CIRCLE_BRANCH" = main ]; then kubectl apply -f k8s/; fi\nworkflows:\n  all:\n    jobs:\n      - deploy\n',
    },
  ],
  *check({ deliveries, config }) {
    for (const delivery of deliveries) {
      for (const found of deployFromAnyBranch(delivery)) {
        const call = callBehind(config, delivery, found.job);
        yield { ...found, fix: call && limit(call) };
      }
    }
  },
});

/** For the branch `main` alone, where the file itself speaks of it or of no other. */
function limit({ map }: WorkflowJob): Fix | undefined {
  if (!map || map.anchor !== undefined || map.holder?.alias || map.ownPairs.length === 0 || !map.lacks('filters'))
    return undefined;
  const text = map.file.text;
  const branch = /\bmaster\b/.test(text) && !/\bmain\b/.test(text) ? 'master' : 'main';
  return {
    title: `Deploy from ${branch} only`,
    edits: [insertPairs(map, { filters: { branches: { only: branch } } })],
  };
}
