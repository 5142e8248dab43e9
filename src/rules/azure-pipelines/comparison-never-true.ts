import { type Finding, type Fix, rule } from '../../core/rule';
import { replace } from '../../core/text';
import { type Expression, partsOf, pathOf } from '../../formats/azure-pipelines/expression';
import { expressionsIn } from '../../formats/azure-pipelines/expressions';
import { locate } from '../../formats/yaml/locate';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';

/** https://learn.microsoft.com/azure/devops/pipelines/build/variables#build-variables-devops-services */
const REASONS = [
  'Manual',
  'IndividualCI',
  'BatchedCI',
  'Schedule',
  'ValidateShelveset',
  'CheckInShelveset',
  'PullRequest',
  'BuildCompletion',
  'ResourceTrigger',
];

export default rule({
  id: 'azure-pipelines/comparison-never-true',
  title: 'Condition that can never be met',
  why: [
    '`Build.SourceBranch` is `refs/heads/main`, never `main`; `Build.SourceBranchName` is the last part of it only, `checkout` for `feature/checkout`; `Build.Reason` has a few fixed values. Whoever compares them with something else waits for ever for the stage to run, or wonders why a guard (`ne`) never holds.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables#build-variables-devops-services'],
  bad: [
    {
      files:
        "trigger: [main]\nstages:\n  - stage: deploy\n    condition: and(succeeded(), eq(variables['Build.SourceBranch'], «'main'»))\n    jobs:\n      - job: web\n        steps:\n          - bash: make\n            condition: startsWith(variables['Build.SourceBranch'], «'release/'»)\n",
      fixed:
        "trigger: [main]\nstages:\n  - stage: deploy\n    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))\n    jobs:\n      - job: web\n        steps:\n          - bash: make\n            condition: startsWith(variables['Build.SourceBranch'], 'refs/heads/release/')\n",
    },
    {
      title: 'before the start, and with a reason that there is not',
      files:
        "trigger: [main]\nsteps:\n  - ${{ if ne(variables['Build.Reason'], «'PullRequests'») }}:\n      - bash: make\n",
      fixed:
        "trigger: [main]\nsteps:\n  - ${{ if ne(variables['Build.Reason'], 'PullRequest') }}:\n      - bash: make\n",
    },
    {
      title: 'a name is the last part only',
      files:
        "trigger: [main]\nsteps:\n  - bash: make\n    condition: in(variables['Build.SourceBranchName'], 'main', «'release/next'»)\n",
    },
  ],
  good: [
    "trigger: [main]\nsteps:\n  - bash: make\n    condition: and(succeeded(), or(eq(variables['Build.SourceBranch'], 'refs/heads/main'), startsWith(variables['Build.SourceBranch'], 'refs/tags/'), startsWith(variables['Build.SourceBranch'], 'refs/'), eq(variables['Build.SourceBranchName'], 'main'), eq(variables['Build.Reason'], 'schedule'), contains(variables['Build.SourceBranch'], 'release/')))\n",
    {
      title: 'empty, made, or of a variable of one’s own',
      files:
        "trigger: [main]\nsteps:\n  - bash: make\n    condition: and(ne(variables['Build.SourceBranch'], ''), eq(variables['Build.SourceBranch'], variables['mainBranch']), eq(variables['branch'], 'main'))\n",
    },
    {
      title: 'target branches of pull requests, which some servers shorten',
      files:
        "trigger: [main]\nsteps:\n  - bash: make\n    condition: eq(variables['System.PullRequest.TargetBranch'], 'main')\n",
    },
  ],
  *check({ pipeline, isBroken }) {
    if (!pipeline || isBroken) return;
    for (const { scalar, expression } of expressionsIn(pipeline)) if (expression) yield* never(scalar, expression);
  },
});

function* never(scalar: YamlScalar, expression: Expression): Generator<Finding> {
  for (const part of partsOf(expression)) {
    if (part.kind !== 'call') continue;
    const name = part.name.toLowerCase();
    const [first, ...others] = part.args;
    if (!first || !/^(?:eq|ne|in|notin|startswith)$/.test(name)) continue;
    const [variable, literals] = first.kind === 'literal' && others[0] ? [others[0], [first]] : [first, others];
    for (const literal of literals) {
      if (literal.kind === 'literal' && typeof literal.value === 'string' && literal.value !== '')
        yield* judged(scalar, pathOf(variable), name === 'startswith', literal.value, literal);
    }
  }
}

function* judged(
  scalar: YamlScalar,
  path: string | undefined,
  isPrefix: boolean,
  value: string,
  { start, end }: Expression,
): Generator<Finding> {
  const at = locate(scalar, start, end);
  const write = (text: string): Fix => ({
    title: `Write ${text}`,
    edits: [replace(locate(scalar, start + 1, end - 1), text)],
  });
  if (path === 'variables.build.sourcebranch') {
    if (/^refs(?:\/|$)/i.test(value) || (isPrefix && 'refs/'.startsWith(value.toLowerCase()))) return;
    const isPlain = /^[\w./-]+$/.test(value);
    const whole = `refs/heads/${value.replace(/^\/?heads\//, '').replace(/^\//, '')}`;
    yield {
      at,
      message: `Build.SourceBranch begins with refs/heads/, refs/tags/ or refs/pull/: it is never ${value.slice(0, 60)}`,
      fix: isPlain ? write(whole) : undefined,
    };
  } else if (path === 'variables.build.sourcebranchname' && value.includes('/')) {
    yield { at, message: `Build.SourceBranchName is the last part of the branch only: it never has a slash` };
  } else if (path === 'variables.build.reason' && !isPrefix) {
    if (REASONS.some((reason) => reason.toLowerCase() === value.toLowerCase())) return;
    const candidate = meant(value, REASONS);
    yield {
      at,
      message: `Build.Reason is never ${value.slice(0, 60)}${candidate ? `: did you mean ${candidate}?` : ''}`,
      fix: candidate ? write(candidate) : undefined,
    };
  }
}
