/**
 * What well-known actions do with the token of a workflow, from the README of each: the scopes it needs, by what it is
 * given. An action that is not here may need anything.
 */

export type Access = 'read' | 'write';
/** Scopes of the token, such as `pull-requests`, in the order in which they are best read. */
export type Scopes = Readonly<Partial<Record<Scope, Access>>>;
/** The scopes that the tables below tell of; of others they know nothing. */
export const knownScopes = [
  'actions',
  'attestations',
  'checks',
  'contents',
  'id-token',
  'issues',
  'packages',
  'pages',
  'pull-requests',
  'security-events',
  'statuses',
] as const;
export type Scope = (typeof knownScopes)[number];

/** The text of an input, by its name in lower case; undefined where it is not given. */
export type Inputs = (name: string) => string | undefined;

const NONE: Scopes = {};
const READS: Scopes = { contents: 'read' };
const RELEASES: Scopes = { contents: 'write' };
const OIDC: Scopes = { 'id-token': 'write' };
const SCANS: Scopes = { actions: 'read', contents: 'read', 'security-events': 'write' };
const ATTESTS: Scopes = { attestations: 'write', 'id-token': 'write' };
const attests = (given: Inputs): Scopes =>
  given('push-to-registry') === 'true' ? { ...ATTESTS, packages: 'write' } : ATTESTS;

/** By `owner/repo` or `owner/repo/path`, in lower case. */
export const actionPermissions: Readonly<Record<string, Scopes | ((inputs: Inputs) => Scopes)>> = {
  'actions/attest': attests,
  'actions/attest-build-provenance': attests,
  'actions/attest-sbom': attests,
  'actions/cache': NONE,
  'actions/cache/restore': NONE,
  'actions/cache/save': NONE,
  'actions/checkout': READS,
  'actions/configure-pages': { pages: 'write' },
  'actions/create-github-app-token': NONE,
  'actions/dependency-review-action': (given) =>
    (given('comment-summary-in-pr') ?? 'never') === 'never' ? READS : { ...READS, 'pull-requests': 'write' },
  'actions/deploy-pages': { 'id-token': 'write', pages: 'write' },
  'actions/download-artifact': (given) => (given('run-id') === undefined ? NONE : { actions: 'read' }),
  'actions/first-interaction': { issues: 'write', 'pull-requests': 'write' },
  'actions/labeler': { contents: 'read', 'pull-requests': 'write' },
  'actions/setup-dotnet': NONE,
  'actions/setup-go': NONE,
  'actions/setup-java': NONE,
  'actions/setup-node': NONE,
  'actions/setup-python': NONE,
  'actions/setup-ruby': NONE,
  'actions/stale': { actions: 'write', issues: 'write', 'pull-requests': 'write' },
  'actions/upload-artifact': NONE,
  'actions/upload-artifact/merge': { actions: 'write' },
  'actions/upload-pages-artifact': NONE,
  'actions-rs/cargo': NONE,
  'actions-rs/toolchain': NONE,
  'amannn/action-semantic-pull-request': { 'pull-requests': 'read' },
  'aquasecurity/trivy-action': NONE,
  'astral-sh/setup-uv': NONE,
  'aws-actions/amazon-ecr-login': NONE,
  'aws-actions/configure-aws-credentials': (given) =>
    given('role-to-assume') !== undefined && given('aws-access-key-id') === undefined ? OIDC : NONE,
  'azure/login': (given) => (given('client-id') !== undefined && given('creds') === undefined ? OIDC : NONE),
  'azure/setup-helm': NONE,
  'azure/setup-kubectl': NONE,
  'bazel-contrib/setup-bazel': NONE,
  'browser-actions/setup-chrome': NONE,
  'cachix/install-nix-action': NONE,
  'changesets/action': { contents: 'write', 'pull-requests': 'write' },
  'codecov/codecov-action': (given) => (given('use_oidc') === 'true' ? OIDC : NONE),
  'crate-ci/typos': NONE,
  'crazy-max/ghaction-import-gpg': NONE,
  'cypress-io/github-action': NONE,
  'denoland/setup-deno': NONE,
  'dependabot/fetch-metadata': { 'pull-requests': 'read' },
  'docker/bake-action': READS,
  'docker/build-push-action': READS,
  'docker/metadata-action': NONE,
  'docker/setup-buildx-action': NONE,
  'docker/setup-docker-action': NONE,
  'docker/setup-qemu-action': NONE,
  'dorny/paths-filter': { contents: 'read', 'pull-requests': 'read' },
  'dorny/test-reporter': { actions: 'read', checks: 'write', contents: 'read' },
  'dtolnay/rust-toolchain': NONE,
  'erlef/setup-beam': NONE,
  'fossas/fossa-action': NONE,
  'github/codeql-action/analyze': SCANS,
  'github/codeql-action/autobuild': NONE,
  'github/codeql-action/init': SCANS,
  'github/codeql-action/upload-sarif': SCANS,
  'golangci/golangci-lint-action': (given) =>
    given('only-new-issues') === 'true' ? { ...READS, 'pull-requests': 'read' } : READS,
  'google-github-actions/auth': (given) => (given('workload_identity_provider') === undefined ? NONE : OIDC),
  'google-github-actions/setup-gcloud': NONE,
  'googleapis/release-please-action': { contents: 'write', issues: 'write', 'pull-requests': 'write' },
  'goreleaser/goreleaser-action': (given) => (/^release\b(?!.*--snapshot)/.test(given('args') ?? '') ? RELEASES : NONE),
  'gradle/actions/setup-gradle': (given) =>
    /submit/.test(given('dependency-graph') ?? '') ? { contents: 'write' } : NONE,
  'gradle/actions/wrapper-validation': NONE,
  'gradle/gradle-build-action': NONE,
  'gradle/wrapper-validation-action': NONE,
  'hadolint/hadolint-action': NONE,
  'hashicorp/setup-terraform': NONE,
  'haskell-actions/setup': NONE,
  'helm/kind-action': NONE,
  'ilammy/msvc-dev-cmd': NONE,
  'jamesives/github-pages-deploy-action': RELEASES,
  'jdx/mise-action': NONE,
  'jlumbroso/free-disk-space': NONE,
  'julia-actions/setup-julia': NONE,
  'lewagon/wait-on-check-action': { checks: 'read' },
  'lukka/get-cmake': NONE,
  'lycheeverse/lychee-action': NONE,
  'maxim-lobanov/setup-xcode': NONE,
  'microsoft/setup-msbuild': NONE,
  'mikepenz/action-junit-report': { checks: 'write' },
  'msys2/setup-msys2': NONE,
  'ncipollo/release-action': RELEASES,
  'nuget/setup-nuget': NONE,
  'ossf/scorecard-action': (given) => (given('publish_results') === 'true' ? { ...SCANS, ...OIDC } : SCANS),
  'oven-sh/setup-bun': NONE,
  'peaceiris/actions-gh-pages': (given) => (given('deploy_key') === undefined ? RELEASES : NONE),
  'peter-evans/create-or-update-comment': { issues: 'write', 'pull-requests': 'write' },
  'peter-evans/create-pull-request': { contents: 'write', 'pull-requests': 'write' },
  'peter-evans/find-comment': { issues: 'read', 'pull-requests': 'read' },
  'peter-evans/repository-dispatch': RELEASES,
  'pnpm/action-setup': NONE,
  'pre-commit/action': NONE,
  'pypa/cibuildwheel': NONE,
  'pypa/gh-action-pypi-publish': (given) => (given('password') === undefined ? OIDC : NONE),
  'release-drafter/release-drafter': { contents: 'write', 'pull-requests': 'write' },
  'ruby/setup-ruby': NONE,
  'shivammathur/setup-php': NONE,
  'sigstore/cosign-installer': NONE,
  'slackapi/slack-github-action': NONE,
  'snok/install-poetry': NONE,
  'softprops/action-gh-release': RELEASES,
  'step-security/harden-runner': NONE,
  'styfle/cancel-workflow-action': { actions: 'write' },
  'subosito/flutter-action': NONE,
  'super-linter/super-linter': { contents: 'read', statuses: 'write' },
  'swatinem/rust-cache': NONE,
  'taiki-e/install-action': NONE,
  'terraform-linters/setup-tflint': NONE,
  'tj-actions/changed-files': { contents: 'read', 'pull-requests': 'read' },
};

