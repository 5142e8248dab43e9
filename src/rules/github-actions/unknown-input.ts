import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import { hasExpression } from '../../formats/github-actions/embedded';
import { map } from '../../formats/yaml/access';
import type { YamlMap } from '../../formats/yaml/syntax';
import { type Called, type CalledInput, calledByJob, calledByStep } from '../shared/called-inputs';
import { meant } from '../shared/did-you-mean';
import { clipped } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/unknown-input',
  title: 'Input that the action or workflow does not have',
  why: [
    'An action passes over an input it does not know: the cache is not used, the path not taken, and only a warning in the log says so. A called workflow with an unknown input or secret is refused by GitHub, and none of the jobs starts.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:action', 'actionlint:workflow-call'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs',
    'https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows',
  ],
  bad: [
    {
      title: 'of a well-known action',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          «fetch_depth»: 0\n      - uses: actions/setup-node@v4\n        with:\n          «node_version»: 24\n',
      fixed:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          fetch-depth: 0\n      - uses: actions/setup-node@v4\n        with:\n          node-version: 24\n',
    },
    {
      title: 'of an action in the same repository',
      files: {
        '.github/actions/build/action.yml':
          'name: Build\ndescription: Builds\ninputs:\n  target:\n    description: what\nruns:\n  using: composite\n  steps:\n    - run: make ${{ inputs.target }}\n      shell: bash\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n      - uses: ./.github/actions/build\n        with:\n          «targets»: all\n',
      },
      fixed: {
        '.github/actions/build/action.yml':
          'name: Build\ndescription: Builds\ninputs:\n  target:\n    description: what\nruns:\n  using: composite\n  steps:\n    - run: make ${{ inputs.target }}\n      shell: bash\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n      - uses: ./.github/actions/build\n        with:\n          target: all\n',
      },
    },
    {
      title: 'input and secret of a called workflow',
      files: {
        '.github/workflows/build.yml':
          'on:\n  workflow_call:\n    inputs:\n      target:\n        type: string\n    secrets:\n      token:\n        required: false\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  build:\n    uses: ./.github/workflows/build.yml\n    with:\n      «level»: 2\n    secrets:\n      «password»: ${{ secrets.PASSWORD }}\n',
      },
    },
  ],
  good: [
    'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          Fetch-Depth: 0\n      - uses: actions/setup-node@main\n        with:\n          node_version: 24\n      - uses: acme/setup-node@v4\n        with:\n          node_version: 24\n',
    {
      title: 'secrets handed on as they are, and a workflow that takes what it is given',
      files: {
        '.github/workflows/build.yml':
          'on:\n  workflow_call:\n    inputs:\n      Target:\n        type: string\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  build:\n    uses: ./.github/workflows/build.yml\n    with:\n      target: all\n    secrets: inherit\n',
      },
    },
    {
      title: 'what every action in a container takes',
      files: {
        '.github/actions/run/action.yml': 'name: Run\ndescription: Runs\nruns:\n  using: docker\n  image: Dockerfile\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n      - uses: ./.github/actions/run\n        with:\n          entrypoint: /bin/run\n          args: --all\n',
      },
    },
  ],
  *check({ steps, jobs }, { project }) {
    for (const step of steps) {
      const called = step.with && calledByStep(step, project);
      if (called && step.with) yield* unknownIn(step.with, called.inputs, called, 'input');
    }
    for (const job of jobs) {
      const called = job.with || job.secrets ? calledByJob(job, project) : undefined;
      if (!called) continue;
      if (job.with) yield* unknownIn(job.with, called.inputs, called, 'input');
      const secrets = map(job.secrets?.value);
      if (secrets && called.secrets) yield* unknownIn(secrets, called.secrets, called, 'secret');
    }
  },
});

function* unknownIn(
  given: YamlMap,
  known: ReadonlyMap<string, CalledInput>,
  { title, secrets, mayHaveMore }: Called,
  what: string,
): Generator<Finding> {
  const names = [...known.values()].map(({ name }) => name);
  for (const { key, name } of given.pairs) {
    if (known.has(name.toLowerCase()) || hasExpression(name) || name === '<<') continue;
    const isForContainer = !secrets && (name === 'args' || name === 'entrypoint');
    const near = meant(name, names);
    // The newest version may have learnt an input since.
    if (isForContainer || (mayHaveMore && near === undefined)) continue;
    const isFree = near !== undefined && !given.has(near);
    yield {
      at: key,
      severity: secrets ? 'error' : undefined,
      message: near
        ? `${clipped(title)} has no ${what} \`${clipped(name)}\`: did you mean \`${near}\`?`
        : `${clipped(title)} has no ${what} \`${clipped(name)}\`${secrets ? ': GitHub refuses the workflow' : ', and passes over it'}`,
      fix: isFree ? { title: `Write ${near}`, edits: [replace(key, near)] } : undefined,
    };
  }
}
