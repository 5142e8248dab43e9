import type { Document, Format } from '../../core/format';
import type { SourceFile } from '../../core/text';
import { items, map, scalar } from '../yaml/access';
import { parseYaml } from '../yaml/parse';
import type { YamlFile, YamlMap, YamlScalar } from '../yaml/syntax';

/** A configuration of Dependabot. */
interface DependabotFile extends Document {
  readonly yaml: YamlFile;
  readonly root: YamlMap | undefined;
}

/** What rules see. */
export interface DependabotModel {
  readonly file: SourceFile;
  readonly root: YamlMap | undefined;
  readonly updates: readonly Update[];
}

/** One entry of `updates`. */
export interface Update {
  readonly map: YamlMap;
  readonly ecosystem: YamlScalar | undefined;
}

declare module '../../core/format' {
  interface Documents {
    dependabot: DependabotFile;
  }
  interface Models {
    dependabot: DependabotModel;
  }
}

/** `.github/dependabot.yml`. */
export const dependabot: Format<'dependabot'> = {
  id: 'dependabot',
  name: 'Dependabot',
  examplePath: '.github/dependabot.yml',
  comments: ['#'],
  mayBe: (path) => /(?:^|\/)\.github\/dependabot\.ya?ml$/.test(path),
  detect: ({ path }) =>
    /(?:^|\/)\.github\/dependabot\.ya?ml$/.test(path) ? 'it is the dependabot.yml of a repository' : undefined,
  unit: (path) => [path],
  parse,
  model: ([document]) => modelOf(document),
};

function parse(file: SourceFile): DependabotFile {
  const yaml = parseYaml(file);
  return {
    file,
    yaml,
    problems: yaml.problems,
    root: map(yaml.documents[0]?.root),
    statementAt: (offset) => yaml.statementAt(offset),
  };
}

function modelOf(document: DependabotFile | undefined): DependabotModel {
  if (!document) throw new Error('A unit of Dependabot is one file');
  const { file, root } = document;
  const updates = items(root?.get('updates')).flatMap((item) => {
    const body = map(item);
    return body ? [{ map: body, ecosystem: scalar(body.get('package-ecosystem')) }] : [];
  });
  return { file, root, updates };
}
