import { rule } from '../../core/rule';
import { scalar } from '../../formats/yaml/access';
import { removePart } from '../../formats/yaml/edit';
import { environmentsIn } from '../shared/workflow-environments';

export default rule({
  id: 'github-actions/insecure-commands',
  title: 'Commands allowed that anything printed can give',
  why: [
    'With ACTIONS_ALLOW_UNSECURE_COMMANDS, a line `::set-env name=PATH::…` in the output of any step changes the environment of those that follow. Whatever prints what others wrote, such as a test or the title of an issue, then lets them run their own programs. GitHub switched this off in 2020 for that reason (CVE-2020-15228).',
    'Write to the files that `$GITHUB_ENV` and `$GITHUB_PATH` name instead; nothing that is printed gets there.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: [
    'zizmor:insecure-commands',
    'kics:Unsecured Commands',
    'checkov:CKV_GHA_1',
    'semgrep:allowed-unsecure-commands',
  ],
  links: [
    'https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-environment-variable',
  ],
  bad: [
    {
      files: `on: push
env:
  LEVEL: info
  «ACTIONS_ALLOW_UNSECURE_COMMANDS»: true
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
      fixed: `on: push
env:
  LEVEL: info
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
    },
    {
      title: 'for a step only',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
        env:
          «ACTIONS_ALLOW_UNSECURE_COMMANDS»: 'true'
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
    },
  ],
  good: [
    `on: push
env:
  ACTIONS_ALLOW_UNSECURE_COMMANDS: false
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
    {
      title: 'only the run knows',
      files: `on: push
env:
  ACTIONS_ALLOW_UNSECURE_COMMANDS: \${{ vars.OLD }}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
    },
    {
      title: 'by way of the file',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo "LEVEL=info" >> "$GITHUB_ENV"
`,
    },
  ],
  *check(model) {
    for (const { pair, users } of environmentsIn(model, 'ACTIONS_ALLOW_UNSECURE_COMMANDS')) {
      if (scalar(pair.value)?.text !== 'true') continue;
      // A script that still gives such commands stops working without it; that is for its own finding to say first.
      const isNeeded = users.some(({ run }) => run === undefined || /::(?:set-env|add-path)\b/.test(run.scalar.text));
      yield {
        at: pair.key,
        message: 'With this, whatever a step prints can change the environment of the steps after it',
        fix:
          pair.alias || isNeeded
            ? undefined
            : { title: 'Remove ACTIONS_ALLOW_UNSECURE_COMMANDS', edits: [removePart(pair)] },
      };
    }
  },
});
