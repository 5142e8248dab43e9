import type { Project } from '../../core/project';
import type { Action, Workflow } from '../../formats/github-actions/model';
import type { Uses } from '../../formats/github-actions/uses';

/** The workflow of the same repository that a job calls; undefined for others, and where it can't be read. */
export function calledWorkflow(uses: Uses | undefined, project: Project): Workflow | undefined {
  if (uses?.kind !== 'local' || !/\.ya?ml$/.test(uses.path)) return undefined;
  const file = project.open('github-actions', uses.path);
  return file && file.yaml.problems.length === 0 ? file.workflow : undefined;
}

/** The action of the same repository that a step uses; undefined for others, and where it can't be read. */
export function usedAction(uses: Uses | undefined, project: Project): Action | undefined {
  if (uses?.kind !== 'local' || uses.path.includes('..')) return undefined;
  const folder = uses.path === '' || uses.path === '.' ? '' : `${uses.path}/`;
  for (const name of ['action.yml', 'action.yaml']) {
    const file = project.open('github-actions', `${folder}${name}`);
    if (file) return file.yaml.problems.length === 0 ? file.action : undefined;
  }
  return undefined;
}
