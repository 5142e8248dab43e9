import { beside, dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import { map, string } from '../../formats/yaml';

/** Whether a Dockerfile is that of an action beside it, which GitHub wants to run as root: others can't write its workspace. */
export function isOfDockerAction(path: string, project: Project): boolean {
  return ['action.yml', 'action.yaml'].some((name) => {
    const action = project.open('github-actions', beside(path, name))?.action;
    if (action?.using !== 'docker') return false;
    const image = string(map(action.map.get('runs'))?.get('image'));
    return image !== undefined && join(dirname(path), image) === path;
  });
}
