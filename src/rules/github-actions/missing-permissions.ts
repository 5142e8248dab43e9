import type { Project } from '../../core/project';
import { type Finding, type Fix, rule } from '../../core/rule';
import { type Edit, insert, textOf } from '../../core/text';
import type { Scopes } from '../../data/action-permissions';
import { leastPermissions } from '../../formats/github-actions/least-permissions';
import type { Job, Permissions, Workflow } from '../../formats/github-actions/model';
import { union } from '../../formats/github-actions/scopes';
import { insertPairs, setValue } from '../../formats/yaml/edit';

export default rule({
  id: 'github-actions/missing-permissions',
  title: 'Token without limits',
  why: [
    'Every job gets a token for the repository. Where a workflow does not say what the token may do, it may do what the repository or the organisation has set: in older ones that is to write code, releases, packages and more. An action that turns bad, or an injected command, then has all of that.',
    'With `permissions` the token can do what the job needs and nothing else, whatever the setting is or becomes.',
  ],
  severity: 'info',
  practice: 'access',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'zizmor:excessive-permissions',
    'checkov:CKV2_GHA_1',
    'kics:Beta - Workflow Permissions Set to Write-All',
    'poutine:default_permissions_on_risky_events',
    'ghalint:job_permissions',
    'ghalint:deny_write_all_permission',
  ],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
    'https://docs.github.com/en/actions/reference/security/secure-use#restricting-permissions-for-tokens',
  ],
  bad: [
    {
      title: 'nothing said at all',
      files:
        'name: CI\n\n«on»:\n  push:\n\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n      - run: npm ci && npm test\n',
      fixed:
        'name: CI\n\non:\n  push:\n\npermissions:\n  contents: read\n\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n      - run: npm ci && npm test\n',
    },
    {
      title: 'one of the jobs needs more than the others',
      files:
        '«on»: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n  release:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n      - run: gh release create "$GITHUB_REF_NAME"\n        env:\n          GH_TOKEN: ${{ github.token }}\n',
      fixed:
        'on: push\npermissions:\n  contents: read\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n  release:\n    runs-on: ubuntu-latest\n    permissions:\n      contents: write\n    steps:\n      - uses: actions/checkout@v6\n      - run: gh release create "$GITHUB_REF_NAME"\n        env:\n          GH_TOKEN: ${{ github.token }}\n',
    },
    {
      title: 'everything allowed',
      files:
        'on: push\npermissions: «write-all»\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n      - uses: docker/login-action@v4\n        with:\n          registry: ghcr.io\n          username: ${{ github.actor }}\n          password: ${{ secrets.GITHUB_TOKEN }}\n      - uses: docker/build-push-action@v7\n        with:\n          push: true\n',
      fixed:
        'on: push\npermissions:\n  contents: read\n  packages: write\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n      - uses: docker/login-action@v4\n        with:\n          registry: ghcr.io\n          username: ${{ github.actor }}\n          password: ${{ secrets.GITHUB_TOKEN }}\n      - uses: docker/build-push-action@v7\n        with:\n          push: true\n',
    },
    {
      title: 'an action that may need anything',
      files:
        '«on»: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n      - uses: somebody/deploy@v1\n',
    },
  ],
  good: [
    'on: push\npermissions: {}\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n',
    {
      title: 'each job says it for itself',
      files:
        'on: push\njobs:\n  test:\n    permissions:\n      contents: read\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n',
    },
    {
      title: 'a reusable workflow, whose callers say it',
      files: 'on: workflow_call\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n',
    },
    {
      title: 'the called workflow says it',
      files: {
        '.github/workflows/ci.yml': 'on: push\njobs:\n  test:\n    uses: ./.github/workflows/test.yml\n',
        '.github/workflows/test.yml':
          'on: workflow_call\npermissions:\n  contents: read\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n',
      },
    },
    {
      title: 'the called workflow can not be seen',
      files: 'on: push\njobs:\n  test:\n    uses: acme/workflows/.github/workflows/test.yml@v1\n',
    },
  ],
  *check({ workflow }, { project }) {
    if (!workflow) return;
    yield* unlimited(
      workflow.permissions,
      workflow.jobs.filter((job) => !job.permissions),
      project,
    );
    for (const job of workflow.jobs) yield* unlimited(job.permissions, [job], project);
    const { on, triggers, map } = workflow;
    if (!on || !triggers || triggers.every(({ event }) => event === 'workflow_call') || !map.lacks('permissions'))
      return;
    const silent = workflow.jobs.filter((job) => isSilent(job, project));
    if (silent.length === 0) return;
    const whose = silent.length < workflow.jobs.length ? ` in ${silent.map(({ id }) => id).join(', ')}` : '';
    yield {
      at: on.key,
      message: `What the token may do${whose.length > 80 ? ' in some jobs' : whose} is left to the repository's settings`,
      address: 'permissions',
      fix: limit(workflow, silent, project),
    };
  },
});

