import { type Finding, rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import {
  COMMAND_KEYS,
  DOCKER_KEYS,
  EXECUTOR_KEYS,
  JOB_KEYS,
  MACHINE_KEYS,
  STEP_KEYS,
  TOP_KEYS,
} from '../../data/circleci-keywords';
import type { Config } from '../../formats/circleci/model';
import { allSteps } from '../../formats/circleci/script';
import { items, map } from '../../formats/yaml/access';
import type { YamlMap } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'circleci/unknown-key',
  title: 'Key that CircleCI does not know',
  why: [
    'CircleCI refuses a configuration with a key that it does not know, or leaves unheeded what stands below it: nothing runs until it is mended, or what was meant has never been in force.',
    'Said only of keys that are a letter or two away from one that is known there.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://circleci.com/docs/reference/configuration-reference/'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    «step»:\n      - checkout\n',
      fixed:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n',
    },
    {
      title: 'below a step and a container',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n        «enviroment»:\n          A: b\n    steps:\n      - run:\n          «comand»: make\n      - run:\n          «commands»: make\n      - save_cache:\n          «path»: [node_modules]\n          key: a\n',
      fixed:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n        environment:\n          A: b\n    steps:\n      - run:\n          command: make\n      - run:\n          command: make\n      - save_cache:\n          paths: [node_modules]\n          key: a\n',
    },
    {
      title: 'at the top',
      files:
        'version: 2.1\n«workflow»:\n  all:\n    jobs: [build]\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n',
      fixed:
        'version: 2.1\nworkflows:\n  all:\n    jobs: [build]\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n',
    {
      title: 'what others take up by an alias may have any name',
      files:
        'version: 2.1\njob: &job\n  docker:\n    - image: cimg/node:24.1\njobs:\n  build:\n    <<: *job\n    steps:\n      - checkout\n',
    },
    {
      title: 'parts of it that are there to be taken up',
      files:
        'version: 2.1\nexecutor:\n  node: &node\n    docker:\n      - image: cimg/node:24.1\njobs:\n  build:\n    <<: *node\n    steps:\n      - checkout\n',
    },
    {
      title: 'parameters of a command are its own',
      files:
        'version: 2.1\norbs:\n  node: circleci/node@7.1.0\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - node/install:\n          path: a\n          step: b\n',
    },
    {
      title: 'names of jobs, variables and workflows are free',
      files:
        'version: 2.1\njobs:\n  steps:\n    docker:\n      - image: cimg/node:24.1\n    environment:\n      step: a\n    steps:\n      - checkout\nworkflows:\n  job:\n    jobs: [steps]\n',
    },
  ],
  *check({ config, isBroken }) {
    if (!config || isBroken) return;
    const seen = new Set<YamlMap>();
    for (const { body, keys, where } of bodiesOf(config)) {
      if (seen.has(body)) continue;
      seen.add(body);
      yield* misspelt(body, keys, where);
    }
  },
});

interface Body {
  readonly body: YamlMap;
  readonly keys: ReadonlySet<string>;
  readonly where: string;
}

function* bodiesOf(config: Config): Generator<Body> {
  yield { body: config.map, keys: TOP_KEYS, where: 'at the top' };
  for (const { map: body } of config.commands) if (body) yield { body, keys: COMMAND_KEYS, where: 'in commands' };
  for (const { map: body } of config.executors) if (body) yield* executor(body, EXECUTOR_KEYS, 'in executors');
  for (const { map: body } of config.jobs) if (body) yield* executor(body, JOB_KEYS, 'in jobs');
  for (const { name, args } of allSteps(config)) {
    const keys = Object.hasOwn(STEP_KEYS, name.text) ? STEP_KEYS[name.text] : undefined;
    const body = map(args);
    if (keys && body) yield { body, keys, where: `below \`${name.text}\`` };
  }
}

function* executor(body: YamlMap, keys: ReadonlySet<string>, where: string): Generator<Body> {
  yield { body, keys, where };
  for (const item of items(body.get('docker'))) {
    const container = map(item);
    if (container) yield { body: container, keys: DOCKER_KEYS, where: 'below `docker`' };
  }
  const machine = map(body.get('machine'));
  if (machine) yield { body: machine, keys: MACHINE_KEYS, where: 'below `machine`' };
}

function* misspelt(body: YamlMap, keys: ReadonlySet<string>, where: string): Generator<Finding> {
  for (const { name, key, value } of body.ownPairs) {
    if (keys.has(name) || name === '<<' || name.includes('<<') || name.startsWith('x-')) continue;
    // At the top anything may stand that is only there to be taken up elsewhere.
    if (value && (value.anchor !== undefined || /&\w/.test(textOf(value)))) continue;
    const near = meant(name, keys);
    if (near === undefined || body.has(near) || Math.abs(near.length - name.length) > 2) continue;
    yield {
      at: key,
      message: `CircleCI knows no key ${name} ${where}; ${near} is near`,
      fix: key.style === 'plain' ? { title: `Call it ${near}`, edits: [replace(key, near)] } : undefined,
      address: name,
    };
  }
}
