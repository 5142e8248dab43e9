import type { Project } from '../../core/project';
import { elementsOf } from './elements';
import type { Pipeline, Stage } from './model';

/** The names of stages or jobs, in lower case, and whether these are all. */
export interface Names {
  readonly names: ReadonlySet<string>;
  /** As they are written. */
  readonly written: readonly string[];
  readonly isOpen: boolean;
}

/** Templates of templates are followed so far. */
const DEEPEST = 8;

/** The stages of a pipeline, those of its templates included. */
export function stageNames(pipeline: Pipeline, project: Project): Names {
  const out: string[] = [];
  return namesOf(out, collectStages(pipeline, project, out, 0));
}

/** The jobs of a stage, those of its templates included. */
export function jobNames(stage: Stage, project: Project): Names {
  const out: string[] = [];
  return namesOf(out, collectJobs(stage, project, out, 0));
}

function namesOf(written: readonly string[], isOpen: boolean): Names {
  return { written, names: new Set(written.map((name) => name.toLowerCase())), isOpen };
}

function collectStages(pipeline: Pipeline, project: Project, out: string[], depth: number): boolean {
  let isOpen = elementsOf(pipeline.map.get('stages')).isOpen;
  for (const { id, guards } of pipeline.stages) {
    if (id === undefined) isOpen = true;
    else out.push(id);
    if (guards.some(({ directive }) => directive === 'each')) isOpen = true;
  }
  for (const { place, path } of pipeline.templates) {
    if (place !== 'stages' && place !== 'extends') continue;
    const called = path !== undefined && depth < DEEPEST ? open(project, path) : undefined;
    if (!called || collectStages(called, project, out, depth + 1)) isOpen = true;
  }
  return isOpen;
}

function collectJobs(stage: Stage, project: Project, out: string[], depth: number): boolean {
  let isOpen = elementsOf(stage.map.get('jobs')).isOpen || stage.map.ownPairs.some(({ name }) => name.includes('${{'));
  for (const { id, guards } of stage.jobs) {
    if (id === undefined) isOpen = true;
    else out.push(id);
    if (guards.some(({ directive }) => directive === 'each')) isOpen = true;
  }
  for (const { place, path, stage: within } of stage.pipeline.templates) {
    if (place !== 'jobs' || within !== stage) continue;
    const called = path !== undefined && depth < DEEPEST ? open(project, path) : undefined;
    const inner = called?.stages.find(({ isImplied }) => isImplied);
    if (!inner || collectJobs(inner, project, out, depth + 1)) isOpen = true;
  }
  return isOpen;
}

function open(project: Project, path: string): Pipeline | undefined {
  return project.read(path) && project.open('azure-pipelines', path)?.pipeline;
}
