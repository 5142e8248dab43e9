import { type Finding, type Fix, rule, type Severity } from '../../core/rule';
import { insert, replace, textOf } from '../../core/text';
import versions from '../../data/action-versions.json';
import { ownersOf } from '../../formats/github-actions/owner';
import type { ImageUses, RepositoryUses } from '../../formats/github-actions/uses';

export default rule({
  id: 'github-actions/unpinned-action',
  title: 'Action without a fixed commit',
  why: [
    'A tag or a branch of an action can be moved to other code at any time, by its author or by whoever took over the account. That code then runs in your pipeline with its secrets and its token, as happened to tj-actions/changed-files in March 2025. Only a full commit hash always names the same code.',
    "GitHub's own actions on a tag are a smaller risk, since whoever runs the workflow trusts GitHub anyway; they are advice only. Dependabot and Renovate keep hashes up to date, and the version in the comment beside them.",
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'zizmor:unpinned-uses',
    'kics:Unpinned Actions Full Length Commit SHA',
    'poutine:unpinnable_action',
    'ghalint:action_ref_should_be_full_length_commit_sha',
    'semgrep:third-party-action-not-pinned-to-commit-sha',
    'actionlint:action',
  ],
  options: {
    trustedOwners: {
      type: 'strings',
      default: [],
      description: 'Owners, such as your own organisation, whose actions may be used by a tag or a branch.',
    },
  },
  links: [
    'https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions',
    'https://docs.github.com/en/code-security/dependabot/working-with-dependabot/keeping-your-actions-up-to-date-with-dependabot',
  ],
  bad: [
    {
      title: 'an action of a third party on a tag',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/login-action@«v4.1.0»\n',
      fixed:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/login-action@4907a6ddec9925e35a0a9e82d7399ccc52663121 # v4.1.0\n',
    },
    {
      title: "GitHub's own, and one in a repository with several",
      files:
        "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@«v6.0.2»\n      - uses: 'github/codeql-action/init@«v4.36.2»' # scan\n",
      fixed:
        "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2\n      - uses: 'github/codeql-action/init@8aad20d150bbac5944a9f9d289da16a4b0d87c1e' # scan\n",
    },
    {
      title: 'a branch, no version at all, an image that moves',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@«main»\n      - uses: «somebody/deploy»\n      - uses: somebody/deploy@«v1»\n      - uses: «docker://ghcr.io/somebody/lint»\n      - uses: docker://alpine:«latest»\n',
    },
    {
      title: 'a reusable workflow',
      files: 'on: push\njobs:\n  release:\n    uses: somebody/workflows/.github/workflows/release.yml@«v2»\n',
    },
  ],
  good: [
    'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: somebody/deploy@8ade135a41bc03ea155e62e844d188df1ea18608 # v1.2.3\n',
    {
      title: 'actions of this very repository',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ./.github/actions/build\n  release:\n    uses: ./.github/workflows/release.yml\n',
    },
    {
      title: 'the repository tells whose it is',
      files:
        "on: push\njobs:\n  build:\n    if: github.repository == 'acme/shop'\n    uses: acme/workflows/.github/workflows/build.yml@v3\n",
    },
    {
      title: 'an owner the team trusts',
      files: 'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/setup@v1\n',
      options: { trustedOwners: ['acme'] },
    },
    'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker://alpine:3.22\n',
  ],
  *check({ file, jobs, steps, workflow }, { options, project }) {
    const trusted = new Set([
      ...options.trustedOwners.map((owner) => owner.toLowerCase()),
      ...ownersOf(workflow, project),
    ]);
    const seen = new Set<number>();
    for (const { uses } of [...jobs, ...steps]) {
      if (!uses || uses.scalar.file !== file || seen.has(uses.scalar.start)) continue;
      seen.add(uses.scalar.start);
      if (uses.kind === 'image') yield* judgeImage(uses);
      if (uses.kind === 'repository' && !trusted.has(uses.owner.toLowerCase())) yield* judge(uses);
    }
  },
});

/** Names that nearly everywhere are branches. */
const BRANCHES = /^(?:main|master|HEAD|trunk|develop|dev|next|nightly|edge)$/;

function* judge(uses: RepositoryUses): Generator<Finding> {
  const { owner, repo, ref } = uses;
  const name = `${owner}/${repo}`;
  if (!ref) {
    yield { at: uses.scalar, message: `${name} is named without a version` };
    return;
  }
  const { text, at } = ref;
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text)) return;
  if (BRANCHES.test(text) || text.startsWith('refs/heads/')) {
    yield { at, message: `${name} follows the branch ${text}, so each run may get other code` };
    return;
  }
  const severity: Severity = /^(?:actions|github)$/i.test(owner) ? 'info' : 'warning';
  yield { at, severity, message: `${text} of ${name} can be moved to other code`, fix: pin(uses, text) };
}

function* judgeImage({ name, tag, digest, at }: ImageUses): Generator<Finding> {
  if (digest !== undefined || (tag !== undefined && tag !== 'latest')) return;
  yield { at, message: `The image ${name} has no fixed version, so each run may get another` };
}

const known = new Map(Object.entries(versions.actions).map(([name, value]) => [name.toLowerCase(), value]));

/** The commit that a tag stood for, with the version it belongs to in a comment. */
function pin({ repository, ref, scalar }: RepositoryUses, tag: string): Fix | undefined {
  const entry = known.get(repository);
  if (!entry || !ref) return undefined;
  const version = (entry.moving as Readonly<Record<string, string>>)[tag] ?? tag;
  const sha = (entry.versions as Readonly<Record<string, string>>)[version];
  if (sha === undefined || textOf(ref.at) !== tag) return undefined;
  const { file } = scalar;
  const end = file.line(file.lineAt(scalar.end)).end;
  const edits = [replace(ref.at, sha)];
  const after = file.text.slice(scalar.end, end);
  if (after.trim() === '') edits.push(insert(file, scalar.end, ` # ${version}`));
  return { title: `Pin to the commit of ${version}`, edits };
}
