import { dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import type { SourceFile } from '../../core/text';
import type { Pipeline as Delivery } from '../delivery/model';
import { pipelineOf } from '../github-actions/delivery';
import { stepDoing } from './delivery-step';
import { detectAzure } from './detect';
import type { Pipeline } from './model';

/** Folders of the repository in which pipelines usually lie. */
const USUAL = /^\.?(?:azure-?pipelines?|azuredevops|azure-devops|ado|devops|pipelines?|vsts(?:-ci)?|ci|build|eng)$/i;

/** What tells that the repository has pipelines of a system that is not read here. */
const FOREIGN = /^(?:\.gitlab-ci\.yml|\.circleci|\.travis\.yml|appveyor\.yml|bitbucket-pipelines\.yml|jenkinsfile.*)$/i;

/**
 * The other pipelines of the repository: those of Azure beside this one, at the root and in the usual folders, and the
 * workflows of GitHub. `read` gives one of Azure as the model of delivery sees it, be it a template by its looks: any file
 * may be started by itself.
 */
export function siblingsOf(
  { path }: SourceFile,
  project: Project,
  read: (pipeline: Pipeline) => Delivery | undefined,
): readonly Delivery[] {
  const root = project.list('');
  const usual = root.flatMap(({ name, kind }) => (kind === 'folder' && USUAL.test(name) ? [name] : []));
  const folders = new Set([dirname(path), '', ...usual]);
  const azure = [...folders].flatMap((folder) => yamlIn(folder, project)).flatMap(azureAt);
  const workflows = yamlIn('.github/workflows', project).flatMap((other) => {
    const workflow = project.open('github-actions', other)?.workflow;
    return workflow ? [pipelineOf(workflow, project)] : [];
  });
  return [...azure, ...workflows, ...(root.some(({ name }) => FOREIGN.test(name)) ? [unknown(path)] : [])];

  function azureAt(other: string): readonly Delivery[] {
    const file = other === path ? undefined : project.read(other);
    const pipeline = file && detectAzure(file) ? project.open('azure-pipelines', other)?.pipeline : undefined;
    if (!pipeline) return [];
    if (pipeline.jobs.length > 0 || pipeline.templates.length > 0) return [read(pipeline) ?? unknown(other)];
    return pipeline.steps.some((step) => {
      const { isOpaque, activities } = stepDoing(step, undefined);
      return isOpaque || activities.some(({ kind }) => kind === 'tests' || kind === 'scans');
    })
      ? [unknown(other)]
      : [];
  }

  /** One of which nothing is known but that it is there. */
  function unknown(other: string): Delivery {
    const file = project.read(other) ?? project.newFile(other);
    return { file, head: file.all, triggers: undefined, jobs: [], isPartial: true, siblings: () => [] };
  }
}

function yamlIn(folder: string, project: Project): readonly string[] {
  return project.list(folder).flatMap(({ name, kind }) => {
    const path = join(folder, name);
    return kind === 'file' && /\.ya?ml$/i.test(name) && path !== undefined ? [path] : [];
  });
}
