import type { Project } from '../../core/project';
import { type Finding, rule } from '../../core/rule';
import type { Edit } from '../../core/text';
import { setupCaches } from '../../data/setup-caches';
import { jobBehind } from '../../formats/github-actions/delivery-edit';
import type { ActionsModel, Job, Step } from '../../formats/github-actions/model';
import { insertUnder } from '../../formats/yaml/edit';
import { missingCache, type Uncached } from '../shared/delivery/missing-cache';

export default rule({
  id: 'github-actions/missing-cache',
  title: 'Dependencies fetched anew each time',
  why: [
    'Fetching all dependencies in every run costs a minute or two, many times a day, and makes each run depend on whether the registry answers. The setup action keeps them from run to run when one input asks for it.',
    'Said once a workflow, and only where the lock file lies where the action looks for it. Jobs that publish or deploy are left alone: what they build should not come from a cache that other runs can fill; runners of your own keep their files anyway.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'safe',
  links: [
    'https://github.com/actions/setup-node#caching-global-packages-data',
    'https://github.com/actions/setup-python#caching-packages-dependencies',
    'https://github.com/actions/setup-java#caching-packages-dependencies',
  ],
  bad: [
    {
      files: {
        '.github/workflows/ci.yml': `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: «actions/setup-node@v6»
        with:
          node-version: 24
      - run: npm ci
      - run: npm test
`,
        'package-lock.json': '{}\n',
      },
      fixed: {
        '.github/workflows/ci.yml': `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
        with:
          node-version: 24
          cache: npm
      - run: npm ci
      - run: npm test
`,
        'package-lock.json': '{}\n',
      },
    },
    {
      title: 'two jobs, said once',
      files: {
        '.github/workflows/ci.yml': `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: «actions/setup-python@v6»
      - run: pip install -r requirements.txt
      - run: pytest
  java:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-java@v5
        with: { distribution: temurin, java-version: 21 }
      - run: mvn -B verify
`,
        'requirements.txt': 'flask==3.1.2\n',
        'pom.xml': '<project/>\n',
      },
      fixed: {
        '.github/workflows/ci.yml': `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-python@v6
        with:
          cache: pip
      - run: pip install -r requirements.txt
      - run: pytest
  java:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-java@v5
        with: { distribution: temurin, java-version: 21, cache: maven }
      - run: mvn -B verify
`,
        'requirements.txt': 'flask==3.1.2\n',
        'pom.xml': '<project/>\n',
      },
    },
  ],
  good: [
    {
      title: 'the lock file lies elsewhere, where the action would not find it',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
      - run: npm ci
        working-directory: web
`,
    },
    {
      title: 'a cache of its own',
      files: {
        '.github/workflows/ci.yml': `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/cache@v5
        with:
          path: ~/.npm
          key: npm-\${{ hashFiles('package-lock.json') }}
      - uses: actions/setup-node@v6
      - run: npm ci
`,
        'package-lock.json': '{}\n',
      },
    },
    {
      title: 'what is published should not come from a cache',
      files: {
        '.github/workflows/ci.yml': `on:
  push:
    tags: ['v*']
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
      - run: npm ci
      - run: npm publish
`,
        'package-lock.json': '{}\n',
      },
    },
    {
      title: 'setup-node keeps what npm fetches where package.json names it',
      files: {
        '.github/workflows/ci.yml': `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
      - run: npm ci
`,
        'package-lock.json': '{}\n',
        'package.json': '{ "packageManager": "npm@11.6.2" }\n',
      },
    },
    {
      title: 'a runner of your own keeps its files',
      files: {
        '.github/workflows/ci.yml': `on: push
jobs:
  test:
    runs-on: [self-hosted, linux]
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
      - run: npm ci
`,
        'package-lock.json': '{}\n',
      },
    },
    {
      title: 'setup-go keeps modules by itself',
      files: {
        '.github/workflows/ci.yml': `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-go@v6
      - run: go mod download && go test ./...
`,
        'go.sum': '\n',
      },
    },
  ],
  *check(model, { project }) {
    if (!model.delivery) return;
    const found = [...missingCache(model.delivery)].flatMap((each) => setupOf(model, each, project) ?? []);
    const [first, ...others] = found;
    if (first) yield oneFinding(first, others);
  },
});

interface Setup {
  readonly uncached: Uncached;
  readonly step: Step;
  readonly edit: Edit | undefined;
}

function oneFinding(first: Setup, others: readonly Setup[]): Finding {
  const edits = [first, ...others].flatMap(({ edit }) => edit ?? []);
  const { message } = first.uncached;
  return {
    ...first.uncached,
    at: first.step.uses?.scalar ?? first.step.map,
    message: others.length === 0 ? message : message.replace(' fetches', ` and ${others.length} more jobs fetch`),
    related: others.map(({ uncached, step }) => ({ at: step.uses?.scalar ?? step.map, message: uncached.message })),
    fix: edits.length === 0 ? undefined : { title: 'Keep them in a cache', edits },
  };
}

/** The step that could keep what the job fetches, if it is there and would find the lock file. */
function setupOf(model: ActionsModel, uncached: Uncached, project: Project): Setup | undefined {
  const known = setupCaches[uncached.ecosystem];
  const job = jobBehind(model, uncached.job);
  if (!known || !job || job.runsOn?.includes('self-hosted')) return undefined;
  const at = job.steps.findIndex((step) => isAction(step, known.action));
  const step = job.steps[at];
  const before = job.steps.slice(0, Math.max(at, 0));
  if (!step || !before.some(bringsRoot) || /^v1\b/.test(refOf(step))) return undefined;
  if (known.behind && !before.some((each) => isAction(each, known.behind))) return undefined;
  const root = rootOf(model.file.path);
  if (!known.files.some((file) => project.read(root + file)) || cachesByItself(uncached, project, root))
    return undefined;
  if (worksElsewhere(job)) return undefined;
  return { uncached, step, edit: insertUnder(step.map, 'with', { [known.input]: known.value }, { after: 'uses' }) };
}

function isAction({ uses }: Step, name: string | undefined): boolean {
  return uses?.kind === 'repository' && uses.repository === name && uses.path === '';
}

function refOf({ uses }: Step): string {
  return uses?.kind === 'repository' ? (uses.ref?.text ?? '') : '';
}

/** A checkout of the repository itself, to where everything starts. */
function bringsRoot(step: Step): boolean {
  return isAction(step, 'actions/checkout') && ['path', 'repository'].every((name) => !step.with?.has(name));
}

function rootOf(path: string): string {
  const at = path.indexOf('.github/workflows/');
  return at < 0 ? '' : path.slice(0, at);
}

function cachesByItself({ ecosystem }: Uncached, project: Project, root: string): boolean {
  return ecosystem === 'npm' && /"(?:packageManager|devEngines)"/.test(project.read(`${root}package.json`)?.text ?? '');
}

function worksElsewhere({ map, workflow, steps }: Job): boolean {
  return (
    [map, workflow.map].some((each) => !each.lacks('defaults')) ||
    steps.some((step) => step.map.has('working-directory'))
  );
}
