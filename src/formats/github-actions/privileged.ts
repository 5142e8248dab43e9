import { dirname } from '../../core/path';
import type { Project } from '../../core/project';
import { items, map, string } from '../yaml/access';
import { conditionOf } from './condition';
import { contextPaths } from './context-path';
import type { Job, Step, Workflow } from './model';
import { eventsOf } from './taint';

/** Events that anybody can bring about and that run with the secrets and the token of the repository itself. */
const PRIVILEGED = new Set(['pull_request_target', 'workflow_run', 'issue_comment']);

/** Those of the privileged events that may run a step or job; none where callers decide. */
export function privilegedEvents(where: Pick<Step, 'job' | 'condition'>): readonly string[] {
  return eventsOf(where)?.filter((event) => PRIVILEGED.has(event)) ?? [];
}

/** Whether a workflow is started by pull requests of forks: `pull_request` and its like. */
export function runsForForks({ triggers }: Workflow): boolean {
  return triggers?.some(({ event }) => /^pull_request(?:_target|_review|_review_comment)?$/.test(event)) ?? false;
}

/** Whether a condition asks for what only the repository itself can bring: a branch of its own, a merge, an author that is named. */
export function asksForOwnBranch({ condition, job }: { condition: Step['condition']; job: Job | undefined }): boolean {
  return [condition, job?.condition].some((each) => {
    const expression = conditionOf(each);
    return expression !== undefined && contextPaths(expression).some((path) => OWN.test(path));
  });
}

const OWN =
  /\.head\.repo\.(?:full_name|fork|owner\.login|id)$|\.head_repository\.(?:full_name|fork|owner\.login|id)$|\.pull_request\.merged$|workflow_run\.event$|\.head\.user\.login$|\.pull_request\.user\.login$/;

/** Whether the workflows after which one runs surely never run for a pull request. */
export function followsOnlyOwnRuns({ triggers, map: root }: Workflow, project: Project): boolean {
  const names = items(map(triggers?.find(({ event }) => event === 'workflow_run')?.config)?.get('workflows')).map(
    string,
  );
  if (names.length === 0) return false;
  const folder = dirname(root.file.path);
  const found = new Map<string, Workflow>();
  for (const { name, kind } of project.list(folder)) {
    if (kind !== 'file' || !/\.ya?ml$/.test(name)) continue;
    const other = project.open('github-actions', `${folder}/${name}`)?.workflow;
    const called = other && (string(other.map.get('name')) ?? `${folder}/${name}`);
    if (other && called !== undefined) found.set(called, other);
  }
  return names.every((name) => {
    const other = name === undefined ? undefined : found.get(name);
    return other?.triggers !== undefined && !runsForForks(other);
  });
}