function* unlimited(permissions: Permissions | undefined, jobs: readonly Job[], project: Project): Generator<Finding> {
  const { pair, all } = permissions ?? {};
  if (!pair?.value || all !== 'write-all') return;
  const scopes = union(jobs.map((job) => leastPermissions(job, project)));
  yield {
    at: pair.value,
    severity: 'warning',
    message: 'The token may write everything there is in the repository',
    fix: scopes && { title: allowing(scopes), edits: [setValue(pair, { ...scopes })] },
  };
}

/** Whether neither a job nor the workflow it calls says what its token may do. */
function isSilent({ map, uses, steps }: Job, project: Project): boolean {
  if (!map.lacks('permissions')) return false;
  if (!uses) return steps.length > 0;
  const called = uses.kind === 'local' ? project.open('github-actions', uses.path)?.workflow : undefined;
  if (!called?.map.lacks('permissions')) return false;
  // One more step down is far enough: workflows that call further ones are taken to know what they do.
  return called.jobs.some((job) => job.map.lacks('permissions') && job.steps.length > 0);
}

/** Allows what all jobs need once for the workflow, and what single jobs need beyond that there. */
function limit(workflow: Workflow, silent: readonly Job[], project: Project): Fix | undefined {
  const needs = silent.map((job) => ({ job, scopes: leastPermissions(job, project) }));
  const all = union(needs.map(({ scopes }) => scopes));
  if (!all) return undefined;
  const common: Scopes = workflow.jobs.length === 1 ? all : all.contents ? { contents: 'read' } : {};
  const edits = [atTop(workflow, common)];
  for (const { job, scopes } of needs) {
    const isEnough = Object.entries(scopes ?? {}).every(([scope, access]) => common[scope as keyof Scopes] === access);
    if (scopes && !isEnough)
      edits.push(insertPairs(job.map, { permissions: { ...scopes } }, { after: job.uses ? 'uses' : 'runs-on' }));
  }
  return { title: allowing(all), edits };
}

function allowing(scopes: Scopes): string {
  const names = Object.entries(scopes).map(([scope, access]) => `${scope}: ${access}`);
  return names.length === 0 ? 'Allow nothing' : `Allow only ${names.join(', ')}`;
}

/** Below `on` and the comments that belong to it, set off by a blank line where the workflow's other parts are. */
function atTop({ map, on }: Workflow, scopes: Scopes): Edit {
  const edit = insertPairs(map, { permissions: { ...scopes } }, { after: on?.name ?? 'on' });
  if (map.isFlow) return edit;
  const { file } = edit.at;
  const line = (number: number) => textOf(file.line(number));
  let last = file.lineAt(edit.at.start);
  while (/^[ \t]+#/.test(line(last + 1))) last++;
  const isSpaced = last + 1 < file.lineCount && line(last + 1).trim() === '';
  return insert(file, file.line(last).end, (isSpaced ? file.eol : '') + edit.text);
}
