import type { Format } from '../../core/format';
import type { SourceFile } from '../../core/text';
import { map } from '../yaml/access';
import { parseYaml } from '../yaml/parse';
import { deliveriesOf } from './delivery';
import { detectBitbucket, mayBeBitbucket } from './detect';
import type { BitbucketFile, BitbucketModel } from './model';
import { readConfig } from './read';

declare module '../../core/format' {
  interface Documents {
    bitbucket: BitbucketFile;
  }
  interface Models {
    bitbucket: BitbucketModel;
  }
}

/** Bitbucket Pipelines. */
export const bitbucket: Format<'bitbucket'> = {
  id: 'bitbucket',
  name: 'Bitbucket Pipelines',
  examplePath: 'bitbucket-pipelines.yml',
  comments: ['#'],
  mayBe: mayBeBitbucket,
  detect: detectBitbucket,
  unit: (path) => [path],
  parse,
  model: ([document]) => modelOf(document),
};

function parse(file: SourceFile): BitbucketFile {
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

function modelOf(document: BitbucketFile | undefined): BitbucketModel {
  if (!document) throw new Error('A unit of Bitbucket Pipelines is one file');
  const { file, config, problems } = document;
  const isBroken = problems.length > 0;
  let deliveries: BitbucketModel['deliveries'] | undefined;
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
