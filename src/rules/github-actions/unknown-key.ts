import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import type { Definition } from '../../formats/github-actions/schema/definitions';
import { schemaFor } from '../../formats/github-actions/schema/definitions';
import type { YamlPair } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';
import { clipped, isEventFilter, nameOf, schemaProblems } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/unknown-key',
  title: 'Key that GitHub Actions does not know',
  why: [
    'GitHub refuses the whole workflow where one key is misspelt or stands in the wrong place: no job of it starts, and a check that a pull request waits for never comes.',
    'A filter that an event does not have is passed over in silence: the workflow runs more often than it says.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:syntax-check'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax'],
  bad: [
    {
      title: 'misspelt',
      files:
        'on: push\njobs:\n  test:\n    «run-on»: ubuntu-24.04\n    steps:\n      - run: make test\n        «working_directory»: app\n',
      fixed:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n        working-directory: app\n',
    },
    {
      title: 'what another kind of step or job has',
      files:
        'on: push\njobs:\n  lint:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make lint\n        «with»:\n          level: 2\n  call:\n    uses: ./.github/workflows/build.yml\n    «timeout-minutes»: 10\n',
    },
    {
      title: 'below `on`, `strategy`, `concurrency` and `container`',
      files:
        'on:\n  push:\n    «branch»: [main]\nconcurrency:\n  group: ci\n  «cancel-in-progres»: true\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    strategy:\n      «failfast»: false\n    container:\n      image: node:24\n      «option»: --init\n    steps:\n      - run: make test\n',
      fixed:
        'on:\n  push:\n    branches: [main]\nconcurrency:\n  group: ci\n  cancel-in-progress: true\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    strategy:\n      fail-fast: false\n    container:\n      image: node:24\n      options: --init\n    steps:\n      - run: make test\n',
    },
    {
      title: 'a filter that the event does not have',
      files:
        'on:\n  pull_request:\n    «tags»: [v*]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'in an action',
      files: {
        'action.yml':
          'name: Build\ndescription: Builds\nruns:\n  using: composite\n  steps:\n    - run: make\n      shell: bash\n      «timeout-minutes»: 5\n',
      },
    },
  ],
  good: [
    'on:\n  push:\n    branches: [main]\n    tags-ignore: [v0*]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    cache-mode: read\n    strategy:\n      max-parallel: 2\n      matrix:\n        any-name: [1, 2]\n    env:\n      run-on: any\n    steps:\n      - uses: actions/checkout@v6\n        with:\n          anything: goes\n',
    {
      title: 'names of jobs, outputs, inputs, variables and services are free',
      files:
        'on:\n  workflow_dispatch:\n    inputs:\n      steps:\n        description: how many\njobs:\n  runs-on:\n    runs-on: ubuntu-24.04\n    outputs:\n      step: ${{ steps.a.outputs.b }}\n    services:\n      image:\n        image: redis:8\n    steps:\n      - id: a\n        run: make\n',
    },
    {
      title: 'a map that an anchor gives to several jobs',
      files: 'on: push\njobs:\n  a: &job\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  b: *job\n',
    },
    {
      title: 'an action may say more of its inputs than GitHub asks',
      files: {
        'action.yml':
          'name: Build\ndescription: Builds\ninputs:\n  level:\n    type: number\n    description: how much\nruns:\n  using: node24\n  main: dist/index.js\n',
      },
    },
  ],
  *check(model) {
    for (const { pair, definition, known } of schemaProblems(model, 'unknown-key')) {
      if (definition.name === 'permissions-mapping' || definition.name === 'on-mapping-strict') continue;
      yield unknown(pair, definition, known);
    }
  },
});

function unknown(pair: YamlPair, definition: Definition, known: readonly string[]): Finding {
  const { key, name, parent } = pair;
  const near = KEYS_ELSEWHERE.has(name) || definition.map?.[name] ? undefined : meant(name, known);
  const free = near !== undefined && !parent.has(near) ? near : undefined;
  const where = nameOf(definition.name, parent.holder?.kind === 'pair' ? parent.holder.name : undefined);
  const isCertain = near !== undefined || KEYS_ELSEWHERE.has(name) || OF_OTHERS.has(name);
  const isPassedOver = PASSED_OVER.has(definition.name) || (isEventFilter(definition.name) && near === undefined);
  const most = known.slice(0, 12).map((each) => `\`${each}\``);
  return {
    at: key,
    message:
      near === undefined
        ? `${where} has no key \`${clipped(name)}\`, only ${most.join(', ')}${known.length > 12 ? ' …' : ''}`.slice(
            0,
            200,
          )
        : `${where} has no key \`${clipped(name)}\`: did you mean \`${near}\`?`,
    fix: free === undefined ? undefined : { title: `Write ${free}`, edits: [replace(key, free)] },
    // GitHub learns new keys: one that is like none of those known here may be of tomorrow.
    severity: isPassedOver || !isCertain ? 'warning' : undefined,
    address: name.slice(0, 60),
  };
}

/** Maps whose unknown keys GitHub passes over. */
const PASSED_OVER = new Set(['action-root-strict', 'output-definition', 'branding']);

/** Keys of other parts of a workflow, which are meant, only not possible here. */
const KEYS_ELSEWHERE: ReadonlySet<string> = new Set(
  [
    'job-factory',
    'workflow-job',
    'run-step',
    'regular-step',
    'workflow-root-strict',
    'concurrency-mapping',
    'container-mapping',
    'push-mapping',
  ].flatMap((name) => Object.keys(schemaFor('workflow').get(name)?.map ?? {})),
);

/** Keys of GitLab, Azure, CircleCI, Travis and Compose that are carried over. */
const OF_OTHERS = new Set(
  'script before_script after_script stage stages image when only except variables artifacts cache dependsOn pool displayName inputs task bash pwsh rules allow_failure retry tags extends include depends_on environment_variables timeout language matrix parameters uses_workflow docker command entrypoint'.split(
    ' ',
  ),
);
