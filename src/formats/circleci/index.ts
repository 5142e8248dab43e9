import type { Format } from '../../core/format';
import type { SourceFile } from '../../core/text';
import { map } from '../yaml/access';
import { parseYaml } from '../yaml/parse';
import { deliveriesOf } from './delivery';
import { detectCircle, mayBeCircle } from './detect';
import type { CircleFile, CircleModel } from './model';
import { readConfig } from './read';

declare module '../../core/format' {
  interface Documents {
    circleci: CircleFile;
  }
  interface Models {
    circleci: CircleModel;
  }
}

/** Configurations of CircleCI, and those that they go on with. */
export const circleci: Format<'circleci'> = {
  id: 'circleci',
  name: 'CircleCI',
  examplePath: '.circleci/config.yml',
  comments: ['#'],
  mayBe: mayBeCircle,
  detect: detectCircle,
  unit: (path) => [path],
  parse,
  model: ([document]) => modelOf(document),
};

function parse(file: SourceFile): CircleFile {
  const yaml = parseYaml(file);
  const root = yaml.isTemplated ? undefined : map(yaml.documents[0]?.root);
  return {
    file,
    yaml,
    problems: yaml.isTemplated ? [] : yaml.problems,
    config: root && readConfig(root),
    statementAt: (offset) => yaml.statementAt(offset),
  };
}

function modelOf(document: CircleFile | undefined): CircleModel {
  if (!document) throw new Error('A unit of CircleCI is one file');
  const { file, config, problems } = document;
  const isBroken = problems.length > 0;
  let deliveries: CircleModel['deliveries'] | undefined;
  return {
    file,
    config,
    isBroken,
    get deliveries() {
      deliveries ??= config && !isBroken ? deliveriesOf(config) : [];
      return deliveries;
    },
  };
}
