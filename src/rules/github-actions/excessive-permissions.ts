import type { Project } from '../../core/project';
import { type Finding, rule } from '../../core/rule';
import { knownScopes } from '../../data/action-permissions';
import { leastPermissions } from '../../formats/github-actions/least-permissions';
import type { Job, Permissions, Workflow } from '../../formats/github-actions/model';
import { union } from '../../formats/github-actions/scopes';
import { scalar } from '../../formats/yaml/access';
import { removePart, setScalar, setValue } from '../../formats/yaml/edit';

export default rule({
  id: 'github-actions/excessive-permissions',
  title: 'Token that may do more than any step does',
  why: [
    'What the token may do is what an action that turns bad, or an injected command, may do. A right that no step uses is there for nobody else.',
    'Said only where every step is known: well-known actions and plain scripts. Where strangers start the workflow with the rights of the repository it is a warning, also for rights that all jobs get and one of them uses.',
  ],
  severity: 'info',
  practice: 'access',
  preset: 'strict',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'zizmor:excessive-permissions',
    'kics:Beta - Workflow With Overly Permissive Permissions',
    'poutine:default_permissions_on_risky_events',
    'ghalint:deny_read_all_permission',
  ],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
    'https://docs.github.com/en/actions/reference/security/secure-use#restricting-permissions-for-tokens',
  ],
  bad: [
    {
      files: `on: push
permissions:
  contents: write
  packages: «write»
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: gh release create "$GITHUB_REF_NAME"
        env:
          GH_TOKEN: \${{ github.token }}
`,
      fixed: `on: push
permissions:
  contents: write
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: gh release create "$GITHUB_REF_NAME"
        env:
          GH_TOKEN: \${{ github.token }}
`,
    },
    {
      title: 'everything may be read',
      files: `on: push
permissions: «read-all»
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
`,
      fixed: `on: push
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
`,
    },
    {
      title: 'reading is enough',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    permissions:
      contents: «write»
    steps:
      - uses: actions/checkout@v6
      - run: make test
`,
      fixed: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v6
      - run: make test
`,
    },
    {
      title: 'all jobs of a workflow that strangers start',
      files: `on: pull_request_target
permissions:
  contents: read
  pull-requests: «write»
jobs:
  label:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/labeler@v6
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: somebody/check@v1
  thank:
    runs-on: ubuntu-latest
    steps:
      - run: echo Thanks
`,
    },
  ],
  good: [
    `on: push
permissions:
  contents: write
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: gh release create "$GITHUB_REF_NAME"
        env:
          GH_TOKEN: \${{ github.token }}
`,
    {
      title: 'an action that may need anything',
      files: `on: push
permissions:
  contents: write
  packages: write
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: somebody/release@v1
`,
    },
    {
      title: 'what a local action does with the token is not followed, and an image may be pushed',
      files: `on: push
jobs:
  plan:
    runs-on: ubuntu-latest
    permissions:
      pull-requests: write
    steps:
      - uses: ./.github/actions/comment
        with:
          token: \${{ secrets.GITHUB_TOKEN }}
  image:
    runs-on: ubuntu-latest
    permissions:
      packages: write
    steps:
      - uses: docker/login-action@v4
        with:
          registry: ghcr.io
          username: \${{ github.actor }}
          password: \${{ secrets.GITHUB_TOKEN }}
      - uses: docker/build-push-action@v7
        with:
          outputs: type=image,name=ghcr.io/acme/shop,push=\${{ github.ref_name == 'main' }}
`,
    },
    {
      title: 'each job has its own',
      files: `on: pull_request_target
permissions: {}
jobs:
  label:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pull-requests: write
    steps:
      - uses: actions/labeler@v6
  check:
    runs-on: ubuntu-latest
    permissions: {}
    steps:
      - uses: somebody/check@v1
`,
    },
    {
      title: 'a workflow that others call',
      files: `on: workflow_call
jobs:
  test:
    uses: acme/workflows/.github/workflows/test.yml@v1
    permissions:
      contents: write
`,
    },
  ],
  *check({ workflow, file }, { project }) {
    if (!workflow || workflow.map.file !== file) return;
    const heirs = workflow.jobs.filter((job) => job.map.lacks('permissions'));
    if (heirs.length > 0) yield* unused(workflow.permissions, heirs, workflow, project);
    for (const job of workflow.jobs) yield* unused(job.permissions, [job], workflow, project);
  },
});

const TOLD: ReadonlySet<string> = new Set(knownScopes);

function* unused(
  permissions: Permissions | undefined,
  jobs: readonly Job[],
  workflow: Workflow,
  project: Project,
): Generator<Finding> {
  const { pair } = permissions ?? {};
  if (permissions?.all === 'read-all' && pair?.value && !pair.alias) {
    const scopes = union(jobs.map((job) => leastPermissions(job, project)));
    yield {
      at: pair.value,
      message: 'The token may read everything there is in the repository; name what it has to read',
      fix: scopes && { title: 'Name what is needed', edits: [setValue(pair, { ...scopes })] },
    };
    return;
  }
  if (!permissions || pair?.value?.kind !== 'map' || pair.alias || pair.value.isUncertain) return;
  const least = union(jobs.map((job) => leastPermissions(job, project)));
  const isRisky =
    workflow.triggers?.some(({ event }) => /^(?:pull_request_target|workflow_run|issue_comment)$/.test(event)) ?? false;
  for (const each of pair.value.ownPairs) {
    const { name } = each;
    const access = scalar(each.value);
    if (access?.text !== 'write' || each.alias || !TOLD.has(name)) continue;
    const needed = least ? least[name as keyof typeof least] : undefined;
    if (least && needed !== 'write') {
      yield {
        at: access,
        ...(isRisky && { severity: 'warning' }),
        message: `No step writes ${name}${needed === 'read' ? '; reading is enough' : '; leave it out'}`,
        fix:
          needed === 'read'
            ? { title: `Let the token only read ${name}`, edits: [setScalar(access, 'read')] }
            : pair.value.ownPairs.length > 1
              ? { title: `Leave ${name} out`, edits: [removePart(each)] }
              : undefined,
      };
    } else if (!least && isRisky && jobs.length > 1) {
      const users = jobs.filter((job) => {
        const own = leastPermissions(job, project);
        return own === undefined || own[name as keyof typeof own] === 'write';
      });
      if (users.length === jobs.length) continue;
      yield {
        at: access,
        severity: 'warning',
        message: `All jobs may write ${name}, and strangers start this workflow; allow it only where it is needed`,
      };
    }
  }
}
