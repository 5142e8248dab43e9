import { expect, test } from 'vitest';
import type { FileSource } from '../../src/core/session';
import { foldersOnce } from '../../src/host/folders-once';

function counted(files: Readonly<Record<string, string>>, folders: Readonly<Record<string, readonly string[]>>) {
  const looks: string[] = [];
  const source: FileSource = {
    read: async (path) => {
      looks.push(`read ${path}`);
      return files[path] ?? null;
    },
    list: async (folder) => {
      looks.push(`list ${folder}`);
      return folders[folder]?.map((name) => ({ name, kind: 'file' as const })) ?? null;
    },
  };
  return { looks, source: foldersOnce(source) };
}

test('what a folder does not hold is not looked for', async () => {
  const { looks, source } = counted({ 'a/main.tf': 'x' }, { a: ['main.tf'] });
  expect(await source.read('a/infra-review.yaml')).toBeNull();
  expect(await source.read('a/main.tf')).toBe('x');
  expect(await source.list('a')).toEqual([{ name: 'main.tf', kind: 'file' }]);
  expect(looks).toEqual(['list a', 'read a/main.tf']);
});

test('looks at the same time list a folder once', async () => {
  const { looks, source } = counted({}, { '': [] });
  await Promise.all([source.read('one'), source.read('two'), source.list('')]);
  expect(looks).toEqual(['list ']);
});

test('a file in a folder that cannot be listed is read', async () => {
  const { source } = counted({ 'hidden/.env': 'A=1' }, {});
  expect(await source.list('hidden')).toBeNull();
  expect(await source.read('hidden/.env')).toBe('A=1');
});
