import { ParseCache } from '../../../src/core/parse-cache';
import { dirname } from '../../../src/core/path';
import { type Entry, RecordingProject, type Snapshot } from '../../../src/core/project';
import { SourceFile } from '../../../src/core/text';
import { formats } from '../../../src/formats';
import type { Module } from '../../../src/formats/terraform/module';
import type { Files } from '../../support/project';

/** The module that a file belongs to, in a project of these files. */
export function moduleOf(files: Files, path: string): Module {
  const project = projectOf(files);
  const paths = new Set([path, ...formats.terraform.unit(path, project)]);
  const documents = [...paths].sort().flatMap((each) => project.open('terraform', each) ?? []);
  return formats.terraform.model(documents, project);
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
