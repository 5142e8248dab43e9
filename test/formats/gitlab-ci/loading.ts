import { ParseCache } from '../../../src/core/parse-cache';
import { dirname } from '../../../src/core/path';
import { type Entry, RecordingProject, type Snapshot } from '../../../src/core/project';
import { SourceFile } from '../../../src/core/text';
import { formats } from '../../../src/formats';
import { familyOf } from '../../../src/formats/gitlab-ci/family';
import type { Job } from '../../../src/formats/gitlab-ci/job';
import type { GitlabModel } from '../../../src/formats/gitlab-ci/model';
import type { Files } from '../../support/project';

/** The model of the pipeline that a file belongs to, in a project of these files. */
export function modelOf(files: Files | string, path = '.gitlab-ci.yml'): GitlabModel {
  const project = projectOf(typeof files === 'string' ? { '.gitlab-ci.yml': files } : files);
  const paths = formats['gitlab-ci'].unit(path, project);
  const documents = [...paths].sort().flatMap((each) => project.open('gitlab-ci', each) ?? []);
  return formats['gitlab-ci'].model(documents, project);
}

export function jobOf({ pipeline }: GitlabModel, name: string): Job {
  const job = [...pipeline.jobs, ...pipeline.templates].find((each) => each.name === name);
  if (!job) throw new Error(`There is no job ${name}`);
  return job;
}

/** The root of the pipeline that each file belongs to. */
export function rootsOf(files: Files): Record<string, string> {
  const project = projectOf(files);
  return Object.fromEntries(Object.keys(files).map((path) => [path, familyOf(path, project).root]));
}

function projectOf(files: Files): RecordingProject {
  const sources = new Map(Object.entries(files).map(([path, text]) => [path, new SourceFile(path, text)]));
  const folders = new Map<string, Entry[]>([['', []]]);
  const add = (path: string, kind: Entry['kind']): void => {
    const parent = dirname(path);
    if (!folders.has(parent)) add(parent, 'folder');
    folders.set(parent, [...(folders.get(parent) ?? []), { name: path.slice(path.lastIndexOf('/') + 1), kind }]);
    if (kind === 'folder') folders.set(path, []);
  };
  for (const path of [...sources.keys()].sort()) add(path, 'file');
  const snapshot: Snapshot = {
    file: (path) => sources.get(path) ?? null,
    folder: (path) => folders.get(path) ?? null,
  };
  return new RecordingProject(snapshot, new ParseCache(formats));
}
