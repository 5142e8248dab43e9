import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { loaders } from '../src/rules';

// The arrows between the parts run one way.

const ALLOWED: Record<string, readonly string[]> = {
  core: ['core'],
  data: ['data', 'core'],
  formats: ['formats', 'core', 'data', 'rules/shared'],
  peers: ['peers', 'core', 'data'],
  rules: ['rules', 'formats', 'core', 'data'],
  host: ['host', 'core'],
  server: ['server', 'host', 'core', 'formats', 'peers', 'rules'],
  client: ['client', 'server', 'core'],
  cli: ['cli', 'server', 'host', 'core', 'formats', 'peers', 'rules'],
};

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'));

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map(([, path = '']) =>
    normalize(join(dirname(file), path)).replaceAll('\\', '/'),
  );
}

test('imports go only where they may', () => {
  const strangers = files.flatMap((file) => {
    const allowed = ALLOWED[file.split('/')[1] ?? ''] ?? [];
    return importsOf(file)
      .filter(
        (target) =>
          target.startsWith('src/') &&
          !allowed.some((part) => target === `src/${part}` || target.startsWith(`src/${part}/`)),
      )
      .map((target) => `${file} → ${target}`);
  });
  expect(strangers).toEqual([]);
});

test('only the client knows vscode, and only the host side knows Node.js', () => {
  const knows = (part: RegExp) =>
    files.filter((file) => part.test(readFileSync(file, 'utf8'))).map((file) => file.split('/')[1]);
  expect(new Set(knows(/from 'vscode'/))).toEqual(new Set(['client']));
  expect(new Set(knows(/from 'node:/))).toEqual(new Set(['cli', 'host']));
});

test('the core names no format and no rule', async () => {
  const rules = (await Promise.all(Object.values(loaders).map((load) => load()))).flat();
  const names = [...Object.keys(loaders), ...rules.map(({ id }) => id)].filter((name) => name !== 'secrets');
  const code = (file: string) => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  const named = files
    .filter((file) => file.startsWith('src/core/'))
    .flatMap((file) =>
      names.filter((name) => new RegExp(`['"\`]${name}['"\`]`).test(code(file))).map((name) => `${file}: ${name}`),
    );
  expect(named).toEqual([]);
});

test('a rule’s id is its path', async () => {
  const rules = (await Promise.all(Object.values(loaders).map((load) => load()))).flat();
  const ids = files
    .filter((file) => /^src\/rules\/(?!shared\/)[^/]+\/(?!index\.ts)/.test(file))
    .map((file) => file.slice('src/rules/'.length, -'.ts'.length));
  expect(rules.map(({ id }) => id).sort()).toEqual(ids.sort());
});
