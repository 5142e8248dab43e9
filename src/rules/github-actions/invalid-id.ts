import { type Finding, rule } from '../../core/rule';
import { hasExpression } from '../../formats/github-actions/embedded';
import type { ActionsModel } from '../../formats/github-actions/model';
import { map } from '../../formats/yaml/access';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { clipped } from '../shared/workflow-schema';
import { stepsUnder } from '../shared/workflow-scope';

export default rule({
  id: 'github-actions/invalid-id',
  title: 'Id of a job or step that GitHub does not take',
  why: [
    'Ids of jobs and steps begin with a letter or `_` and hold only letters, digits, `-` and `_`; `__` at the beginning is GitHub’s own. Two steps of a job can not have the same. GitHub refuses the whole workflow otherwise.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['actionlint:id'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_id'],
  bad: [
    {
      files:
        'on: push\njobs:\n  «build app»:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: «set.version»\n        run: make\n      - id: «1st»\n        run: make\n  «2nd»:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    },
    {
      title: 'two steps of one id',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: version\n        run: ./version.sh\n      - id: «Version»\n        run: ./other.sh\n',
    },
    {
      title: 'two jobs of one id, but for the case',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  «Build»:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    },
  ],
  good: [
    'on: push\njobs:\n  _build-2:\n    name: Build app\n    runs-on: ubuntu-24.04\n    steps:\n      - id: set_version-1\n        name: set.version\n        run: make\n',
    {
      title: 'one id in two jobs',
      files:
        'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: set\n        run: make\n  b:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: set\n        run: make\n',
    },
    {
      title: 'steps that an anchor gives to two jobs',
      files:
        'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: &steps\n      - id: set\n        run: make\n  b:\n    runs-on: ubuntu-24.04\n    steps: *steps\n',
    },
  ],
  *check(model) {
    const seen = new Map<string, YamlScalar>();
    for (const { key } of map(model.workflow?.map.get('jobs'))?.ownPairs ?? []) {
      if (key.text === '<<' || hasExpression(key.text)) continue;
      yield* wrong(key, seen, 'job', key.text);
    }
    yield* inSteps(model);
  },
});

function* inSteps({ jobs, action }: ActionsModel): Generator<Finding> {
  const runs = map(action?.map.get('runs'));
  const done = new Set<unknown>();
  for (const owner of runs ? [runs] : jobs.map((job) => job.map)) {
    const seen = new Map<string, YamlScalar>();
    for (const { id, map: step } of stepsUnder(owner)) {
      if (!id || hasExpression(id.text) || id.text === '' || done.has(step)) continue;
      done.add(step);
      yield* wrong(id, seen, 'step', id.text);
    }
  }
}

function* wrong(at: YamlScalar, seen: Map<string, YamlScalar>, what: string, id: string): Generator<Finding> {
  const first = seen.get(id.toLowerCase());
  // What is wholly the same key twice is another rule's.
  if (first && !(what === 'job' && first.text === id))
    yield {
      at,
      message: `There is a ${what} \`${clipped(first.text)}\` already, and GitHub tells no case apart: give this one another id`,
      related: [{ at: first, message: 'Here' }],
    };
  else if (!/^[A-Za-z_][\w-]*$/.test(id)) {
    const reason = /^[A-Za-z_]/.test(id) ? 'letters, digits, `-` and `_` only' : 'it must begin with a letter or `_`';
    yield { at, message: `A ${what} can not have the id \`${clipped(id)}\`: ${reason}` };
  } else if (id.startsWith('__')) {
    yield { at, message: `A ${what} can not have the id \`${clipped(id)}\`: \`__\` at the beginning is GitHub’s own` };
  }
  seen.set(id.toLowerCase(), at);
}
