import { type Fix, rule } from '../../core/rule';
import { insert, type Span } from '../../core/text';
import type { Job } from '../../formats/gitlab-ci/job';
import { holds } from '../../formats/gitlab-ci/occasion';
import type { Pipeline } from '../../formats/gitlab-ci/pipeline';
import { type Occasions, occasionsOf, outcomeOf } from '../../formats/gitlab-ci/started-by';

const WORKFLOW = [
  'workflow:',
  '  rules:',
  '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',
  '    - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS',
  '      when: never',
  '    - if: $CI_COMMIT_BRANCH',
  '    - if: $CI_COMMIT_TAG',
];

export default rule({
  id: 'gitlab-ci/duplicate-pipelines',
  title: 'Two pipelines for each push',
  why: [
    'A job whose rules fit both pushes to a branch and merge requests runs twice for every commit of an open merge request, in two pipelines: twice the minutes, two marks that may differ, and two runs that get in each other’s way.',
    'With `workflow: rules` one of the two pipelines is never made.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['checkov:CKV_GITLABCI_2'],
  links: [
    'https://docs.gitlab.com/ci/jobs/job_rules/#avoid-duplicate-pipelines',
    'https://docs.gitlab.com/ci/yaml/workflow/',
  ],
  bad: [
    {
      files:
        'test:\n  script: make test\n  rules:\n    - «if: $CI_PIPELINE_SOURCE == "merge_request_event"»\n    - if: $CI_COMMIT_BRANCH\n',
      fixed: `${WORKFLOW.join('\n')}\n\ntest:\n  script: make test\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    - if: $CI_COMMIT_BRANCH\n`,
    },
    {
      title: 'a rule that always fits',
      files:
        'test:\n  script: make test\n  rules:\n    - if: $CI_COMMIT_TAG\n      when: never\n    - «when: on_success»\n\nlint:\n  script: make lint\n',
    },
    {
      title: 'in the old form',
      files: 'test:\n  script: make test\n  «only»: [branches, merge_requests]\n',
      fixed: `${WORKFLOW.join('\n')}\n\ntest:\n  script: make test\n  only: [branches, merge_requests]\n`,
    },
  ],
  good: [
    'workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n\ntest:\n  script: make test\n  rules:\n    - when: on_success\n',
    {
      title: 'one job for merge requests, another for the main branch',
      files:
        'test:\n  script: make test\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n\nlint:\n  script: make lint\n',
    },
    'test:\n  script: make test\n',
    { title: 'files decide', files: 'test:\n  script: make test\n  rules:\n    - changes: [src/**/*]\n' },
    { title: 'a person decides', files: 'clean:\n  script: make clean\n  rules:\n    - when: manual\n' },
    {
      title: 'what is included may have rules for the workflow',
      files:
        'include:\n  - template: Workflows/MergeRequest-Pipelines.gitlab-ci.yml\n\ntest:\n  script: make test\n  rules:\n    - when: on_success\n',
    },
  ],
  *check({ pipeline }) {
    if (!pipeline.isMain || pipeline.isChild || pipeline.isOpen) return;
    const occasions = occasionsOf(pipeline);
    const twice = pipeline.jobs.filter((job) => runsTwice(job, occasions));
    const [first, ...others] = twice;
    if (!first) return;
    yield {
      at: causeIn(first, occasions),
      message:
        others.length === 0
          ? `${first.name} runs twice for each push to a merge request: let \`workflow: rules\` make one pipeline of the two`
          : `${twice.length} jobs run twice for each push to a merge request: let \`workflow: rules\` make one pipeline of the two`,
      related: others.slice(0, 10).map((job) => ({ at: job.key, message: `So does ${job.name}` })),
      address: 'workflow',
      fix: fixOf(pipeline, occasions),
    };
  },
});

function runsTwice(job: Job, { someBranch, request }: Occasions): boolean {
  const [push, merge] = [outcomeOf(job, someBranch), outcomeOf(job, request)];
  return push.runs === true && merge.runs === true && push.isManual === false && merge.isManual === false;
}

/** The rule that lets the job into pipelines of merge requests, or the keyword that does. */
function causeIn(job: Job, { request }: Occasions): Span {
  const clause = job.rules?.clauses.find(
    ({ condition, if: written, when, dependsOnFiles }) =>
      !dependsOnFiles && when !== 'never' && (written ? condition && holds(condition, request) === true : true),
  );
  return clause?.map ?? job.body.pair('rules')?.key ?? job.body.pair('only')?.key ?? job.key;
}

/** One pipeline of the two, where no job would be lost by it. */
function fixOf(pipeline: Pipeline, { someBranch, request }: Occasions): Fix | undefined {
  const { file, root } = pipeline.root;
  const [first] = root?.ownPairs ?? [];
  if (!root || !first || root.isFlow || !pipeline.top.lacks('workflow')) return undefined;
  const isKept = (job: Job) => outcomeOf(job, someBranch).runs === false || outcomeOf(job, request).runs !== false;
  if (!pipeline.jobs.every(isKept)) return undefined;
  const lines = [...WORKFLOW, '', ''];
  return { title: 'Make one pipeline for each push', edits: [insert(file, first.start, lines.join(file.eol))] };
}
