import { rule } from '../../core/rule';
import { archivedActions } from '../../data/archived-actions';

export default rule({
  id: 'github-actions/archived-action',
  title: 'Action that nobody maintains any more',
  why: [
    'The repository of the action is archived: faults stay, holes stay, and it goes on running on a Node of its time until runners no longer take it. Nobody will answer an issue.',
    'The list is short and comes with the extension: well-known actions with a known successor.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['zizmor:archived-uses'],
  links: [
    'https://docs.github.com/en/repositories/archiving-a-github-repository/archiving-repositories',
    'https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions',
  ],
  bad: [
    {
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions-rs/toolchain@v1»
        with:
          toolchain: stable
      - uses: «actions-rs/cargo@v1»
        with:
          command: test
`,
    },
    {
      title: 'a command of the runner does the same',
      files: `on: push
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions/create-release@v1»
        with:
          tag_name: v4
`,
    },
  ],
  good: [
    `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: dtolnay/rust-toolchain@stable
`,
    {
      title: 'somebody’s own copy',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: acme/toolchain@v1
`,
    },
    {
      title: 'still maintained',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: ruby/setup-ruby@v1
      - uses: gradle/actions/setup-gradle@v5
`,
    },
  ],
  *check({ steps, file }) {
    for (const { uses } of steps) {
      if (uses?.kind !== 'repository' || uses.scalar.file !== file) continue;
      const archived = archivedActions[uses.repository];
      if (!archived) continue;
      yield {
        at: uses.scalar,
        tag: 'deprecated',
        message: `Nobody maintains ${uses.owner}/${uses.repo} any more; ${archived.action === undefined ? '' : 'use '}${archived.instead} instead`,
      };
    }
  },
});
