/**
 * Contexts of GitHub Actions whose text anybody on the Internet may write, by the events that deliver them.
 * From "Security hardening for GitHub Actions" and "Webhook events and payloads" in GitHub's documentation.
 */
export interface UntrustedContext {
  /** In lower case; `*` is any index. */
  readonly path: string;
  readonly events: readonly string[];
  /** A name for an environment variable that holds it. */
  readonly variable: string;
}

const PULL_REQUEST = ['pull_request', 'pull_request_target', 'pull_request_review', 'pull_request_review_comment'];
const ISSUE = ['issues', 'issue_comment'];
const COMMENT = ['issue_comment', 'commit_comment', 'pull_request_review_comment', 'discussion_comment'];
const DISCUSSION = ['discussion', 'discussion_comment'];

/** The people of a commit, and what they write. */
function commit(path: string, events: readonly string[], name: string): UntrustedContext[] {
  return [
    { path: `${path}.message`, events, variable: `${name}_MESSAGE` },
    ...['author', 'committer'].flatMap((person) =>
      ['name', 'email'].map((field) => ({
        path: `${path}.${person}.${field}`,
        events,
        variable: `${name}_${person}_${field}`.toUpperCase(),
      })),
    ),
  ];
}

export const untrustedContexts: readonly UntrustedContext[] = [
  { path: 'github.head_ref', events: ['pull_request', 'pull_request_target'], variable: 'HEAD_REF' },
  { path: 'github.event.issue.title', events: ISSUE, variable: 'ISSUE_TITLE' },
  { path: 'github.event.issue.body', events: ISSUE, variable: 'ISSUE_BODY' },
  { path: 'github.event.pull_request.title', events: PULL_REQUEST, variable: 'PR_TITLE' },
  { path: 'github.event.pull_request.body', events: PULL_REQUEST, variable: 'PR_BODY' },
  { path: 'github.event.pull_request.head.ref', events: PULL_REQUEST, variable: 'HEAD_REF' },
  { path: 'github.event.pull_request.head.label', events: PULL_REQUEST, variable: 'HEAD_LABEL' },
  {
    path: 'github.event.pull_request.head.repo.default_branch',
    events: PULL_REQUEST,
    variable: 'HEAD_DEFAULT_BRANCH',
  },
  { path: 'github.event.pull_request.head.repo.description', events: PULL_REQUEST, variable: 'HEAD_DESCRIPTION' },
  { path: 'github.event.pull_request.head.repo.homepage', events: PULL_REQUEST, variable: 'HEAD_HOMEPAGE' },
  {
    path: 'github.event.changes.title.from',
    events: ['issues', 'pull_request', 'pull_request_target', 'discussion'],
    variable: 'OLD_TITLE',
  },
  {
    path: 'github.event.changes.body.from',
    events: ['issues', 'pull_request', 'pull_request_target', ...COMMENT, ...DISCUSSION],
    variable: 'OLD_BODY',
  },
  { path: 'github.event.comment.body', events: COMMENT, variable: 'COMMENT_BODY' },
  { path: 'github.event.review.body', events: ['pull_request_review'], variable: 'REVIEW_BODY' },
  { path: 'github.event.review_comment.body', events: ['pull_request_review_comment'], variable: 'COMMENT_BODY' },
  { path: 'github.event.discussion.title', events: DISCUSSION, variable: 'DISCUSSION_TITLE' },
  { path: 'github.event.discussion.body', events: DISCUSSION, variable: 'DISCUSSION_BODY' },
  { path: 'github.event.pages.*.page_name', events: ['gollum'], variable: 'PAGE_NAME' },
  { path: 'github.event.pages.*.title', events: ['gollum'], variable: 'PAGE_TITLE' },
  ...commit('github.event.head_commit', ['push'], 'COMMIT'),
  ...commit('github.event.commits.*', ['push'], 'COMMIT'),
  ...commit('github.event.merge_group.head_commit', ['merge_group'], 'COMMIT'),
  { path: 'github.event.workflow_run.head_branch', events: ['workflow_run'], variable: 'HEAD_BRANCH' },
  { path: 'github.event.workflow_run.display_title', events: ['workflow_run'], variable: 'RUN_TITLE' },
  {
    path: 'github.event.workflow_run.head_repository.description',
    events: ['workflow_run'],
    variable: 'HEAD_DESCRIPTION',
  },
  {
    path: 'github.event.workflow_run.pull_requests.*.head.ref',
    events: ['workflow_run'],
    variable: 'HEAD_REF',
  },
  ...commit('github.event.workflow_run.head_commit', ['workflow_run'], 'COMMIT'),
];
