import type { Format } from '../../core/format';
import { basename } from '../../core/path';
import type { Project } from '../../core/project';
import type { SourceFile } from '../../core/text';
import type { Pipeline } from '../delivery/model';
import { map } from '../yaml/access';
import { parseYaml } from '../yaml/parse';
import { pipelineOf } from './delivery';
import type { ActionsFile, ActionsModel, Step } from './model';
import { readAction, readWorkflow } from './read';

declare module '../../core/format' {
  interface Documents {
    'github-actions': ActionsFile;
  }
  interface Models {
    'github-actions': ActionsModel;
  }
}

/** Workflows, and the `action.yml` of actions. */
export const githubActions: Format<'github-actions'> = {
  id: 'github-actions',
  name: 'GitHub Actions',
  examplePath: '.github/workflows/ci.yml',
  comments: ['#'],
  mayBe: (path) => /\.ya?ml$/i.test(path),
  detect: (file) => whyWorkflow(file) ?? whyAction(file),
  unit: (path) => [path],
  parse,
  model: ([document], project) => modelOf(document, project),
};

function whyWorkflow({ path, text }: SourceFile): string | undefined {
  if (/(?:^|\/)\.github\/workflows\/[^/]+$/.test(path)) return 'it lies in .github/workflows';
  const isOne =
    /^(?:on|'on'|"on")[ \t]*:/m.test(text) &&
    /^jobs[ \t]*:/m.test(text) &&
    /^[ \t]+(?:runs-on|uses)[ \t]*:/m.test(text);
  return isOne ? 'it has `on:` and `jobs:` as workflows do' : undefined;
}

function whyAction({ path, text }: SourceFile): string | undefined {
  const isOne =
    /^action\.ya?ml$/.test(basename(path)) && /^runs[ \t]*:/m.test(text) && /^[ \t]+using[ \t]*:/m.test(text);
  return isOne ? 'it is an action.yml with `runs.using`' : undefined;
}

function parse(file: SourceFile): ActionsFile {
  const yaml = parseYaml(file);
  const root = yaml.isTemplated ? undefined : map(yaml.documents[0]?.root);
  const isAction = whyWorkflow(file) === undefined;
  return {
    file,
    yaml,
    problems: yaml.isTemplated ? [] : yaml.problems,
    workflow: root && !isAction ? readWorkflow(root) : undefined,
    action: root && isAction ? readAction(root) : undefined,
    statementAt: (offset) => yaml.statementAt(offset),
  };
}

function modelOf(document: ActionsFile | undefined, project: Project): ActionsModel {
  if (!document) throw new Error('A unit of GitHub Actions is one file');
  const { file, workflow, action } = document;
  const jobs = workflow?.jobs ?? [];
  const steps = new Map<unknown, Step>();
  for (const step of [...jobs.flatMap((job) => job.steps), ...(action?.steps ?? [])])
    if (!steps.has(step.map)) steps.set(step.map, step);
  let delivery: Pipeline | undefined;
  return {
    file,
    workflow,
    action,
    jobs,
    steps: [...steps.values()],
    get delivery() {
      delivery ??= workflow && pipelineOf(workflow, project);
      return delivery;
    },
  };
}
