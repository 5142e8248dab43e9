import { rule } from '../../core/rule';
import { type Edit, insert } from '../../core/text';
import { callBehind } from '../../formats/circleci/delivery-edit';
import type { WorkflowJob } from '../../formats/circleci/model';
import { insertPairs, Verbatim } from '../../formats/yaml';
import { deployWithoutConcurrencyGuard } from '../shared/delivery/deploy-without-concurrency-guard';

export default rule({
  id: 'circleci/deploy-without-concurrency-guard',
  title: 'Two deploys at once',
  why: [
    'Two pushes within a minute start two pipelines, and nothing says that the deploy of the first one ends first: the older version may stay, or two jobs change the same thing halfway each.',
    'Jobs of one `serial-group` wait for each other, across pipelines.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://circleci.com/docs/guides/orchestrate/controlling-serial-execution-across-your-organization/'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - test\n      - «deploy»:\n          requires: [test]\n          filters:\n            branches:\n              only: main\n',
      fixed:
        'version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - test\n      - deploy:\n          serial-group: << pipeline.project.slug >>/deploy\n          requires: [test]\n          filters:\n            branches:\n              only: main\n',
    },
    {
      title: 'a job that is only named',
      files:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - «deploy»\n',
      fixed:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - deploy:\n          serial-group: << pipeline.project.slug >>/deploy\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - deploy:\n          serial-group: << pipeline.project.slug >>/deploy\n          filters:\n            branches:\n              only: main\n',
    {
      title: 'an orb lets pipelines wait',
      files:
        'version: 2.1\norbs:\n  queue: eddiewebb/queue@3.3.3\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: kubectl apply -f k8s/\nworkflows:\n  all:\n    jobs:\n      - queue/block_workflow\n      - deploy\n',
    },
    {
      title: 'only a plan',
      files:
        'version: 2.1\njobs:\n  plan:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: terraform plan\nworkflows:\n  all:\n    jobs:\n      - plan\n',
    },
    {
      title: 'Terraform locks its state itself',
      files:
        'version: 2.1\njobs:\n  infra:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: terraform apply -auto-approve\nworkflows:\n  all:\n    jobs:\n      - infra\n',
    },
  ],
  *check({ deliveries, config }) {
    for (const delivery of deliveries) {
      for (const { all, ...found } of deployWithoutConcurrencyGuard(delivery)) {
        const calls = all.flatMap((job) => callBehind(config, delivery, job) ?? []);
        const edits = calls.flatMap((call) => guard(call) ?? []);
        const isFixable = edits.length === all.length;
        yield { ...found, fix: isFixable ? { title: 'Let one wait for the other', edits } : undefined };
      }
    }
  },
});

function guard({ map, reference, name }: WorkflowJob): Edit | undefined {
  const group = `<< pipeline.project.slug >>/${/^[\w-]+$/.test(name) ? name : 'deploy'}`;
  if (map) {
    const isShared = map.anchor !== undefined || map.holder?.alias !== undefined || map.ownPairs.length === 0;
    return isShared ? undefined : insertPairs(map, { 'serial-group': new Verbatim(group) }, 'first');
  }
  const { file, end, start, holder } = reference;
  if (holder?.kind !== 'item' || holder.parent.isFlow) return undefined;
  const indent = ' '.repeat(start - file.line(file.lineAt(start)).start + 2);
  return insert(file, end, `:${file.eol}${indent}serial-group: ${group}`);
}
