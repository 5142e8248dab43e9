import type { Format } from '../../core/format';
import { items, map, parseYaml, type YamlNode } from '../yaml';
import { detectCompose } from './detect';
import { familyOf } from './family';
import { NOTHING_KNOWN, type Value } from './interpolation';
import type { ComposeFile, ComposeProject } from './model';
import { linkProject } from './project';
import { readServices, valueIn } from './service';

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
    const root = map(yaml.documents[0]?.root);
    return {
      file,
      yaml,
      root,
      problems: yaml.isTemplated ? [] : yaml.problems,
      statementAt: yaml.statementAt,
      services: readServices(yaml, NOTHING_KNOWN),
      includes: items(root?.get('include')).flatMap(pathsOf),
    };
  },
  model: (documents, project) => linkProject(documents, project),
};

/** The paths of an item of `include`: a path, or a map with one or several. */
function pathsOf(item: YamlNode): Value[] {
  const path = item.kind === 'map' ? item.get('path') : item;
  return (path?.kind === 'seq' ? path.items : [path]).flatMap((each) => valueIn(each) ?? []);
}
