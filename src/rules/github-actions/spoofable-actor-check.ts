import { type Finding, rule } from '../../core/rule';
import { replace, type Span, textOf } from '../../core/text';
import { conditionOf } from '../../formats/github-actions/condition';
import { contextPaths } from '../../formats/github-actions/context-path';
import type { Expression } from '../../formats/github-actions/expression';
import { asksForOwnBranch } from '../../formats/github-actions/privileged';
import { eventsOf } from '../../formats/github-actions/taint';
import { locate } from '../../formats/yaml/locate';
import type { YamlScalar } from '../../formats/yaml/syntax';

export default rule({
  id: 'github-actions/spoofable-actor-check',
  title: 'Bot told by who touched the pull request last',
  why: [
    '`github.actor` is whoever caused the run, not whoever opened the pull request. Somebody can fork the repository, let Dependabot push to a pull request of that fork, and open it here: the check takes it for one of Dependabot, whatever else is in it, and approves, merges or runs it.',
    '`github.event.pull_request.user.login` is the author, and stays so.',
  ],
  severity: 'warning',
  practice: 'access',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'zizmor:bot-conditions',
    'kics:Beta - Missing Workflow Trigger Authorization',
    'poutine:confused_deputy_auto_merge',
  ],
  links: [
    'https://docs.github.com/en/code-security/dependabot/working-with-dependabot/automating-dependabot-with-github-actions',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context',
  ],
  bad: [
    {
      files: `on: pull_request_target
permissions:
  contents: write
  pull-requests: write
jobs:
  merge:
    if: «github.actor == 'dependabot[bot]'»
    runs-on: ubuntu-latest
    steps:
      - run: gh pr merge --auto --squash "$URL"
        env:
          GH_TOKEN: \${{ github.token }}
          URL: \${{ github.event.pull_request.html_url }}
`,
      fixed: `on: pull_request_target
permissions:
  contents: write
  pull-requests: write
jobs:
  merge:
    if: github.event.pull_request.user.login == 'dependabot[bot]'
    runs-on: ubuntu-latest
    steps:
      - run: gh pr merge --auto --squash "$URL"
        env:
          GH_TOKEN: \${{ github.token }}
          URL: \${{ github.event.pull_request.html_url }}
`,
    },
    {
      title: 'on pull_request it is advice: forks get no token that can write',
      files: `on: pull_request
jobs:
  approve:
    runs-on: ubuntu-latest
    steps:
      - if: \${{ «github.actor == 'renovate[bot]'» && github.event.action == 'opened' }}
        run: gh pr review --approve "$URL"
`,
      fixed: `on: pull_request
jobs:
  approve:
    runs-on: ubuntu-latest
    steps:
      - if: \${{ github.event.pull_request.user.login == 'renovate[bot]' && github.event.action == 'opened' }}
        run: gh pr review --approve "$URL"
`,
    },
  ],
  good: [
    `on: pull_request_target
jobs:
  merge:
    if: github.event.pull_request.user.login == 'dependabot[bot]'
    runs-on: ubuntu-latest
    steps:
      - run: gh pr merge --auto "$URL"
`,
    {
      title: 'something is left out for the bot',
      files: `on: pull_request
jobs:
  deploy:
    if: github.actor != 'dependabot[bot]'
    runs-on: ubuntu-latest
    steps:
      - run: ./preview.sh
`,
    },
    {
      title: 'who pushes can write anyway',
      files: `on: push
jobs:
  release:
    if: github.actor == 'release[bot]'
    runs-on: ubuntu-latest
    steps:
      - run: ./release.sh
`,
    },
    {
      title: 'both are asked',
      files: `on: pull_request_target
jobs:
  merge:
    if: github.actor == 'dependabot[bot]' && github.event.pull_request.user.login == 'dependabot[bot]'
    runs-on: ubuntu-latest
    steps:
      - run: gh pr merge --auto "$URL"
`,
    },
    {
      title: 'only branches of the repository itself',
      files: `on: pull_request
jobs:
  build:
    if: github.actor == 'renovate[bot]' && github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
    },
    {
      title: 'a person',
      files: `on: pull_request_target
jobs:
  merge:
    if: github.actor == 'octocat'
    runs-on: ubuntu-latest
    steps:
      - run: ./check.sh
`,
    },
  ],
  *check({ jobs, file }) {
    for (const job of jobs) {
      if (asksForOwnBranch({ condition: undefined, job })) continue;
      yield* judge(job.condition, eventsOf({ job, condition: undefined }), file.path === job.pair.file.path);
      for (const step of job.steps) {
        if (!asksForOwnBranch(step)) yield* judge(step.condition, eventsOf(step), step.map.file === file);
      }
    }
  },
});

const PULL_REQUEST = /^pull_request(?:_target)?$/;

function* judge(
  condition: YamlScalar | undefined,
  events: readonly string[] | undefined,
  isHere: boolean,
): Generator<Finding> {
  if (!condition || !isHere || !events?.some((event) => PULL_REQUEST.test(event))) return;
  if (!/\bactor\b/i.test(condition.text) || /\.user\.login\b/i.test(condition.text)) return;
  const expression = conditionOf(condition);
  if (!expression) return;
  const canReplace = events.every((event) => PULL_REQUEST.test(event));
  for (const { whole, actor } of comparisons(expression)) {
    const at = spanIn(condition, whole);
    const name = spanIn(condition, actor);
    yield {
      at,
      ...(!events.includes('pull_request_target') && { severity: 'info' }),
      message: 'github.actor is who caused this run, not who opened the pull request; anybody can make it a bot',
      fix:
        canReplace && textOf(name).toLowerCase() === 'github.actor'
          ? {
              title: 'Compare the author of the pull request',
              edits: [replace(name, 'github.event.pull_request.user.login')],
            }
          : undefined,
    };
  }
}

/** Where offsets of an expression stand in the file. */
function spanIn(condition: YamlScalar, { start, end }: Expression): Span {
  return locate(condition, start, end);
}

/** Where it is asked that the actor is a bot, and something is done then. */
function* comparisons(node: Expression): Generator<{ readonly whole: Expression; readonly actor: Expression }> {
  if (node.kind !== 'operation' || node.operator === '!') return;
  const [left, right] = node.operands;
  if (!left || !right) return;
  if (node.operator === '==') {
    const [actor, name] = left.kind === 'literal' ? [right, left] : [left, right];
    const isActor = actor.kind === 'property' && /^github\.(?:triggering_)?actor$/.test(contextPaths(actor)[0] ?? '');
    if (isActor && name.kind === 'literal' && typeof name.value === 'string' && name.value.endsWith('[bot]'))
      yield { whole: node, actor };
    return;
  }
  if (node.operator === '&&' || node.operator === '||')
    for (const operand of node.operands) yield* comparisons(operand);
}
