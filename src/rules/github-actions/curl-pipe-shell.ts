import { rule } from '../../core/rule';
import { runDownloads } from '../shared/pipelines/scripts';
import { scriptsIn } from '../shared/workflow-scripts';

export default rule({
  id: 'github-actions/curl-pipe-shell',
  title: 'Program run as it comes over the network',
  why: [
    "Whatever the server answers that day runs in the job, with the job's token and all secrets that it is given. When the site, its domain or its storage is taken over, the next run executes what the attacker wrote.",
    'Better: an action pinned to a commit, or a released file of a fixed version whose checksum is compared before it runs. Over plain `http:` it is an error: anyone on the way can answer.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['poutine:unverified_script_exec', 'semgrep:curl-eval'],
  links: ['https://docs.github.com/en/actions/reference/security/secure-use'],
  bad: [
    {
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: |
          «curl -fsSL https://example.com/install.sh | bash»
          make
`,
    },
    {
      title: 'in a composite action; over plain HTTP it is an error',
      files: {
        '.github/actions/setup/action.yml': `name: Set up
runs:
  using: composite
  steps:
    - shell: bash
      run: «wget -qO- http://example.com/setup.sh | sudo sh -s -- -b /usr/local/bin»
`,
      },
    },
  ],
  good: [
    `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: |
          curl -fsSLo install.sh https://example.com/install-1.2.sh
          echo "0123456789abcdef  install.sh" | sha256sum -c
          sh install.sh
`,
    {
      title: 'what is fetched is data',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: curl https://example.com/a.json | jq .name
`,
    },
    {
      title: 'only said',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo "curl https://example.com | sh"
`,
    },
  ],
  *check(model) {
    for (const { shell } of scriptsIn(model, /\b(?:curl|wget|aria2c|fetch|https?|xh)\b/))
      for (const finding of runDownloads(shell)) yield { ...finding, at: shell.place(finding.at) };
  },
});
