import { expect, test } from 'vitest';
import { SourceFile } from '../../../src/core/text';
import { renovate } from '../../../src/formats/renovate';

const at = (path: string, text = '') => new SourceFile(path, text);

test.each([
  'renovate.json',
  '.github/renovate.json',
  'apps/shop/.gitlab/renovate.json',
  '.renovaterc',
  '.renovaterc.json',
])('%s is of the format', (path) => {
  expect(renovate.mayBe(path)).toBe(true);
  expect(renovate.detect(at(path))).toMatch(/Renovate/);
});

test.each(['renovate.json5', 'my-renovate.json', '.github/workflows/renovate.yml', 'renovate.json/a.txt'])(
  '%s is not',
  (path) => {
    expect(renovate.mayBe(path)).toBe(false);
    expect(renovate.detect(at(path))).toBeUndefined();
  },
);

const modelOf = (text: string) => renovate.model([renovate.parse(at('renovate.json', text))], undefined as never);

test('an address is no comment', () => {
  const { root } = modelOf('{ "$schema": "https://docs.renovatebot.com/renovate-schema.json" }');
  expect(root?.get('$schema')).toBeDefined();
});

test.each(['{ // why\n}', '/* why */ {}'])('%j is left unread, without a complaint', (text) => {
  expect(renovate.parse(at('renovate.json', text)).problems).toEqual([]);
  expect(modelOf(text).root).toBeUndefined();
});

test('what is broken is said', () => {
  expect(renovate.parse(at('renovate.json', '{ "enabledManagers": [')).problems.length).toBeGreaterThan(0);
});

test.each(['', '[]', '"x"', '{ "enabledManagers": [', '\u0000'])('%j is no reason to throw', (text) => {
  expect(() => modelOf(text)).not.toThrow();
});
