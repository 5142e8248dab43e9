import { rule } from '../../core/rule';
import { inputOf, majorOf } from '../../formats/github-actions/action-input';
import type { Job, Step } from '../../formats/github-actions/model';
import { scalar } from '../../formats/yaml/access';
import { insertUnder } from '../../formats/yaml/edit';

export default rule({
  id: 'github-actions/persisted-credentials',
  title: 'Token in an artifact',
  why: [
    'Up to version 5, actions/checkout writes the token of the job into `.git/config`, for later pushes. An artifact of the whole folder with its hidden files then holds the token, and whoever may download the artifact can use it for as long as the job runs: in public repositories that is everybody.',
    '`persist-credentials: false` leaves it out; so does version 6, which keeps it outside of the folder.',
  ],
  severity: 'warning',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: [
    'zizmor:artipacked',
    'kics:Beta - Missing persist-credentials False in Privileged Checkout',
    'ghalint:checkout_persist_credentials_should_be_false',
  ],
  links: [
    'https://github.com/actions/checkout#usage',
    'https://docs.github.com/en/actions/reference/security/secure-use',
  ],
  bad: [
    {
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions/checkout@v4»
      - run: make
      - uses: actions/upload-artifact@v4
        with:
          name: all
          path: .
          include-hidden-files: true
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - run: make
      - uses: actions/upload-artifact@v4
        with:
          name: all
          path: .
          include-hidden-files: true
`,
    },
    {
      title: 'an old version that takes hidden files too',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions/checkout@v5»
        with:
          fetch-depth: 0
      - uses: actions/upload-artifact@v4.3.6
        with:
          path: \${{ github.workspace }}
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/upload-artifact@v4.3.6
        with:
          path: \${{ github.workspace }}
`,
    },
  ],
  good: [
    {
      title: 'hidden files stay out',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/upload-artifact@v4
        with:
          path: .
`,
    },
    {
      title: 'only what was built',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/upload-artifact@v4
        with:
          path: dist
          include-hidden-files: true
`,
    },
    {
      title: 'a version that keeps the token elsewhere',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/upload-artifact@v4
        with:
          path: .
          include-hidden-files: true
`,
    },
    `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/upload-artifact@v4
        with:
          path: .
          include-hidden-files: true
`,
  ],
  *check({ jobs, file }) {
    for (const { steps } of jobs) {
      const upload = steps.findLast((step) => takesAll(step));
      if (!upload) continue;
      for (const step of steps.slice(0, steps.indexOf(upload))) {
        if (!keepsToken(step) || step.map.file !== file || !step.uses) continue;
        const edit = step.map.holder?.alias
          ? undefined
          : insertUnder(step.map, 'with', { 'persist-credentials': false }, { after: 'uses' });
        yield {
          at: step.uses.scalar,
          message: 'The token that this leaves in .git/config gets into the artifact; set persist-credentials: false',
          related: [{ at: upload.uses?.scalar ?? upload.map, message: 'The artifact takes the whole folder' }],
          fix: edit && !needsToken(steps, step) ? { title: 'Leave the token out', edits: [edit] } : undefined,
        };
      }
    }
  },
});

/** Whether a checkout leaves the token in the folder of the repository. */
function keepsToken(step: Step): boolean {
  const major = majorOf(step, 'actions/checkout');
  if (major === undefined || major > 5 || !step.map.lacks('with') !== (step.with !== undefined)) return false;
  return step.with?.lacks('persist-credentials') !== false && step.with?.lacks('path') !== false;
}

/** Whether a step puts the whole folder of the repository into an artifact, hidden files too. */
function takesAll(step: Step): boolean {
  const major = majorOf(step, 'actions/upload-artifact');
  if (major === undefined) return false;
  const paths = (inputOf(step, 'path') ?? '').split('\n').map((line) => line.trim());
  if (!paths.some((path) => /^(?:\.\/?|\$\{\{\s{0,9}github\.workspace\s{0,9}\}\}\/?)$/.test(path))) return false;
  if (paths.some((path) => path.startsWith('!') && path.includes('.git'))) return false;
  const hidden = inputOf(step, 'include-hidden-files');
  const ref = step.uses?.kind === 'repository' ? step.uses.ref?.text : undefined;
  // Hidden files stay out since 4.4.
  return hidden === 'true' || (hidden === undefined && (major < 4 || /^v4\.[0-3]\./.test(ref ?? '')));
}

/** Whether a later step may push with the token. */
function needsToken(steps: Job['steps'], after: Step): boolean {
  return steps
    .slice(steps.indexOf(after) + 1)
    .some(
      ({ run, uses, map }) =>
        /\bgit\b/.test(run?.scalar.text ?? '') ||
        (uses !== undefined && !/^actions\/(?:upload-artifact|setup-[\w-]+|cache)@/.test(uses.text)) ||
        (!run && !uses && scalar(map.get('uses')) !== undefined),
    );
}
