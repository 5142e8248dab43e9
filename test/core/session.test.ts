import { describe, expect, test } from 'vitest';
import { Detacher } from '../../src/core/detach';
import { memorySource } from '../../src/core/memory';
import { Session } from '../../src/core/session';
import { formats } from '../../src/formats';
import { loaders } from '../../src/rules';
import { sessionOf, TODAY } from '../support/project';

describe('what a session remembers', () => {
  const files = Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => [`${i}/notes.txt`, 'a line of text\n'.repeat(10)]),
  );

  async function reads(remember: number, paths: readonly string[]): Promise<string[]> {
    const source = memorySource(files);
    const seen: string[] = [];
    const read = (path: string) => {
      if (path in files) seen.push(path);
      return source.read(path);
    };
    const session = new Session({ formats, loaders, today: TODAY, source: { ...source, read }, remember });
    for (const path of paths) await session.review(path);
    return seen;
  }

  test('text that was read long ago is forgotten, and read again when it is asked for', async () => {
    const paths = Object.keys(files);
    expect(await reads(400, [...paths, '0/notes.txt'])).toEqual([...paths, '0/notes.txt']);
  });

  test('nothing is read twice while there is room', async () => {
    const paths = Object.keys(files);
    expect(await reads(100_000, [...paths, ...paths])).toEqual(paths);
  });

  test('a unit larger than all that may be remembered is read once', async () => {
    const module = Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [`infra/${i}.tf`, `variable "v${i}" {\n  type = string\n}\n`]),
    );
    const source = memorySource(module);
    const seen: string[] = [];
    const read = (path: string) => {
      if (path in module) seen.push(path);
      return source.read(path);
    };
    const session = new Session({ formats, loaders, today: TODAY, source: { ...source, read }, remember: 50 });
    for (const path of Object.keys(module)) await session.review(path);
    expect(seen.sort()).toEqual(Object.keys(module));
  });

  test('files loaded ahead are not read again', async () => {
    const session = sessionOf(files);
    await session.load(['0/notes.txt', 'none.txt']);
    expect(session.file('0/notes.txt')?.text).toBe(files['0/notes.txt']);
    expect(session.file('none.txt')).toBeNull();
    expect(session.file('1/notes.txt')).toBeUndefined();
  });
});

test('a detached finding says the same of a copy of its file', async () => {
  const text = 'FROM debian\n# infra-review: ignore dockerfile/shell-form-command -- wanted\nCMD node server.js\n';
  const { findings } = await sessionOf({ Dockerfile: text }).review('Dockerfile');
  expect(findings.some(({ suppressedBy }) => suppressedBy)).toBe(true);
  const detacher = new Detacher();
  const copies = findings.map((finding) => detacher.detach(finding));
  expect(JSON.stringify(copies.map(shape))).toBe(JSON.stringify(findings.map(shape)));
  expect(new Set(copies.flatMap(({ at, statement }) => [at.file, statement.file])).size).toBe(1);
  expect(copies[0]?.at.file).not.toBe(findings[0]?.at.file);
});

/** All that is plain about a finding, its places as numbers. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object' || value === null) return value;
  if ('file' in value && 'start' in value && 'end' in value) return [value.start, value.end];
  return Object.entries(value).map(([key, each]) => [key, shape(each)]);
}
