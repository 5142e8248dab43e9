import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { allSteps } from '../../formats/circleci/script';

export default rule({
  id: 'circleci/deprecated-step',
  title: 'Step `deploy`, which is on its way out',
  why: [
    '`deploy` was made for jobs in which several containers ran the same steps; CircleCI has given it up, and it does no more than `run` in a job without `parallelism`. With it, a job of its own that requires the others takes its place.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://circleci.com/docs/reference/configuration-reference/#deploy-deprecated'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - «deploy»: ./deploy.sh\n',
      fixed:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: ./deploy.sh\n',
    },
    {
      title: 'in several containers it runs once',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    parallelism: 4\n    steps:\n      - checkout\n      - «deploy»:\n          name: Ship\n          command: ./deploy.sh\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: ./deploy.sh\n',
    {
      title: 'a command of one’s own of that name',
      files:
        'version: 2.1\ncommands:\n  deploy:\n    steps:\n      - run: ./deploy.sh\njobs:\n  ship:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - deploy\n',
    },
    {
      title: 'a job of that name',
      files:
        'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\nworkflows:\n  all:\n    jobs:\n      - deploy\n',
    },
  ],
  *check({ config }) {
    if (!config || config.commands.some(({ name }) => name === 'deploy')) return;
    for (const { name, script, node } of allSteps(config)) {
      if (name.text !== 'deploy' || !script) continue;
      const job = config.jobs.find(({ steps }) => steps.some((step) => step.node === node));
      const isAlone = job?.map?.lacks('parallelism') ?? false;
      yield {
        at: name,
        message:
          'CircleCI has given the step `deploy` up: use `run`, in a job of its own where there are several containers',
        tag: 'deprecated',
        address: job?.name,
        fix: isAlone ? { title: 'Use run', edits: [replace(name, 'run')] } : undefined,
      };
    }
  },
});
