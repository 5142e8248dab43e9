import { textOf } from '../../../core/text';
import type { Job, Pipeline, Step, Trigger } from '../../../formats/delivery/model';
import { type Delivered, subjectOf } from './delivered';

/** Texts by which each branch or pull request gets a place of its own. */
const OWN_PLACE =
  /github\.ref\b|github\.ref_name|github\.head_ref|event\.number|pull_request|GITHUB_REF|GITHUB_HEAD_REF|CI_COMMIT_(?:REF|BRANCH)|CI_MERGE_REQUEST|CI_ENVIRONMENT|SourceBranch|System\.PullRequest|BRANCH|branch|\bPR_|preview/;

/**
 * Steps that deploy commits of any branch, or what a pull request asks for, to a place that is not one of its own.
 * Silent where a condition that can't be evaluated may hold it back.
 */
export function* deployFromAnyBranch(pipeline: Pipeline): Generator<Delivered> {
  for (const job of pipeline.jobs) {
    for (const step of job.steps) {
      const deploy = step.activities.find(
        ({ kind, certainty, subject, isPreview }) =>
          kind === 'deploys' && certainty === 'certain' && subject !== 'site' && isPreview !== true,
      );
      const start = step.startedBy?.find(isOpen);
      if (!deploy || !start || hasOwnPlace(job, step)) continue;
      const isRequest = start.kind === 'pull-request';
      yield {
        job,
        step,
        at: deploy.at,
        address: job.id,
        message: isRequest
          ? `${subjectOf(job)} deploys pull requests before anybody has agreed to them: deploy from the main branch only`
          : `${subjectOf(job)} deploys every branch that is pushed: name those that may be deployed`,
        related: [{ at: start.at, message: isRequest ? 'Pull requests start it' : 'Pushes to all branches start it' }],
      };
      break;
    }
  }
}

function isOpen({ kind, certainty, branches }: Trigger): boolean {
  if (certainty !== 'certain') return false;
  if (kind === 'pull-request') return true;
  return kind === 'push' && (branches === 'any' || (Array.isArray(branches) && branches.some(isAny)));
}

function isAny(pattern: string): boolean {
  return pattern === '*' || pattern === '**' || pattern === '**/*' || pattern === '.*';
}

function hasOwnPlace({ environment }: Job, { whole }: Step): boolean {
  return OWN_PLACE.test(textOf(whole)) || (environment !== undefined && environment.isProduction !== true);
}
