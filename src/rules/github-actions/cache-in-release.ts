import { rule } from '../../core/rule';
import { jobsAfter } from '../../formats/delivery/graph';
import type { Pipeline } from '../../formats/delivery/model';
import { inputOf } from '../../formats/github-actions/action-input';
import type { Job, Step } from '../../formats/github-actions/model';
import { startsOf, startsUnder } from '../../formats/github-actions/started-by';

export default rule({
  id: 'github-actions/cache-in-release',
  title: 'Release that is built with what a cache holds',
  why: [
    'Every workflow of a branch, also one that an attacker has got to run, can leave a cache that later runs take for their own. A release that restores it ships what was put there.',
    'A release is built seldom, so it can do without. Contested, since whoever can write the cache of the main branch has much already; off until asked for.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'all',
  since: '0.1.0',
  equivalents: ['zizmor:cache-poisoning'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/dependency-caching#restrictions-for-accessing-a-cache',
  ],
  bad: [
    {
      files: `on:
  release:
    types: [published]
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: «actions/setup-node@v6»
        with:
          cache: npm
      - run: npm publish
`,
    },
    {
      title: 'for tags',
      files: `on:
  push:
    tags: ['v*']
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions/cache@v5»
        with:
          path: ~/.cargo
          key: cargo
      - run: cargo publish
`,
    },
  ],
  good: [
    `on:
  release:
    types: [published]
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-node@v6
      - run: npm publish
`,
    {
      title: 'no release',
      files: `on: [push, release]
jobs:
  test:
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-node@v6
        with:
          cache: npm
`,
    },
    {
      title: 'it tells of a release, and publishes nothing',
      files: `on:
  release:
    types: [published]
jobs:
  version:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-node@v6
        with:
          cache: npm
      - run: npm ci
      - run: npx tsx scripts/next-version.ts
`,
    },
    {
      title: 'it only looks whether there is one',
      files: `on:
  push:
    tags: ['v*']
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/cache@v5
        with:
          path: ~/.cargo
          key: cargo
          lookup-only: true
      - run: cargo publish
`,
    },
    {
      title: 'kept, but not taken',
      files: `on: release
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/cache/save@v5
        with:
          path: dist
          key: dist
      - uses: actions/setup-node@v6
        with:
          cache: ''
`,
    },
  ],
  *check({ jobs, file, delivery }) {
    for (const job of jobs) {
      if (!isRelease(job) || !deliversSomething(job, delivery)) continue;
      const step = job.steps.find(restores);
      if (step?.uses?.scalar.file !== file) continue;
      yield {
        at: step.uses.scalar,
        message: 'A release takes over what a cache holds, which other runs may have put there; build it without',
      };
    }
  },
});

/** Whether a job runs for releases and tags, and for nothing else. */
function isRelease(job: Job): boolean {
  const starts = startsOf(job.workflow);
  const own = starts && startsUnder(job.condition, starts);
  return own !== undefined && own.length > 0 && own.every(({ kind }) => kind === 'release' || kind === 'tag');
}

/** Whether it or what waits for it is seen to publish or deploy; a release also starts jobs that tell of it or prepare the next one. */
function deliversSomething(job: Job, delivery: Pipeline | undefined): boolean {
  const known = delivery?.jobs.find(({ id }) => id === job.id);
  if (!delivery || !known) return false;
  return [known, ...jobsAfter(delivery, known).jobs].some(({ activities }) =>
    activities.some(({ kind, certainty }) => certainty === 'certain' && (kind === 'publishes' || kind === 'deploys')),
  );
}

function restores(step: Step): boolean {
  const { uses } = step;
  if (uses?.kind !== 'repository') return false;
  if (uses.repository === 'actions/cache')
    return (uses.path === '' || uses.path === 'restore') && inputOf(step, 'lookup-only') !== 'true';
  const cache = inputOf(step, 'cache');
  return /\/setup-[\w-]+$/.test(uses.repository) && cache !== undefined && !/^(?:|false)$/.test(cache);
}
