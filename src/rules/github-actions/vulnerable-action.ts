import { type Finding, rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import { type Incident, incidents } from '../../data/action-incidents';
import { type Version, versionOf } from '../../formats/github-actions/action-input';
import type { RepositoryUses } from '../../formats/github-actions/uses';

export default rule({
  id: 'github-actions/vulnerable-action',
  title: 'Action of a version that is known to be taken over or open to attack',
  why: [
    'Some well-known actions have been taken over: their tags were moved to code that printed or sent away all secrets of a job. Others run what strangers write as commands. Which versions those are is public, and so is how to use them.',
    'The list is short and comes with the extension; it is no replacement for the alerts of Dependabot. If a workflow has run one of the versions that were taken over, replace the secrets that it could see.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['zizmor:known-vulnerable-actions', 'poutine:known_vulnerability_in_build_component'],
  links: [
    'https://github.com/advisories?query=ecosystem%3Aactions',
    'https://www.cisa.gov/news-events/alerts/2025/03/18/supply-chain-compromise-third-party-tj-actionschanged-files-cve-2025-30066-and-reviewdogaction',
  ],
  bad: [
    {
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: «tj-actions/changed-files@v44»
      - uses: «actions/download-artifact@v4.1.1»
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: tj-actions/changed-files@v46.0.1
      - uses: actions/download-artifact@v4.1.3
`,
    },
    {
      title: 'the commit with the foreign code is an error',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: «tj-actions/changed-files@0e58ed8671d6b60d0890c21b07f8835ace038e67»
`,
    },
  ],
  good: [
    `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: tj-actions/changed-files@v46
      - uses: tj-actions/changed-files@v45.0.8
      - uses: actions/download-artifact@v4
`,
    {
      title: 'a commit, which nobody can move',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: tj-actions/changed-files@2f7c5bfce28377bc069a65ba478de0a74aa0ca32 # v46.0.1
`,
    },
    {
      title: 'an older main version, without the fault',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v3
      - uses: aquasecurity/trivy-action@v0.35.0
`,
    },
  ],
  *check({ steps, file }) {
    for (const { uses } of steps) {
      if (uses?.kind !== 'repository' || uses.scalar.file !== file) continue;
      const incident = incidents.find((each) => each.repository === uses.repository);
      const finding = incident && judge(uses, incident);
      if (finding) yield finding;
    }
  },
});

function judge(uses: RepositoryUses, incident: Incident): Finding | undefined {
  const { ref, scalar } = uses;
  const { what, advisory, fixedIn, commits } = incident;
  if (!ref) return undefined;
  if (commits?.includes(ref.text.toLowerCase()))
    return {
      at: scalar,
      severity: 'error',
      message: `This commit holds foreign code (${advisory}); use ${fixedIn} or later`,
    };
  const isCommit = /^[0-9a-f]{40}$/i.test(ref.text);
  const version = versionOf(uses);
  // Tags that were moved say nothing of a commit.
  if (!version || (isCommit && what.includes('tags')) || !isBefore(version, incident)) return undefined;
  return {
    at: scalar,
    message: `${ref.text.slice(0, 12)} is affected by ${advisory}: ${what}; use ${fixedIn} or later`,
    fix:
      isCommit || textOf(ref.at) !== ref.text
        ? undefined
        : { title: `Use ${fixedIn}`, edits: [replace(ref.at, fixedIn)] },
  };
}

/** A tag that moves stands for the newest of its kind. */
function isBefore(version: Version, { before, from = 0 }: Incident): boolean {
  if (version[0] < from) return false;
  for (const [index, wanted] of before.entries()) {
    const part = version[index] ?? Number.POSITIVE_INFINITY;
    if (part !== wanted) return part < wanted;
  }
  return false;
}
