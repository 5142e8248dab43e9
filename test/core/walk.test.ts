import { expect, test } from 'vitest';
import { memorySource } from '../../src/core/memory';
import { ancestors, join, within } from '../../src/core/path';
import { nearest } from '../../src/core/spelling';
import { walk } from '../../src/core/walk';

async function walked(files: Record<string, string>, folder = ''): Promise<string[]> {
  const out: string[] = [];
  for await (const path of walk(memorySource(files), folder)) out.push(path);
  return out;
}

test('what git ignores is left out; a nearer file may take it back', async () => {
  const files = {
    '.gitignore': 'dist/\n*.log\n!keep.log\n',
    'dist/x': '',
    'a.log': '',
    'keep.log': '',
    'sub/.gitignore': '!b.log\n/own\n',
    'sub/b.log': '',
    'sub/own': '',
    'sub/deep/own': '',
  };
  expect(await walked(files)).toEqual(['.gitignore', 'keep.log', 'sub/.gitignore', 'sub/b.log', 'sub/deep/own']);
});

test('the files above a folder count for it', async () => {
  expect(await walked({ '.gitignore': '*.log\n', 'sub/a.log': '', 'sub/b': '' }, 'sub')).toEqual(['sub/b']);
});

test('a folder that is asked for is walked though git ignores it', async () => {
  expect(await walked({ '.gitignore': 'out/\n', 'out/a': '', 'out/sub/b': '' }, 'out')).toEqual(['out/a', 'out/sub/b']);
});

test('nobody wrote what lies in these folders', async () => {
  expect(await walked({ '.git/config': '', 'node_modules/a/b.js': '', '.terraform/x': '', a: '' })).toEqual(['a']);
});

test('paths', () => {
  expect([join('a/b', '../c'), join('a', '../../c'), join('', './x')]).toEqual(['a/c', undefined, 'x']);
  expect(ancestors('a/b/c')).toEqual(['a/b', 'a', '']);
  expect([within('a', 'a/b'), within('a', 'ab/c'), within('', 'x')]).toEqual(['b', undefined, 'x']);
});

test('the nearest spelling', () => {
  expect([nearest('latets-tag', ['latest-tag', 'root-user']), nearest('zzz', ['latest-tag'])]).toEqual([
    'latest-tag',
    undefined,
  ]);
});
