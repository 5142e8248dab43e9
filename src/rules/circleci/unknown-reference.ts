import { basename } from '../../core/path';
import { type Finding, rule } from '../../core/rule';
import { STEP_NAMES } from '../../data/circleci-keywords';
import type { Config, Workflow } from '../../formats/circleci/model';
import { hasPlaceholder } from '../../formats/circleci/parameters';
import { allSteps } from '../../formats/circleci/script';
import { setScalar } from '../../formats/yaml/edit';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'circleci/unknown-reference',
  title: 'Name that nothing has been given',
  why: [
    'CircleCI refuses a configuration that names a job, a command, an executor or an orb which is not there, and a workflow in which a job requires one that it does not run: nothing runs until it is mended.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://circleci.com/docs/reference/configuration-reference/#requires',
    'https://circleci.com/docs/reference/reusing-config/',
  ],
  bad: [
    {
      title: 'a job',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\nworkflows:\n  all:\n    jobs:\n      - «biuld»\n',
      fixed:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\nworkflows:\n  all:\n    jobs:\n      - build\n',
    },
    {
      title: 'a requirement',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\nworkflows:\n  all:\n    jobs:\n      - build\n      - test:\n          requires: [«built»]\n',
      fixed:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\nworkflows:\n  all:\n    jobs:\n      - build\n      - test:\n          requires: [build]\n',
    },
    {
      title: 'an executor, a command',
      files:
        'version: 2.1\nexecutors:\n  node:\n    docker:\n      - image: cimg/node:24.1\ncommands:\n  install:\n    steps:\n      - run: npm ci\njobs:\n  build:\n    executor: «nodes»\n    steps:\n      - checkout\n      - «instal»\n',
      fixed:
        'version: 2.1\nexecutors:\n  node:\n    docker:\n      - image: cimg/node:24.1\ncommands:\n  install:\n    steps:\n      - run: npm ci\njobs:\n  build:\n    executor: node\n    steps:\n      - checkout\n      - install\n',
    },
    {
      title: 'an orb',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - «slack/notify»\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\nworkflows:\n  all:\n    jobs:\n      - build\n      - hold:\n          type: approval\n          requires: [build]\n      - build:\n          name: again\n          requires:\n            - hold: [success]\n',
    {
      title: 'of an orb, and by its name in the workflow',
      files:
        'version: 2.1\norbs:\n  node: circleci/node@7.1.0\nworkflows:\n  all:\n    jobs:\n      - node/test:\n          name: test\n      - node/run:\n          requires: [test]\n',
    },
    {
      title: 'filled in when it runs, or put together from several files',
      files: {
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  build:\n    parameters:\n      on: { type: executor }\n      first: { type: steps }\n    executor: << parameters.on >>\n    steps: << parameters.first >>\nworkflows:\n  all:\n    jobs:\n      - build:\n          matrix:\n            parameters:\n              on: [a]\n      - build:\n          name: b-<< matrix.on >>\n          requires: [build-a]\n',
        '.circleci/src/test.yml': 'workflows:\n  all:\n    jobs: [elsewhere]\n',
      },
    },
    {
      title: 'the steps of a parameter',
      files:
        'version: 2.1\ncommands:\n  around:\n    parameters:\n      inner: { type: steps }\n    steps:\n      - checkout\n      - << parameters.inner >>\n',
    },
  ],
  *check({ config, isBroken }) {
    // Others are put together from several files before CircleCI reads them.
    if (!config || isBroken || !/^config\.ya?ml$/.test(basename(config.file.path))) return;
    if (config.map.isUncertain || config.map.has('setup')) return;
    const seen = new Set<YamlScalar>();
    for (const { name, what, known } of namesIn(config)) {
      if (seen.has(name)) continue;
      seen.add(name);
      const finding = judge(name, what, known, config);
      if (finding) yield finding;
    }
    for (const workflow of config.workflows) yield* requirements(workflow);
  },
});

interface Named {
  readonly name: YamlScalar;
  readonly what: 'job' | 'command' | 'executor';
  readonly known: readonly string[];
}

function* namesIn(config: Config): Generator<Named> {
  const [jobs, commands, executors] = [config.jobs, config.commands, config.executors].map((all) =>
    all.map(({ name }) => name),
  );
  for (const { jobs: calls } of config.workflows)
    for (const call of calls) {
      const type = call.map?.has('type') ?? false;
      if (!type && !config.map.has('job-groups')) yield { name: call.reference, what: 'job', known: jobs ?? [] };
    }
  for (const { executor } of config.jobs)
    if (executor) yield { name: executor, what: 'executor', known: executors ?? [] };
  for (const { name } of allSteps(config))
    if (!STEP_NAMES.has(name.text)) yield { name, what: 'command', known: commands ?? [] };
}

function judge(name: YamlScalar, what: Named['what'], known: readonly string[], config: Config): Finding | undefined {
  const { text } = name;
  if (hasPlaceholder(text) || text === '' || known.includes(text)) return undefined;
  const slash = text.indexOf('/');
  if (slash >= 0) {
    const orb = text.slice(0, slash);
    if (config.orbs.some((each) => each.name === orb)) return undefined;
    return { at: name, message: `There is no orb ${orb} under \`orbs\`, so ${text} can not be found`, address: text };
  }
  const near = meant(text, known);
  return {
    at: name,
    message: `There is no ${what} ${text}${near === undefined ? '' : `; ${near} is near`}, and CircleCI refuses the configuration`,
    fix: near === undefined ? undefined : { title: `Use ${near}`, edits: [setScalar(name, near)] },
    address: text,
  };
}

function* requirements({ name, jobs }: Workflow): Generator<Finding> {
  const names = jobs.map((job) => job.name);
  if (names.some(hasPlaceholder)) return;
  // A matrix makes jobs whose names begin with that of the job.
  const made = jobs.filter((job) => job.map?.has('matrix')).map((job) => job.reference.text);
  for (const { requires } of jobs) {
    for (const required of requires) {
      const { text } = required;
      if (names.includes(text) || hasPlaceholder(text) || made.some((each) => text.startsWith(each))) continue;
      if (jobs.some((job) => job.map?.has('matrix'))) continue;
      const near = meant(text, names);
      yield {
        at: required,
        message: `The workflow ${name} runs no job ${text}${near === undefined ? '' : `; ${near} is near`}, and CircleCI refuses the configuration`,
        fix: near === undefined ? undefined : { title: `Require ${near}`, edits: [setScalar(required, near)] },
        address: text,
      };
    }
  }
}
