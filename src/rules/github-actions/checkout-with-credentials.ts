import { rule } from '../../core/rule';
import { inputOf } from '../../formats/github-actions/action-input';
import type { Step } from '../../formats/github-actions/model';
import { insertUnder } from '../../formats/yaml/edit';

export default rule({
  id: 'github-actions/checkout-with-credentials',
  title: 'Checkout that keeps the token for later steps',
  why: [
    'actions/checkout leaves the token of the job where git finds it, so that later steps can push. Every program that runs in the job then can too. Few jobs push: `persist-credentials: false` takes the token away once the code is there.',
    'Said where nothing in the job speaks of git; off until asked for, since it concerns nearly every workflow.',
  ],
  severity: 'info',
  practice: 'access',
  preset: 'all',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'zizmor:artipacked',
    'kics:Beta - Missing persist-credentials False in Privileged Checkout',
    'ghalint:checkout_persist_credentials_should_be_false',
  ],
  links: ['https://github.com/actions/checkout#usage'],
  bad: [
    {
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions/checkout@v6»
      - run: npm ci && npm test
`,
      fixed: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - run: npm ci && npm test
`,
    },
    {
      title: 'with other inputs',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions/checkout@v4»
        with:
          fetch-depth: 0
      - run: make
`,
      fixed: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - run: make
`,
    },
  ],
  good: [
    `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - run: make
`,
    {
      title: 'a later step pushes',
      files: `on: push
jobs:
  format:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: |
          npm run format
          git commit -am Format
          git push
`,
    },
    {
      title: 'an action that may push',
      files: `on: push
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: somebody/release@v1
`,
    },
  ],
  *check({ jobs, file }) {
    for (const { steps } of jobs) {
      for (const [index, step] of steps.entries()) {
        const { uses, map } = step;
        if (uses?.kind !== 'repository' || uses.repository !== 'actions/checkout' || map.file !== file) continue;
        if (inputOf(step, 'persist-credentials') !== undefined || (step.with === undefined && !map.lacks('with')))
          continue;
        if (step.with?.isUncertain || steps.slice(index + 1).some(mayUseGit)) continue;
        const edit = map.holder?.alias
          ? undefined
          : insertUnder(map, 'with', { 'persist-credentials': false }, { after: 'uses' });
        yield {
          at: uses.scalar,
          message: 'The token stays where every later program can read it; set persist-credentials: false',
          fix: edit && { title: 'Take the token away after the checkout', edits: [edit] },
        };
      }
    }
  },
});

const PLAIN_ACTIONS =
  /^(?:actions\/(?:setup-[\w-]+|cache|upload-artifact|download-artifact|checkout)|docker\/[\w-]+|codecov\/codecov-action)$/;

/** Whether a step may push or fetch with the token, by what it names. */
function mayUseGit({ uses, run }: Step): boolean {
  if (uses) return uses.kind !== 'repository' || !PLAIN_ACTIONS.test(uses.repository);
  return /\b(?:git|gh|release|publish|submodule|lerna|changeset)\b/.test(run?.scalar.text ?? '');
}
