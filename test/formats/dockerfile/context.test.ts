import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../src/core/memory';
import { ParseCache } from '../../../src/core/parse-cache';
import { type Entry, RecordingProject } from '../../../src/core/project';
import { SourceFile } from '../../../src/core/text';
import { formats } from '../../../src/formats';
import { findBuildContext } from '../../../src/formats/dockerfile/context';

async function contextOf(path: string, files: Readonly<Record<string, string>>) {
  const source = memorySource(files);
  const folders = new Map<string, readonly Entry[] | null>();
  for (const folder of ['', 'a', 'a/b', 'a/src']) folders.set(folder, await source.list(folder));
  const contents = new Map(Object.entries(files).map(([name, text]) => [name, new SourceFile(name, text)]));
  const snapshot = {
    file: (name: string) => contents.get(name) ?? null,
    folder: (name: string) => folders.get(name) ?? null,
  };
  const project = new RecordingProject(snapshot, new ParseCache(formats));
  const document = project.open('dockerfile', path);
  if (!document) throw new Error(`${path} is missing`);
  const { folder, ignoreFile } = findBuildContext(document, project);
  return [folder, ignoreFile?.path];
}

describe('the build context', () => {
  it('is the folder of the Dockerfile, where its sources are', async () => {
    const files = {
      'a/Dockerfile': 'FROM x\nCOPY src ./\nCOPY . .\n',
      'a/src/x': '',
      'a/.dockerignore': '*',
      'go.mod': '',
    };
    expect(await contextOf('a/Dockerfile', files)).toEqual(['a', 'a/.dockerignore']);
  });

  it('is a folder above, where the sources are', async () => {
    const files = {
      'a/Dockerfile': 'FROM x\nCOPY go.mod a/src /x/\n',
      'a/src/x': '',
      'a/.dockerignore': '',
      'go.mod': '',
    };
    expect(await contextOf('a/Dockerfile', files)).toEqual(['', undefined]);
  });

  it('is not known where the sources are nowhere, and any ignore file above counts', async () => {
    const files = { 'a/Dockerfile': 'FROM x\nCOPY dist /x/\n', '.dockerignore': '' };
    expect(await contextOf('a/Dockerfile', files)).toEqual([undefined, '.dockerignore']);
  });

  it('is taken from what lies beside the Dockerfile where no source is named', async () => {
    const text = 'FROM x\nCOPY . .\nCOPY --from=y z /\nADD https://example.com/x *.json $Y ./\n';
    expect(await contextOf('a/Dockerfile', { 'a/Dockerfile': text, 'a/go.mod': '' })).toEqual(['a', undefined]);
    expect(await contextOf('a/Dockerfile', { 'a/Dockerfile': text, 'a/compose.yaml': '' })).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('has the ignore file of the Dockerfile itself before any other', async () => {
    const files = { Dockerfile: 'FROM x\n', 'Dockerfile.dockerignore': '', '.dockerignore': '' };
    expect(await contextOf('Dockerfile', files)).toEqual(['', 'Dockerfile.dockerignore']);
  });
});
