import type { Format } from '../../core/format';
import type { SourceFile } from '../../core/text';
import { deliveryOf } from './delivery';
import { detectJenkins, mayBeJenkins } from './detect';
import type { JenkinsFile, JenkinsModel } from './model';
import { parseGroovy } from './parse';
import { readPipeline } from './read';
import { type ScriptCall, scriptsBelow } from './script';
import { innermost } from './statement';

declare module '../../core/format' {
  interface Documents {
    jenkins: JenkinsFile;
  }
  interface Models {
    jenkins: JenkinsModel;
  }
}

/** Pipelines of Jenkins, as far as they are declarative. */
export const jenkins: Format<'jenkins'> = {
  id: 'jenkins',
  name: 'Jenkins',
  examplePath: 'Jenkinsfile',
  comments: ['//'],
  mayBe: mayBeJenkins,
  detect: detectJenkins,
  unit: (path) => [path],
  parse,
  model: ([document]) => modelOf(document),
};

function parse(file: SourceFile): JenkinsFile {
  const block = parseGroovy(file);
  // Groovy is a whole language, of which this reads a part: what it can't read is no mistake of the file.
  return {
    file,
    problems: [],
    block,
    pipeline: readPipeline(file, block),
    statementAt: (offset) => innermost(block, offset) ?? file.line(file.lineAt(offset)),
  };
}

function modelOf(document: JenkinsFile | undefined): JenkinsModel {
  if (!document) throw new Error('A unit of Jenkins is one file');
  const { file, pipeline } = document;
  let scripts: readonly ScriptCall[] | undefined;
  let delivery: JenkinsModel['delivery'] | null = null;
  return {
    file,
    pipeline,
    get scripts() {
      scripts ??= pipeline ? [...scriptsBelow(pipeline.block)] : [];
      return scripts;
    },
    get delivery() {
      if (delivery === null) delivery = pipeline && deliveryOf(pipeline);
      return delivery;
    },
  };
}
