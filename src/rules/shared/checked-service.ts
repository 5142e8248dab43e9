import { ancestors } from '../../core/path';
import type { Project } from '../../core/project';
import { composeFilesIn } from './compose-neighbours';
import { dockerfileOf } from './service-health';

const NEAREST_FOLDERS = 4;

/** Whether a Compose file in the folder of a Dockerfile, or a little above, builds it as a service with a health check. */
export function isCheckedAsService(path: string, project: Project): boolean {
  return ancestors(path)
    .slice(0, NEAREST_FOLDERS)
    .some((folder) =>
      composeFilesIn(folder, project).some(({ services }) =>
        services.some(
          (service) => service.build && service.map.has('healthcheck') && dockerfileOf(service.build, service) === path,
        ),
      ),
    );
}
