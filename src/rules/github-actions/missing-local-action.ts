import { dirname } from '../../core/path';
import type { Project } from '../../core/project';
import { type Finding, rule } from '../../core/rule';
import type { Job, Step } from '../../formats/github-actions/model';
import type { LocalUses } from '../../formats/github-actions/uses';
import { setScalar } from '../../formats/yaml/edit';
import { meant } from '../shared/did-you-mean';
import { clipped } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/missing-local-action',
  title: 'Action or workflow of this repository that is not there',
  why: [
    'GitHub refuses a workflow that calls a file which is not in the repository, and fails a step whose action is not where the step looks for it: at the path, in what was checked out before.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:action', 'actionlint:workflow-call'],
  links: [
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/find-and-customize-actions#adding-an-action-from-the-same-repository',
    'https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows#calling-a-reusable-workflow',
  ],
  bad: [
    {
      files: {
        '.github/actions/build/action.yml':
          'name: Build\ndescription: Builds\nruns:\n  using: node24\n  main: index.js\n',
        '.github/workflows/test.yml':
          'on: workflow_call\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n      - uses: «./.github/actions/biuld»\n  test:\n    uses: «./.github/workflows/tests.yml»\n',
      },
      fixed: {
        '.github/actions/build/action.yml':
          'name: Build\ndescription: Builds\nruns:\n  using: node24\n  main: index.js\n',
        '.github/workflows/test.yml':
          'on: workflow_call\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n      - uses: ./.github/actions/build\n  test:\n    uses: ./.github/workflows/test.yml\n',
      },
    },
    {
      title: 'nothing is checked out yet',
      files: {
        '.github/actions/build/action.yml':
          'name: Build\ndescription: Builds\nruns:\n  using: node24\n  main: index.js\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: «./.github/actions/build»\n      - uses: actions/checkout@v6\n',
      },
    },
    {
      title: 'a workflow that can not be called',
      files: {
        '.github/workflows/test.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
        '.github/workflows/ci.yml': 'on: push\njobs:\n  test:\n    uses: «./.github/workflows/test.yml»\n',
      },
    },
  ],
  good: [
    {
      files: {
        '.github/actions/build/action.yaml':
          'name: Build\ndescription: Builds\nruns:\n  using: node24\n  main: index.js\n',
        'tools/Dockerfile': 'FROM alpine:3.22\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n      - uses: ./.github/actions/build\n      - uses: ./tools\n',
      },
    },
    {
      title: 'checked out from elsewhere, or made by a script',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n        with:\n          repository: acme/actions\n          path: .github/shared\n      - uses: ./.github/shared/build\n  more:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: git clone https://example.com/acme/actions .github/actions\n      - uses: ./.github/actions/build\n',
    },
    {
      title: 'a path that needs no checkout',
      files: {
        '.github/actions/build/action.yml':
          'name: Build\ndescription: Builds\nruns:\n  using: node24\n  main: index.js\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: $/.github/actions/build\n',
      },
    },
    {
      title: 'on runners of one’s own the files may be there before',
      files: {
        '.github/actions/build/action.yml':
          'name: Build\ndescription: Builds\nruns:\n  using: node24\n  main: index.js\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  build:\n    runs-on: [self-hosted]\n    steps:\n      - uses: ./.github/actions/build\n',
      },
    },
    {
      title: 'a folder that is no root of a repository',
      files: {
        'templates/app/.github/workflows/ci.yml': 'on: push\njobs:\n  test:\n    uses: ./.github/workflows/test.yml\n',
      },
    },
  ],
  *check({ file, jobs }, { project }) {
    // Only where the file lies as GitHub would look for it is the root known.
    if (dirname(file.path) !== '.github/workflows') return;
    const seen = new Set<unknown>();
    for (const job of jobs) {
      if (seen.has(job.map)) continue;
      seen.add(job.map);
      if (job.uses?.kind === 'local') yield* calling(job.uses, file.path, project);
      for (const [index, step] of job.steps.entries())
        if (step.uses?.kind === 'local') yield* using(step.uses, job.steps.slice(0, index), job, project);
    }
  },
});

