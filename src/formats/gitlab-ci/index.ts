import type { Format } from '../../core/format';
import type { Project } from '../../core/project';
import { deliveryOf } from './delivery';
import { detectGitlab } from './detect';
import { parseGitlab } from './document';
import { closureOf, familyOf } from './family';
import type { GitlabFile, GitlabModel } from './model';
import { Pipeline } from './pipeline';

declare module '../../core/format' {
  interface Documents {
    'gitlab-ci': GitlabFile;
  }
  interface Models {
    'gitlab-ci': GitlabModel;
  }
}

/** GitLab pipelines: the main file with the local files that it includes. */
export const gitlabCi: Format<'gitlab-ci'> = {
  id: 'gitlab-ci',
  name: 'GitLab CI',
  examplePath: '.gitlab-ci.yml',
  comments: ['#'],
  mayBe: (path) => /\.ya?ml$/i.test(path),
  detect: detectGitlab,
  unit: (path, project) => familyOf(path, project).paths,
  parse: parseGitlab,
  model: modelOf,
};

function modelOf(documents: readonly GitlabFile[], project: Project): GitlabModel {
  const [first] = documents;
  if (!first) throw new Error('A unit of GitLab CI is at least one file');
  const family = familyOf(first.file.path, project);
  const root = project.open('gitlab-ci', family.root) ?? first;
  const pipeline = new Pipeline(root, closureOf(family.root, project), family);
  let delivery: ReturnType<typeof deliveryOf> | undefined;
  return {
    files: documents,
    pipeline,
    get delivery() {
      delivery ??= deliveryOf(pipeline);
      return delivery;
    },
  };
}
