import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import versions from '../../../src/data/action-versions.json';
import { findingsOf } from '../../support/project';

test('the own workflows have nothing to report', async () => {
  const files: Record<string, string> = {};
  for (const entry of readdirSync('.github', { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).replaceAll('\\', '/');
    if (entry.isFile()) files[path] = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  }
  expect(Object.keys(files)).toContain('.github/workflows/ci.yml');
  const findings = await findingsOf(files, { config: 'extends: strict\n' });
  expect(findings.map(({ rule, at, message }) => `${at.file.path}: ${rule}: ${message}`)).toEqual([]);
});

test('each version in the table is one commit, each moving name one version', () => {
  for (const [name, action] of Object.entries(versions.actions)) {
    expect(name).toMatch(/^[\w.-]+\/[\w.-]+$/);
    const known: Readonly<Record<string, string>> = action.versions;
    for (const commit of Object.values(known)) expect(commit).toMatch(/^[0-9a-f]{40}$/);
    for (const version of Object.values(action.moving)) expect(known, name).toHaveProperty([version]);
  }
});
