import { rule, type Severity } from '../../core/rule';
import type { Job, Step } from '../../formats/github-actions/model';
import { asksForOwnBranch, followsOnlyOwnRuns, privilegedEvents } from '../../formats/github-actions/privileged';
import { asksWho } from '../../formats/github-actions/taint';
import { untrustedCheckout } from '../../formats/github-actions/untrusted-code';
import { type Execution, runsWorkspace } from '../../formats/github-actions/workspace-code';
import { items, map, scalar } from '../../formats/yaml/access';

export default rule({
  id: 'github-actions/untrusted-checkout',
  title: 'Code of a pull request that runs with the secrets of the repository',
  why: [
    '`pull_request_target`, `workflow_run` and `issue_comment` run with the secrets and the token of the repository itself, also for the pull request of a stranger. When such a job then checks out the code of that pull request and runs any of it, be it by `npm ci` or `make`, the stranger has the secrets: each of these reads what to do from files that the pull request may change.',
    'Build and test on `pull_request`, which has neither secrets nor a token that can write; hand what came out to a second workflow as an artifact, and treat it there as data.',
  ],
  severity: 'error',
  practice: 'access',
  since: '0.1.0',
  equivalents: [
    'zizmor:dangerous-triggers',
    'kics:Beta - Checkout Of Untrusted Code In Privileged Context',
    'poutine:untrusted_checkout_exec',
    'semgrep:pull-request-target-code-checkout',
    'semgrep:workflow-run-target-code-checkout',
  ],
  links: [
    'https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/',
    'https://docs.github.com/en/actions/reference/security/secure-use#mitigating-the-risks-of-untrusted-code-checkout',
  ],
  bad: [
    {
      files: `on: pull_request_target
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions/checkout@v6»
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - run: npm ci && npm test
`,
    },
    {
      title: 'a comment starts it, and a script fetches it',
      files: `on: issue_comment
jobs:
  bench:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: |
          «gh pr checkout "$NUMBER"»
          make bench
        env:
          NUMBER: \${{ github.event.issue.number }}
          GH_TOKEN: \${{ github.token }}
`,
    },
    {
      title: 'after another workflow; what an action does with it is not known, so this is a warning',
      files: `on:
  workflow_run:
    workflows: [CI]
jobs:
  report:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions/checkout@v6»
        with:
          ref: \${{ github.event.workflow_run.head_branch }}
          repository: \${{ github.event.workflow_run.head_repository.full_name }}
      - uses: somebody/report@v1
`,
    },
  ],
  good: [
    {
      title: 'no secrets, no token that can write',
      files: `on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - run: npm ci && npm test
`,
    },
    {
      title: 'the code of the base branch',
      files: `on: pull_request_target
jobs:
  label:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: npm ci && npm run label
`,
    },
    {
      title: 'only looked at',
      files: `on: pull_request_target
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - run: git diff --stat origin/main
`,
    },
    {
      title: 'only pull requests from the repository itself',
      files: `on: pull_request_target
jobs:
  test:
    if: github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          ref: \${{ github.head_ref }}
      - run: npm ci
`,
    },
    {
      title: 'fetched to be compared, and one whose author is named',
      files: `on: pull_request_target
jobs:
  diff:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: |
          git fetch origin pull/\${{ github.event.number }}/head
          git diff HEAD...FETCH_HEAD > pr.diff
          make report
  update:
    if: github.event.pull_request.user.login == 'dependabot[bot]'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          ref: \${{ github.head_ref }}
      - run: make generate
`,
    },
    {
      title: 'in a folder of its own, in which nothing runs',
      files: `on: pull_request_target
jobs:
  docs:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/checkout@v6
        with:
          ref: refs/pull/\${{ github.event.number }}/merge
          path: theirs
      - run: ./build.sh
`,
    },
    {
      title: 'after a workflow that only pushes start',
      files: {
        '.github/workflows/deploy.yml': `on:
  workflow_run:
    workflows: [CI]
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          ref: \${{ github.event.workflow_run.head_sha }}
      - run: make deploy
`,
        '.github/workflows/ci.yml': `name: CI
on:
  push:
    branches: [main]
permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: make test
`,
      },
    },
  ],
  *check({ jobs, file, workflow }, { project }) {
    for (const job of jobs) {
      if (privilegedEvents({ job, condition: undefined }).length === 0) continue;
      for (const [index, step] of job.steps.entries()) {
        const events = privilegedEvents(step);
        const checkout = events.length > 0 ? untrustedCheckout(step) : undefined;
        if (!checkout || checkout.at.file !== file || asksForOwnBranch(step)) continue;
        const later = step.run ? job.steps.slice(index) : job.steps.slice(index + 1);
        const found = runner(later, checkout.path);
        if (!found) continue;
        if (workflow && events.every((event) => event === 'workflow_run') && followsOnlyOwnRuns(workflow, project))
          continue;
        yield {
          at: checkout.at,
          severity: severityOf(job, step, found.how),
          message: `On ${events[0]} the code of a stranger's pull request ${found.how === 'surely' ? 'runs' : 'may run'} with the secrets of this repository`,
          related: [{ at: head(found.step), message: found.how === 'surely' ? 'It runs here' : 'It may run here' }],
        };
        break;
      }
    }
  },
});

interface Runner {
  readonly step: Step;
  readonly how: Execution;
}

/** The first of the steps that surely runs the code, or else the first that may. */
function runner(steps: readonly Step[], path: string | undefined): Runner | undefined {
  const all = steps
    .filter((step) => privilegedEvents(step).length > 0 && !asksForOwnBranch(step))
    .map((step) => ({ step, how: runsWorkspace(step, path) }));
  return all.find(({ how }) => how === 'surely') ?? all.find(({ how }) => how === 'maybe');
}

function head({ uses, run, map: body }: Step) {
  const at = uses?.scalar ?? run?.scalar ?? body;
  const line = at.file.line(at.file.lineAt(at.start));
  return at.file.span(at.start, Math.min(at.end, line.end));
}

/** What is guarded by somebody's decision, or has nothing to steal, is less than an error. */
function severityOf(job: Job, step: Step, how: Execution): Severity {
  const isGuarded = asksWho(step) || !job.map.lacks('environment') || job.needs.length > 0 || onlyWhenLabelled(job);
  if (how === 'surely') return isGuarded || isPoor(job) ? 'warning' : 'error';
  return isGuarded || isPoor(job) ? 'info' : 'warning';
}

/** Whether the token can write nothing and no secret is named. */
function isPoor({ permissions, workflow, pair, map: body }: Job): boolean {
  const may = permissions ?? workflow.permissions;
  if (!may || may.all === 'write-all' || [...may.scopes.values()].includes('write') || body.isUncertain) return false;
  const texts = [pair, workflow.map.pair('env')].map((each) =>
    each ? each.file.text.slice(each.start, each.end) : '',
  );
  return !texts.some((text) => /\bsecrets\s{0,9}[.[](?!GITHUB_TOKEN\b)/.test(text));
}

/** Whether only people who can write start it, by setting a label. */
function onlyWhenLabelled({ workflow }: Job): boolean {
  const privileged = workflow.triggers?.find(({ event }) => event === 'pull_request_target');
  const types = map(privileged?.config)?.get('types');
  const names = types?.kind === 'scalar' ? [types.text] : items(types).map((item) => scalar(item)?.text);
  return names.length > 0 && names.every((name) => name === 'labeled');
}
