import type { Format } from '../../core/format';
import type { Project } from '../../core/project';
import type { SourceFile } from '../../core/text';
import { map } from '../yaml/access';
import { parseYaml } from '../yaml/parse';
import { containerImages } from './containers';
import { deliveryOf } from './delivery';
import { detectAzure } from './detect';
import { hostedImages } from './images';
import type { AzureFile, AzureModel } from './model';
import { readPipeline } from './read';

declare module '../../core/format' {
  interface Documents {
    'azure-pipelines': AzureFile;
  }
  interface Models {
    'azure-pipelines': AzureModel;
  }
}

/** Pipelines of Azure DevOps, and the templates they are made of. */
export const azurePipelines: Format<'azure-pipelines'> = {
  id: 'azure-pipelines',
  name: 'Azure Pipelines',
  examplePath: 'azure-pipelines.yml',
  comments: ['#'],
  mayBe: (path) => /\.ya?ml$/i.test(path),
  detect: detectAzure,
  unit: (path) => [path],
  parse,
  model: ([document], project) => modelOf(document, project),
};

function parse(file: SourceFile): AzureFile {
  const yaml = parseYaml(file);
  const root = yaml.isTemplated ? undefined : map(yaml.documents[0]?.root);
  return {
    file,
    yaml,
    problems: yaml.isTemplated ? [] : yaml.problems,
    pipeline: root && readPipeline(root),
    statementAt: (offset) => yaml.statementAt(offset),
  };
}

function modelOf(document: AzureFile | undefined, project: Project): AzureModel {
  if (!document) throw new Error('A unit of Azure Pipelines is one file');
  const { file, pipeline, problems } = document;
  const { stages = [], jobs = [], steps = [] } = pipeline ?? {};
  const isBroken = problems.length > 0;
  let delivery: AzureModel['delivery'] | null = null;
  let hosted: AzureModel['hostedImages'] | undefined;
  let containers: AzureModel['containerImages'] | undefined;
  return {
    file,
    pipeline,
    isBroken,
    stages,
    jobs,
    steps: [...new Map(steps.map((step) => [step.map, step])).values()],
    get hostedImages() {
      hosted ??= pipeline ? hostedImages(pipeline, project) : [];
      return hosted;
    },
    get containerImages() {
      containers ??= pipeline ? containerImages(pipeline, project) : [];
      return containers;
    },
    get delivery() {
      if (delivery === null) delivery = pipeline?.isRoot && !isBroken ? deliveryOf(pipeline, project) : undefined;
      return delivery;
    },
  };
}
