import { type Finding, rule } from '../../core/rule';
import { hasExpression } from '../../formats/github-actions/embedded';
import { scalar } from '../../formats/yaml/access';
import { setScalar } from '../../formats/yaml/edit';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { clipped } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/invalid-uses',
  title: 'Action or workflow named in a way that GitHub can not read',
  why: [
    'A step uses `owner/repository@version`, `./path` or `docker://image`; a job calls `owner/repository/.github/workflows/file.yml@version` or `./.github/workflows/file.yml`. GitHub refuses the workflow, or the job, for anything else.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:action', 'actionlint:workflow-call'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_iduses',
  ],
  bad: [
    {
      title: 'a path without ./ at its beginning, a repository without its owner',
      files: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: «.github/actions/build»\n',
      fixed: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ./.github/actions/build\n',
    },
    {
      title: 'a repository without its owner, a workflow in a step, an action in a job',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: «checkout@v6»\n      - uses: «acme/ci/.github/workflows/test.yml@v1»\n  lint:\n    uses: «acme/lint@v1»\n',
    },
    {
      title: 'a version of what lies in the same repository',
      files: 'on: push\njobs:\n  test:\n    uses: «./.github/workflows/test.yml@main»\n',
      fixed: 'on: push\njobs:\n  test:\n    uses: ./.github/workflows/test.yml\n',
    },
    {
      title: 'a workflow in another folder',
      files: 'on: push\njobs:\n  test:\n    uses: «./.github/workflows/shared/test.yml»\n',
    },
  ],
  good: [
    'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n      - uses: acme/tools/setup/go@main\n      - uses: ./\n      - uses: ./.github/actions/build\n      - uses: docker://alpine:3.22\n  lint:\n    uses: acme/ci/.github/workflows/lint.yaml@v1\n',
    {
      title: 'a repository that keeps actions in its folder of GitHub’s',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: acme/tools/.github/actions/setup@v1\n      - uses: acme/.github/actions/setup@v1\n',
    },
    {
      title: 'a path from the root of the repository that the workflow itself is of',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: $/.github/actions/build\n  lint:\n    uses: $/.github/workflows/lint.yml\n',
    },
    {
      title: 'the missing version has a rule of its own',
      files: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout\n',
    },
  ],
  *check({ jobs, steps }) {
    for (const step of steps) {
      const uses = scalar(step.map.get('uses'));
      const finding = uses && isText(uses) ? inStep(uses, uses.text.trim()) : undefined;
      if (finding) yield finding;
    }
    const seen = new Set<YamlScalar>();
    for (const job of jobs) {
      const uses = scalar(job.map.get('uses'));
      if (!uses || seen.has(uses) || !isText(uses)) continue;
      seen.add(uses);
      const finding = inJob(uses, uses.text.trim());
      if (finding) yield finding;
    }
  },
});

function isText({ value, text }: YamlScalar): boolean {
  return typeof value === 'string' && text.trim() !== '' && !hasExpression(text);
}

const WORKFLOW = /(?:^|\/)\.github\/workflows\/[^/@]+\.ya?ml(?:@|$)/;

function inStep(at: YamlScalar, text: string): Finding | undefined {
  const shown = clipped(text);
  if (text.startsWith('docker://')) return undefined;
  if (/^\.?github\/(?:actions|workflows)\//.test(text) && !text.includes('@')) {
    const path = `./${text.startsWith('.') ? '' : '.'}${text}`;
    return {
      at,
      message: `\`${shown}\` is no repository: a path begins with \`./\``,
      fix: { title: `Write ${clipped(path)}`, edits: [setScalar(at, path)] },
    };
  }
  if (WORKFLOW.test(text))
    return { at, message: `\`${shown}\` is a workflow: a job calls it by its own \`uses\`, a step can not` };
  if (/^(?:\.\.?|\$)\//.test(text) || text === '.') return undefined;
  if (!text.includes('/') || text.startsWith('/'))
    return { at, message: `\`${shown}\` names no repository: write \`owner/repository@version\` or \`./path\`` };
  return undefined;
}

function inJob(at: YamlScalar, text: string): Finding | undefined {
  const shown = clipped(text);
  const isLocal = /^[.$]\//.test(text);
  if (isLocal && WORKFLOW.test(text) && text.includes('@')) {
    const path = text.slice(0, text.indexOf('@'));
    return {
      at,
      message: 'A workflow of the same repository is that of the same commit: it can have no version',
      fix: { title: `Write ${clipped(path)}`, edits: [setScalar(at, path)] },
    };
  }
  if (!isLocal && WORKFLOW.test(text) && /^\.github\//.test(text))
    return {
      at,
      message: `\`${shown}\` is no repository: a path begins with \`./\``,
      fix: { title: `Write ./${shown}`, edits: [setScalar(at, `./${text}`)] },
    };
  if (!WORKFLOW.test(text))
    return {
      at,
      message: `A job calls a workflow, a file right in \`.github/workflows\`: \`${shown}\` is none`,
    };
  if (!isLocal && !text.includes('@'))
    return { at, message: `\`${shown}\` needs a version: write \`@\` and a tag, a branch or a commit behind it` };
  return undefined;
}
