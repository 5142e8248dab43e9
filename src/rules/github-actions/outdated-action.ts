import { type Finding, rule } from '../../core/rule';
import { firstSupportedMajor, switchedOff } from '../../data/action-runtimes';
import { versionOf } from '../../formats/github-actions/action-input';
import type { RepositoryUses } from '../../formats/github-actions/uses';
import { newestMajor, useMajor } from '../shared/newest-action';

export default rule({
  id: 'github-actions/outdated-action',
  title: 'Action of a version that was made for an old Node',
  why: [
    'These versions were made for Node 12 or 16, which get no updates and which runners no longer have. GitHub runs them on a newer one as best it can, warns in every run, and one day it does not work any more. They get no fixes themselves either.',
    'Some are switched off already: artifacts up to version 3 and caches up to version 2 fail.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:action'],
  links: [
    'https://github.blog/changelog/2023-09-22-github-actions-transitioning-from-node-16-to-node-20/',
    'https://github.blog/changelog/2024-04-16-deprecation-notice-v3-of-the-artifact-actions/',
  ],
  bad: [
    {
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions/checkout@v2»
      - uses: «actions/setup-node@v3.9.1»
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - uses: actions/setup-node@v7.0.0
`,
    },
    {
      title: 'switched off, so it fails',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions/upload-artifact@v3»
        with:
          path: dist
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/upload-artifact@v7
        with:
          path: dist
`,
    },
    {
      title: 'pinned to a commit',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions/stale@1160a2240286f5da8ec72b1c0816ce2481aabf84» # v8.0.0
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/stale@4391f3da665fdf50b6810c1a66712fb9ba21aa93 # v11.0.0
`,
    },
  ],
  good: [
    `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4.4.0
`,
    {
      title: 'a commit that says nothing of its version',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8
`,
    },
    {
      title: 'a branch, and an action that numbers its versions in its own way',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@main
      - uses: ruby/setup-ruby@v1
      - uses: dtolnay/rust-toolchain@1.80
`,
    },
  ],
  *check({ steps, file }) {
    for (const { uses } of steps) {
      if (uses?.kind !== 'repository' || uses.scalar.file !== file) continue;
      const finding = judge(uses);
      if (finding) yield finding;
    }
  },
});

function judge(uses: RepositoryUses): Finding | undefined {
  const { repository, path, owner, repo } = uses;
  const name = path === '' ? repository : `${repository}/${path.toLowerCase()}`;
  const off = switchedOff[name];
  const first = Math.max(firstSupportedMajor[name] ?? 0, off?.below ?? 0);
  const major = first > 0 ? versionOf(uses)?.[0] : undefined;
  if (major === undefined || major >= first || major < 1) return undefined;
  const isOff = off !== undefined && major < off.below;
  const newest = newestMajor(uses);
  const edits = newest === undefined || newest < first ? undefined : useMajor(uses, newest);
  const then = newest === undefined || newest < first ? `v${first} or later` : `v${newest}`;
  return {
    at: uses.scalar,
    ...(isOff && { severity: 'error' }),
    message: isOff
      ? `GitHub has switched off v${major} of ${owner}/${repo} on ${off.on}, so this step fails; use ${then}`
      : `v${major} of ${owner}/${repo} was made for a Node that runners no longer have; use ${then}`,
    fix: edits && { title: `Use ${owner}/${repo}@v${newest}`, edits },
  };
}
