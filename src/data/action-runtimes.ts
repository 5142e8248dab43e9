/**
 * The first main version of well-known actions that runs on Node 20 or later, or on no Node at all, from the `runs.using`
 * of their action.yml at each main version.
 */
export const firstSupportedMajor: Readonly<Record<string, number>> = {
  'actions/cache': 4,
  'actions/cache/restore': 4,
  'actions/cache/save': 4,
  'actions/checkout': 4,
  'actions/configure-pages': 4,
  'actions/dependency-review-action': 4,
  'actions/deploy-pages': 4,
  'actions/download-artifact': 4,
  'actions/github-script': 7,
  'actions/labeler': 5,
  'actions/setup-dotnet': 4,
  'actions/setup-go': 5,
  'actions/setup-java': 4,
  'actions/setup-node': 4,
  'actions/setup-python': 5,
  'actions/stale': 9,
  'actions/upload-artifact': 4,
  'actions/upload-pages-artifact': 3,
  'amannn/action-semantic-pull-request': 6,
  'aws-actions/amazon-ecr-login': 2,
  'aws-actions/configure-aws-credentials': 4,
  'azure/login': 2,
  'azure/setup-helm': 4,
  'azure/setup-kubectl': 4,
  'codecov/codecov-action': 4,
  'docker/bake-action': 4,
  'docker/build-push-action': 5,
  'docker/login-action': 3,
  'docker/metadata-action': 5,
  'docker/setup-buildx-action': 3,
  'docker/setup-qemu-action': 3,
  'dorny/paths-filter': 3,
  'github/codeql-action/analyze': 3,
  'github/codeql-action/autobuild': 3,
  'github/codeql-action/init': 3,
  'github/codeql-action/upload-sarif': 3,
  'golangci/golangci-lint-action': 4,
  'google-github-actions/auth': 2,
  'google-github-actions/setup-gcloud': 2,
  'goreleaser/goreleaser-action': 5,
  'hashicorp/setup-terraform': 3,
  'peter-evans/create-pull-request': 6,
  'pnpm/action-setup': 3,
  'softprops/action-gh-release': 2,
};

/**
 * Main versions that GitHub has switched off, with the day: from "Deprecation notice: v3 of the artifact actions",
 * "Deprecation notice: Upgrade to latest before December 31, 2024" of actions/cache and "CodeQL Action v2 is now deprecated".
 */
export const switchedOff: Readonly<Record<string, { readonly below: number; readonly on: string }>> = {
  'actions/upload-artifact': { below: 4, on: '2025-01-30' },
  'actions/download-artifact': { below: 4, on: '2025-01-30' },
  'actions/upload-pages-artifact': { below: 3, on: '2025-01-30' },
  'actions/deploy-pages': { below: 4, on: '2025-01-30' },
  'actions/cache': { below: 3, on: '2025-03-01' },
  'actions/cache/restore': { below: 3, on: '2025-03-01' },
  'actions/cache/save': { below: 3, on: '2025-03-01' },
};

/** Versions of Node that actions ran on, and the day of their last update, by the schedule of Node's releases. */
export const endOfNode: Readonly<Record<string, string>> = {
  node12: '2022-04-30',
  node16: '2023-09-11',
  node20: '2026-04-30',
};
