// Variables of GitLab whose text is chosen by whoever commits, names a branch or opens a merge request.
// Source: https://docs.gitlab.com/ci/variables/predefined_variables/

export const UNTRUSTED_VARIABLES: ReadonlyMap<string, string> = new Map([
  ['CI_COMMIT_AUTHOR', 'commits'],
  ['CI_COMMIT_BRANCH', 'names the branch'],
  ['CI_COMMIT_DESCRIPTION', 'commits'],
  ['CI_COMMIT_MESSAGE', 'commits'],
  ['CI_COMMIT_REF_NAME', 'names the branch'],
  ['CI_COMMIT_TAG_MESSAGE', 'tags'],
  ['CI_COMMIT_TITLE', 'commits'],
  ['CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME', 'names the branch'],
  ['CI_MERGE_REQUEST_DESCRIPTION', 'opens the merge request'],
  ['CI_MERGE_REQUEST_SOURCE_BRANCH_NAME', 'names the branch'],
  ['CI_MERGE_REQUEST_TITLE', 'opens the merge request'],
]);
