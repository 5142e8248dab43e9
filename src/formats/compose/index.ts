import type { Format } from '../../core/format';
import { map, pairs, parseYaml } from '../yaml';
import { detectCompose } from './detect';
import { familyOf } from './family';
import type { ComposeFile, ComposeProject } from './model';
import { linkProject } from './project';
import { readService } from './service';

declare module '../../core/format' {
  interface Documents {
    compose: ComposeFile;
  }
  interface Models {
    compose: ComposeProject;
  }
}

/** Docker Compose: a project's file with its override and its variants. */
export const compose: Format<'compose'> = {
  id: 'compose',
  name: 'Docker Compose',
  examplePath: 'compose.yaml',
  comments: ['#'],
  mayBe: (path) => /\.ya?ml$/i.test(path),
  detect: detectCompose,
  unit: familyOf,
  parse(file) {
    const yaml = parseYaml(file);
    const services = yaml.documents.flatMap(({ root }) => pairs(map(root)?.get('services')));
    return {
      file,
      yaml,
      problems: yaml.isTemplated ? [] : yaml.problems,
      statementAt: yaml.statementAt,
      services: services.flatMap((service) => readService(service) ?? []),
    };
  },
  model: (documents, project) => linkProject(documents, project),
};
