import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findInHistory } from '../../src/host/git';

const SECRET = 'tulip-Harbour-41';
const isThere = spawnSync('git', ['--version']).status === 0;

describe.skipIf(!isThere)('a secret in the history', () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
      cwd: folder,
      stdio: 'pipe',
    });
  const commit = (subject: string, name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    git('add', '.');
    git('commit', '-m', subject);
  };
  const look = (name: string, text = SECRET, signal = new AbortController().signal) =>
    findInHistory(join(folder, name), text, signal);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'infra-review-git-'));
    git('init', '--initial-branch=main');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('each commit that brought or took it, newest first, and who has it', async () => {
    commit('Set up', 'a.env', 'A=1\n');
    commit('Add the password', 'a.env', `A=1\nPASSWORD=${SECRET}\n`);
    commit('Take it out', 'a.env', 'A=1\n');
    const found = await look('a.env');
    expect(found).toMatchObject({
      state: 'committed',
      commits: [
        { subject: 'Take it out', author: 'Ada' },
        { subject: 'Add the password', day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
      ],
      branches: [],
    });
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    expect(await look('a.env')).toMatchObject({ branches: ['origin/main'] });
  });

  test('under the name the file had before, and in other files', async () => {
    commit('Old name', 'old.env', `ONE=first\nTWO=second\nPASSWORD=${SECRET}\n`);
    git('mv', 'old.env', 'new.env');
    commit('New name', 'new.env', 'ONE=first\nTWO=second\nPASSWORD=other\n');
    commit('Elsewhere', 'b.env', 'X=y\n');
    expect(await look('new.env')).toMatchObject({ state: 'committed', commits: [{}, { subject: 'Old name' }] });
    expect(await look('b.env')).toMatchObject({ state: 'committed' });
  });

  test('the lines of a key are looked for by the longest', async () => {
    const key = `-----BEGIN KEY-----\n${'k'.repeat(64)}\n-----END KEY-----`;
    commit('Key', 'key.pem', `${key}\n`);
    expect(await look('key.pem', key)).toMatchObject({ state: 'committed', commits: [{ subject: 'Key' }] });
  });

  test('not committed yet', async () => {
    expect(await look('a.env')).toEqual({ state: 'clean' });
    commit('Set up', 'a.env', 'A=1\n');
    writeFileSync(join(folder, 'a.env'), `PASSWORD=${SECRET}\n`);
    expect(await look('a.env')).toEqual({ state: 'clean' });
  });

  test('cancelled', async () => {
    commit('Key', 'a.env', `${SECRET}\n`);
    expect(await look('a.env', SECRET, AbortSignal.abort())).toEqual({ state: 'cancelled' });
  });

  test('runs nothing that the repository names', async () => {
    commit('Key', 'a.env', `${SECRET}\n`);
    const trace = join(folder, 'trace');
    for (const setting of ['diff.external', 'core.fsmonitor', 'core.pager', 'diff.x.textconv'])
      git('config', setting, `touch ${trace}; cat`);
    writeFileSync(join(folder, '.gitattributes'), '*.env diff=x\n');
    expect(await look('a.env')).toMatchObject({ state: 'committed' });
    expect(() => execFileSync('ls', [trace], { stdio: 'pipe' })).toThrow();
  });

  test('no repository', async () => {
    rmSync(join(folder, '.git'), { recursive: true });
    expect(await look('a.env')).toEqual({ state: 'no-repository' });
  });
});
