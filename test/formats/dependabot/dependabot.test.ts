import { expect, test } from 'vitest';
import { SourceFile } from '../../../src/core/text';
import { dependabot } from '../../../src/formats/dependabot';

const at = (path: string, text = '') => new SourceFile(path, text);

test('only the file that Dependabot reads is of the format', () => {
  expect(dependabot.mayBe('.github/dependabot.yml')).toBe(true);
  expect(dependabot.mayBe('services/shop/.github/dependabot.yaml')).toBe(true);
  expect(dependabot.mayBe('dependabot.yml')).toBe(false);
  expect(dependabot.detect(at('.github/dependabot.yml'))).toMatch(/dependabot/);
  expect(dependabot.detect(at('.github/workflows/dependabot.yml'))).toBeUndefined();
});

test('entries are read, whatever else stands between them', () => {
  const text = 'version: 2\nupdates:\n  - package-ecosystem: npm\n  - not an entry\n  - directory: /\n';
  const document = dependabot.parse(at('.github/dependabot.yml', text));
  const { updates } = dependabot.model([document], undefined as never);
  expect(updates.map(({ ecosystem }) => ecosystem?.text)).toEqual(['npm', undefined]);
});

test.each(['', '- a\n', 'updates: x\n', 'updates:\n  - package-ecosystem: [\n', '\u0000'])(
  '%j is no reason to throw',
  (text) => {
    const document = dependabot.parse(at('.github/dependabot.yml', text));
    expect(dependabot.model([document], undefined as never).updates.length).toBeLessThanOrEqual(1);
  },
);