function* calling(uses: LocalUses, self: string, project: Project): Generator<Finding> {
  if (dirname(uses.path) !== '.github/workflows' || !/\.ya?ml$/.test(uses.path)) return;
  const called = project.open('github-actions', uses.path);
  if (!called) {
    const folder = dirname(uses.path);
    const files = project.list(folder).map(({ name }) => `./${folder}/${name}`);
    const near = meant(
      `./${uses.path}`,
      files.filter((name) => name !== `./${self}`),
    );
    yield missing(uses, 'There is no workflow', near);
    return;
  }
  const triggers = called.yaml.problems.length === 0 ? called.workflow?.triggers : undefined;
  if (triggers?.every(({ event }) => event !== 'workflow_call'))
    yield {
      at: uses.scalar,
      message: `\`./${clipped(uses.path)}\` can not be called: its \`on\` lacks \`workflow_call\``,
    };
}

function* using(uses: LocalUses, before: readonly Step[], job: Job, project: Project): Generator<Finding> {
  const isHosted = job.runsOn?.every((label) => /^(?:ubuntu|windows|macos)-/i.test(label)) ?? false;
  if (uses.path.includes('..') || !isHosted) return;
  // `$/` is the repository of the workflow itself, checked out or not.
  const isOwn = uses.text.startsWith('$');
  if (!isOwn && before.some(bringsFiles)) return;
  if (!isOwn && !before.some(checksOut)) {
    if (before.every(isPlain))
      yield {
        at: uses.scalar,
        message: `\`./${clipped(uses.path)}\` is not there yet: \`actions/checkout\` must come first`,
      };
    return;
  }
  // Elsewhere it may be built before it is used.
  if (!uses.path.startsWith('.github/') || (!isOwn && before.some(({ run }) => run?.scalar.text.includes('.github'))))
    return;
  const names = project.list(uses.path).map(({ name }) => name);
  if (names.some((name) => /^(?:action\.ya?ml|Dockerfile)$/.test(name))) return;
  const folder = dirname(uses.path);
  const near = meant(
    `./${uses.path}`,
    project.list(folder).flatMap(({ name, kind }) => (kind === 'folder' ? [`./${folder}/${name}`] : [])),
  );
  yield missing(uses, 'There is no action', near);
}

function missing({ scalar, path, text }: LocalUses, what: string, near: string | undefined): Finding {
  return {
    at: scalar,
    message: `${what} \`./${clipped(path)}\` in this repository${near ? `: did you mean \`${clipped(near)}\`?` : ''}`,
    fix:
      near === undefined
        ? undefined
        : {
            title: `Use ${clipped(near)}`,
            edits: [setScalar(scalar, text.startsWith('$') ? near.replace(/^\./, '$$') : near)],
          },
  };
}

function checksOut({ uses }: Step): boolean {
  return uses?.kind === 'repository' && uses.repository === 'actions/checkout';
}

/** Whether a step may put files there that the repository does not hold. */
function bringsFiles(step: Step): boolean {
  const { uses, run, with: inputs, condition } = step;
  if (checksOut(step)) {
    const odd = ['repository', 'path', 'ref', 'sparse-checkout', 'submodules'].some((name) => inputs?.has(name));
    return odd || condition !== undefined || inputs?.isUncertain === true;
  }
  if (uses?.kind === 'repository')
    return !/^(?:actions|docker)\/|\/setup-/.test(uses.repository) || /artifact|cache/.test(uses.repository);
  if (uses) return true;
  return run !== undefined && /\b(?:git|gh|curl|wget|tar|unzip|cp|mv|rsync|hub)\b/.test(run.scalar.text);
}

/** A step that surely brings no files. */
function isPlain(step: Step): boolean {
  return !bringsFiles(step) && (step.run === undefined || step.run.scalar.text.length < 500);
}
