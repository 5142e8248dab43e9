import { rule } from '../../core/rule';
import { packageCall } from '../shared/package-calls';
import { SYSTEM_FAMILIES } from '../shared/package-managers';
import { inWords, unpinnedPackages, versionEdits } from '../shared/package-version';
import { scriptsIn } from '../shared/workflow-scripts';

export default rule({
  id: 'github-actions/unpinned-package',
  title: 'Tool installed in whatever version is the newest',
  why: [
    'The newest version of the day is installed: the workflow of tomorrow may break without any change in the repository, and a version that was taken over by an attacker runs in the next job, with its token and its secrets.',
    'Name the version, or install from a file that does: `pip install -r requirements.txt`, `npm ci`. Contested for jobs that test against the newest on purpose; off until asked for.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'all',
  since: '0.1.0',
  fixes: 'template',
  equivalents: ['zizmor:adhoc-packages', 'zizmor:unpinned-tools'],
  links: [
    'https://docs.github.com/en/actions/reference/security/secure-use',
    'https://docs.npmjs.com/cli/v11/commands/npm-install',
    'https://pip.pypa.io/en/stable/topics/repeatable-installs/',
  ],
  bad: [
    {
      files: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: |
          npm install -g «vercel»
          vercel deploy
`,
      fixed: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: |
          npm install -g vercel@1.0.0
          vercel deploy
`,
    },
    {
      title: 'in a composite action, and the newest by name',
      files: {
        '.github/actions/lint/action.yml': `name: Lint
runs:
  using: composite
  steps:
    - shell: bash
      run: pip install «ruff» && npm install -g prettier@3.6.2
`,
      },
      fixed: {
        '.github/actions/lint/action.yml': `name: Lint
runs:
  using: composite
  steps:
    - shell: bash
      run: pip install ruff==1.0.0 && npm install -g prettier@3.6.2
`,
      },
    },
  ],
  good: [
    `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: npm install -g vercel@48.2.0
`,
    {
      title: 'files say it',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: |
          npm ci
          pip install -r requirements.txt
          pip install --upgrade pip
          pip install .
`,
    },
    {
      title: 'the system says it, and only the run knows',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: |
          sudo apt-get install -y jq
          pip install "django==\${{ matrix.django }}"
          npm install -g \${{ inputs.tool }}
`,
    },
  ],
  *check(model) {
    for (const { shell } of scriptsIn(model, /\b(?:install|add|i|get|require)\b/)) {
      for (const command of shell.commands) {
        const call = packageCall(command);
        const unpinned = call && !SYSTEM_FAMILIES.has(call.family) ? unpinnedPackages(call) : [];
        const [first] = unpinned;
        if (!first) continue;
        const edits = versionEdits(unpinned);
        yield {
          at: shell.place(first.word.span),
          message: `Whatever version of ${inWords(unpinned)} is newest gets installed; name the version`,
          fix: edits && { title: 'Name the version', edits: shell.edits(edits) },
        };
      }
    }
  },
});
