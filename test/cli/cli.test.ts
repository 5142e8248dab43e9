import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';

// The command line as a process, built as it is shipped.
const CLI = resolve('dist/cli.mjs');
const folders: string[] = [];

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/build.mjs', '--cli'], { stdio: 'inherit' });
});

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'infra-review-cli-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function run(cwd: string, args: string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, '--today', '2026-11-21', ...args], {
    cwd,
    input: input ?? '',
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  return { status, out: stdout, err: stderr };
}

const rulesIn = (out: string): string[] =>
  (JSON.parse(out) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);

const BAD = 'FROM node:latest\nCMD node server.js\n';
const CLEAN = 'FROM node:24.11.1-alpine3.22\nUSER node\nCMD ["node", "server.js"]\n';

describe('exit status', () => {
  test('0 when clean', () => {
    expect(run(folderWith({ Dockerfile: CLEAN }), []).status).toBe(0);
  });
  test('1 for findings at or above the threshold', () => {
    const folder = folderWith({ Dockerfile: BAD });
    expect(run(folder, []).status).toBe(1);
    expect(run(folder, ['--fail-on', 'error']).status).toBe(0);
    expect(run(folder, ['--max-warnings', '99']).status).toBe(0);
    expect(run(folder, ['--max-warnings', '0']).status).toBe(1);
  });
  test.each<[string, string[], RegExp]>([
    ['a path that is missing', ['nowhere'], /nowhere: no such file or folder/],
    ['a flag that is unknown', ['--fromat', 'json'], /unknown flag --fromat; did you mean --format\?/],
    ['a format that is unknown', ['--format', 'xml'], /--format xml: must be pretty, json, sarif/],
    ['a day that is none', ['--today', 'tomorrow'], /--today tomorrow: write a day/],
    ['a rule that is unknown', ['--rule', 'dockerfile/latest'], /did you mean dockerfile\/latest-tag\?/],
    [
      'a rule to explain that is unknown',
      ['--explain', 'dockerfile/latets-tag'],
      /did you mean dockerfile\/latest-tag\?/,
    ],
    ['a configuration that is missing', ['--config', 'none.yaml'], /--config none.yaml: no such file/],
    ['standard input without a name', ['-'], /--stdin-filename/],
    ['standard input that is named but not asked for', ['--stdin-filename', 'Dockerfile'], /the path must be -/],
    ['a day that no calendar has', ['--today', '2026-02-31'], /--today 2026-02-31: write a day/],
    ['what is neither a file nor a folder', ['/dev/null'], /\/dev\/null: is neither a file nor a folder/],
    ['standard input beside a path', ['-', 'Dockerfile'], /only path/],
  ])('2 and one line for %s', (_, args, message) => {
    const { status, out, err } = run(folderWith({ Dockerfile: CLEAN }), args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toMatch(message);
  });
  test('2 for a mistake in the configuration, with its place', () => {
    const { status, err } = run(
      folderWith({ Dockerfile: CLEAN, 'infra-review.yaml': 'rules:\n  dockerfile/latets-tag: off\n' }),
      [],
    );
    expect(status).toBe(2);
    expect(err).toBe(
      'infra-review: infra-review.yaml:2:3: unknown rule `dockerfile/latets-tag`; did you mean `dockerfile/latest-tag`?\n',
    );
  });
  test.each<[string, Buffer, RegExp]>([
    ['binary', Buffer.from([70, 0, 1]), /is no text/],
    ['not UTF-8', Buffer.from([0x46, 0xff, 0xfe, 0x41]), /is no UTF-8 text/],
  ])('2 for a named file that is %s', (_, bytes, message) => {
    const { status, err } = run(folderWith({ Dockerfile: bytes }), ['Dockerfile']);
    expect(status).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('output', () => {
  test('a reader that has seen enough ends it quietly', () => {
    const folder = folderWith({ Dockerfile: BAD.repeat(2000) });
    const command = `"${process.execPath}" "${CLI}" --format json 2>&1 >&3 | cat >errors`;
    spawnSync('sh', ['-c', `{ ${command}; } 3>&1 | head -1`], { cwd: folder });
    expect(readFileSync(join(folder, 'errors'), 'utf8')).toBe('');
  });
  test.skipIf(!existsSync('/dev/full'))('a disk that is full is one line and status 2', () => {
    const folder = folderWith({ Dockerfile: BAD });
    const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${CLI}" >/dev/full`], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^infra-review: the output cannot be written: .*\n$/);
  });
  test('pretty shows nothing that a terminal would obey', () => {
    const { out } = run(folderWith({ 'a\nb/Dockerfile': 'FROM node:latest # \u001b[2J\u0007\n' }), []);
    expect(out).toMatch(/^a\ufffdb\/Dockerfile$/m);
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
  test('pretty shows the place', () => {
    const { out } = run(folderWith({ Dockerfile: BAD }), []);
    expect(out).toMatch(/^Dockerfile$/m);
    expect(out).toMatch(/dockerfile\/latest-tag/);
    expect(out).toMatch(/1 │ FROM node:latest\n.*│ +\^{6}\n/);
    expect(out).not.toContain('\u001b');
  });
  test('colours when asked for', () => {
    expect(run(folderWith({ Dockerfile: BAD }), ['--color']).out).toContain('\u001b[33m');
  });
  test('json counts lines and columns from one', () => {
    const { out } = run(folderWith({ 'api/Dockerfile': BAD }), ['--format', 'json', '--rule', 'dockerfile/latest-tag']);
    expect(JSON.parse(out).findings).toMatchObject([
      {
        rule: 'dockerfile/latest-tag',
        severity: 'warning',
        path: 'api/Dockerfile',
        line: 1,
        column: 11,
        endLine: 1,
        endColumn: 17,
      },
    ]);
  });
  test('sarif carries fingerprints, fixes and suppressions', () => {
    const text = `${BAD}# infra-review: ignore dockerfile/add-instead-of-copy -- kept\nADD a b\n`;
    const { out } = run(folderWith({ Dockerfile: text }), ['--format', 'sarif']);
    const [{ tool, results }] = JSON.parse(out).runs;
    const tag = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'dockerfile/latest-tag');
    expect(tool.driver.rules[tag.ruleIndex].id).toBe('dockerfile/latest-tag');
    expect(tag.partialFingerprints['infraReview/v1']).toMatch(/^[0-9a-f]{16}$/);
    expect(tag.fixes[0].artifactChanges[0].replacements[0].deletedRegion).toMatchObject({ startLine: 1 });
    const add = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'dockerfile/add-instead-of-copy');
    expect(add.suppressions).toEqual([{ kind: 'inSource', justification: 'kept' }]);
  });
  test('a secret is in no output', () => {
    const secret = `hunter2-${'teapot'}-9`;
    const folder = folderWith({ Dockerfile: `FROM scratch\nENV DATABASE_PASSWORD=${secret}\n` });
    for (const format of ['pretty', 'json', 'sarif']) {
      const { out, status } = run(folder, ['--format', format]);
      expect(status).toBe(1);
      expect(out).toContain('secret');
      expect(out).not.toContain(secret);
    }
  });
  test('rules and pages', () => {
    const folder = folderWith({});
    const list = JSON.parse(run(folder, ['--list-rules', '--format', 'json']).out) as { id: string; fixes: string[] }[];
    expect(list.map(({ id }) => id)).toContain('terraform/missing-tags');
    expect(run(folder, ['--list-rules']).out).toMatch(/^dockerfile\/latest-tag +warning /m);
    expect(run(folder, ['--explain', 'dockerfile/latest-tag']).out).toMatch(/^# /);
    expect(run(folder, ['--explain', 'review/syntax-error']).out).toMatch(/^# /);
    expect(run(folder, ['--help']).out).toMatch(/Exit status/);
    expect(run(folder, ['--version']).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('input', () => {
  test('what git ignores is left out, unless it is named', () => {
    const folder = folderWith({ '.gitignore': 'out/\n', 'out/Dockerfile': BAD, Dockerfile: CLEAN });
    expect(rulesIn(run(folder, ['--format', 'json']).out)).toEqual([]);
    expect(rulesIn(run(folder, ['--format', 'json', 'out/Dockerfile']).out)).toContain('dockerfile/latest-tag');
    expect(rulesIn(run(folder, ['--format', 'json', 'out']).out)).toContain('dockerfile/latest-tag');
  });
  test('standard input under a name', () => {
    const { out } = run(folderWith({}), ['--format', 'json', '-', '--stdin-filename', 'Dockerfile'], BAD);
    expect(rulesIn(out)).toContain('dockerfile/latest-tag');
  });
  test('standard input is UTF-8 text or nothing', () => {
    const { status, stderr } = spawnSync(process.execPath, [CLI, '-', '--stdin-filename', 'Dockerfile'], {
      input: Buffer.from([70, 0xe9]),
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toBe('infra-review: standard input: is no UTF-8 text\n');
  });
  test('a folder is reviewed past what is in no known encoding', () => {
    const folder = folderWith({
      Dockerfile: CLEAN,
      'a.ini': Buffer.from([0xe9, 10]),
      'b.ini': Buffer.from([0xe9, 10]),
    });
    const { status, err } = run(folder, []);
    expect(status).toBe(0);
    expect(err).toBe('infra-review: passed over, since it is no UTF-8 text: a.ini and 1 other file\n');
  });
  test.skipIf(process.platform === 'win32')('nobody waits for a pipe', () => {
    const folder = folderWith({ Dockerfile: `${CLEAN}COPY . /app\n` });
    execFileSync('mkfifo', [join(folder, '.dockerignore'), join(folder, 'pipe')]);
    expect(run(folder, ['--format', 'json']).status).toBe(1);
    expect(run(folder, ['pipe']).err).toMatch(/pipe: is neither a file nor a folder/);
  });
  test('links in a circle, links to nowhere', () => {
    const folder = folderWith({ 'a/Dockerfile': BAD });
    symlinkSync(folder, join(folder, 'a/loop'));
    symlinkSync(join(folder, 'gone'), join(folder, 'a/Dockerfile.gone'));
    expect(rulesIn(run(folder, ['--format', 'json', '--rule', 'dockerfile/latest-tag']).out)).toHaveLength(1);
  });
  test('a configuration of its own', () => {
    const folder = folderWith({ Dockerfile: BAD, 'other.yaml': 'rules: {dockerfile/latest-tag: off}\n' });
    expect(rulesIn(run(folder, ['--format', 'json', '--config', 'other.yaml']).out)).not.toContain(
      'dockerfile/latest-tag',
    );
  });
});

describe('fixing', () => {
  test('keeps byte order mark, line ends and mode; a second run changes nothing', () => {
    const folder = folderWith({ Dockerfile: '\uFEFFFROM debian:13.2-slim\r\nADD a /b\r\nUSER 1000\r\n' });
    const path = join(folder, 'Dockerfile');
    chmodSync(path, 0o640);
    run(folder, ['--fix']);
    const fixed = readFileSync(path, 'utf8');
    expect(fixed).toBe('\uFEFFFROM debian:13.2-slim\r\nCOPY a /b\r\nUSER 1000\r\n');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    run(folder, ['--fix']);
    expect(readFileSync(path, 'utf8')).toBe(fixed);
    expect(readdirSync(folder)).toEqual(['Dockerfile']);
  });
  test('a link stays one; what it leads to is fixed', () => {
    const folder = folderWith({ shared: 'FROM debian:13.2-slim\nADD a /b\nUSER 1000\n' });
    symlinkSync('shared', join(folder, 'Dockerfile'));
    run(folder, ['--fix']);
    expect(lstatSync(join(folder, 'Dockerfile')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'shared'), 'utf8')).toContain('COPY a /b');
  });
  test.skipIf(process.getuid?.() === 0)('what may not be written is left alone', () => {
    const folder = folderWith({ Dockerfile: 'FROM debian:13.2-slim\nADD a /b\nUSER 1000\n' });
    chmodSync(join(folder, 'Dockerfile'), 0o444);
    const { status, err } = run(folder, ['--fix']);
    expect(status).toBe(2);
    expect(err).toMatch(/Dockerfile: cannot be written/);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toContain('ADD');
  });
  test('suggested fixes only when asked for', () => {
    const folder = folderWith({ Dockerfile: BAD });
    run(folder, ['--fix']);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toContain('node:latest');
    run(folder, ['--fix-suggested']);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).not.toContain('latest');
  });
  test('standard input comes back fixed', () => {
    const { out, err } = run(
      folderWith({}),
      ['--fix', '-', '--stdin-filename', 'Dockerfile'],
      'FROM debian:13.2-slim\nADD a /b\nUSER 1000\n',
    );
    expect(out).toBe('FROM debian:13.2-slim\nCOPY a /b\nUSER 1000\n');
    expect(err).toMatch(/1 problem put right/);
  });
});