/** What `gh` needs, by command and subcommand. */
export const githubCliPermissions: Readonly<Record<string, Readonly<Record<string, Scopes>>>> = {
  auth: { login: NONE, status: NONE, 'setup-git': NONE },
  cache: { delete: { actions: 'write' }, list: { actions: 'read' } },
  issue: {
    ...same(['create', 'comment', 'edit', 'close', 'reopen', 'pin', 'unpin', 'lock'], { issues: 'write' }),
    ...same(['view', 'list', 'status'], { issues: 'read' }),
  },
  label: { list: { issues: 'read' }, ...same(['create', 'edit', 'delete'], { issues: 'write' }) },
  pr: {
    ...same(['create', 'comment', 'edit', 'close', 'reopen', 'ready', 'review'], { 'pull-requests': 'write' }),
    merge: { contents: 'write', 'pull-requests': 'write' },
    checkout: { contents: 'read', 'pull-requests': 'read' },
    ...same(['view', 'list', 'diff', 'status'], { 'pull-requests': 'read' }),
  },
  release: {
    ...same(['create', 'upload', 'edit', 'delete', 'delete-asset'], { contents: 'write' }),
    // Of drafts only those hear who may write, so that it can't be told what `view` and `list` need.
    ...same(['download'], { contents: 'read' }),
  },
  run: {
    ...same(['rerun', 'cancel', 'delete'], { actions: 'write' }),
    ...same(['view', 'list', 'download', 'watch'], { actions: 'read' }),
  },
  workflow: {
    ...same(['run', 'enable', 'disable'], { actions: 'write' }),
    ...same(['view', 'list'], { actions: 'read' }),
  },
};

function same(names: readonly string[], scopes: Scopes): Readonly<Record<string, Scopes>> {
  return Object.fromEntries(names.map((name) => [name, scopes]));
}
