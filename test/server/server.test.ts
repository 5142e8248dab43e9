import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { applyEdits } from '../../src/core/fix';
import { SourceFile } from '../../src/core/text';
import { findingsOf } from '../support/project';
import { Editor } from './client';

const BAD = 'FROM node:latest\nADD a /b\nADD c /d\nCMD ["node", "server.js"]\n';
const at = (line: number, from: number, to = from) => ({
  start: { line, character: from },
  end: { line, character: to },
});
let folder: string;
let editor: Editor;

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/build.mjs', '--cli'], { stdio: 'inherit' });
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'infra-review-lsp-'));
  writeFileSync(join(folder, 'Dockerfile'), BAD);
  editor = await Editor.start(folder);
});
afterEach(async () => {
  await editor.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('diagnostics', () => {
  test('are pulled, exact, with a code that links to the page', async () => {
    await editor.open('Dockerfile', BAD, 'dockerfile');
    const tag = (await editor.pull('Dockerfile')).find(({ code }) => code === 'dockerfile/latest-tag');
    expect(tag).toMatchObject({ range: at(0, 10, 16), severity: 2, source: 'infra-review' });
    expect(tag?.codeDescription?.href).toMatch(/^https:.*\/docs\/rules\/dockerfile\/latest-tag\.md$/);
  });

  test('are those of the engine', async () => {
    await editor.open('Dockerfile', BAD);
    const said = (await editor.pull('Dockerfile')).map(({ code, message }) => `${code} ${message}`);
    expect(said).toEqual((await findingsOf({ Dockerfile: BAD })).map(({ rule, message }) => `${rule} ${message}`));
  });

  test('follow unsaved text, typed piece by piece', async () => {
    await editor.open('Dockerfile', BAD);
    await editor.type('Dockerfile', 2, [{ range: at(0, 10, 16), text: '24.11.1' }]);
    expect((await editor.pull('Dockerfile')).map(({ code }) => code)).not.toContain('dockerfile/latest-tag');
  });

  test('other versions of files and printed text are left alone', async () => {
    for (const scheme of ['git', 'output']) {
      const uri = `${scheme}:${folder}/Dockerfile`;
      await editor.open('Dockerfile', BAD, 'dockerfile', uri);
      expect(await editor.pull('Dockerfile', uri)).toEqual([]);
    }
  });

  test('a document without a file is what its language says', async () => {
    await editor.open('', BAD, 'dockerfile', 'untitled:Untitled-1');
    expect((await editor.pull('', 'untitled:Untitled-1')).map(({ code }) => code)).toContain('dockerfile/latest-tag');
  });

  test('a file created beside it changes what is said, and the editor hears of it', async () => {
    const text = 'FROM node:24.11.1\nCOPY . /app\nUSER node\nCMD ["node", "/app"]\n';
    await editor.open('Dockerfile', text);
    expect((await editor.pull('Dockerfile')).map(({ code }) => code)).toContain('dockerfile/copy-without-dockerignore');
    const refreshes = editor.refreshes;
    writeFileSync(join(folder, '.dockerignore'), '.git\nnode_modules\n.env\n*.pem\n');
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri('.dockerignore'), type: 1 }],
    });
    await vi.waitFor(() => expect(editor.refreshes).toBeGreaterThan(refreshes));
    expect((await editor.pull('Dockerfile')).map(({ code }) => code)).not.toContain(
      'dockerfile/copy-without-dockerignore',
    );
  });

  test('a configuration that is typed counts before it is saved, and the editor hears of it', async () => {
    await editor.open('Dockerfile', BAD);
    await editor.open('infra-review.yaml', 'rules:\n', 'yaml');
    const codes = async () => (await editor.pull('Dockerfile')).map(({ code }) => code);
    expect(await codes()).toContain('dockerfile/latest-tag');
    const refreshes = editor.refreshes;
    const text = '  dockerfile/latest-tag: off\n';
    await editor.type('infra-review.yaml', 2, [{ range: at(1, 0), text }]);
    await vi.waitFor(() => expect(editor.refreshes).toBeGreaterThan(refreshes));
    expect(await codes()).not.toContain('dockerfile/latest-tag');
  });

  test('are pushed to an editor that cannot pull', async () => {
    const old = await Editor.start(folder, {});
    await old.open('Dockerfile', BAD);
    await vi.waitFor(() =>
      expect(old.published.at(-1)?.diagnostics.map(({ code }) => code)).toContain('dockerfile/latest-tag'),
    );
    await old.connection.sendNotification('textDocument/didClose', { textDocument: { uri: old.uri('Dockerfile') } });
    await vi.waitFor(() => expect(old.published.at(-1)?.diagnostics).toEqual([]));
    await old.stop();
  });

  test('settings turn them off', async () => {
    const off = await Editor.start(folder, undefined, { enable: false });
    await off.open('Dockerfile', BAD);
    await vi.waitFor(async () => expect(await off.pull('Dockerfile')).toEqual([]));
    await off.stop();
  });
});

describe('code actions', () => {
  const titles = async (line: number, character: number) => {
    await editor.open('Dockerfile', BAD);
    return (await editor.actions('Dockerfile', at(line, character))).map(({ title }) => title);
  };

  test('in order: fix, all of the rule, all safe ones, suppress, turn off, page', async () => {
    expect(await titles(1, 1)).toEqual([
      'Use COPY',
      'Fix all dockerfile/add-instead-of-copy in this file',
      'Fix all safe problems in this file',
      'Suppress dockerfile/add-instead-of-copy here, with a reason',
      'Suppress dockerfile/add-instead-of-copy in this file, with a reason',
      'Turn dockerfile/add-instead-of-copy off in infra-review.yaml',
      'Show the documentation of dockerfile/add-instead-of-copy',
    ]);
  });

  test('the suppression that the file already uses is offered too', async () => {
    await editor.open('Dockerfile', `# hadolint ignore=DL3008\n${BAD}`);
    const [action] = (await editor.actions('Dockerfile', at(2, 1))).filter(({ title }) => title.includes('hadolint'));
    expect(action?.title).toBe('Suppress dockerfile/add-instead-of-copy here, the way hadolint reads it');
    const [change] = action?.edit?.documentChanges ?? [];
    const texts =
      change && 'edits' in change ? change.edits.map((edit) => ('newText' in edit ? edit.newText : '')) : [];
    expect(texts).toEqual(['# hadolint ignore=DL3020\n']);
  });

  test('one at most is preferred, and only for its diagnostic', async () => {
    await editor.open('Dockerfile', BAD);
    const actions = await editor.actions('Dockerfile', at(1, 1));
    expect(actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title)).toEqual(['Use COPY']);
    expect(actions[0]?.diagnostics?.map(({ code }) => code)).toEqual(['dockerfile/add-instead-of-copy']);
  });

  test('a document without a file is not put right in other files', async () => {
    const uri = 'untitled:Untitled-1';
    await editor.open('', 'FROM node:24\nCOPY . .\nADD a /b\nUSER node\n', 'dockerfile', uri);
    const actions: { title: string; edit?: { documentChanges?: { textDocument?: { uri: string } }[] } }[] =
      await editor.connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range: at(0, 0, 0),
        context: { diagnostics: [] },
      });
    const more = await editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } },
      context: { diagnostics: [] },
    });
    const all = [...actions, ...(more as typeof actions)];
    expect(all.map(({ title }) => title)).toContain('Use COPY');
    const touched = all.flatMap(({ edit }) => edit?.documentChanges ?? []).map((change) => change.textDocument?.uri);
    expect(new Set(touched)).toEqual(new Set([uri]));
  });

  test('nothing where nothing is', async () => {
    expect(await titles(4, 0)).toEqual([]);
  });

  test('fix all on save: every safe fix, nothing else', async () => {
    await editor.open('Dockerfile', BAD);
    const [action] = await editor.actions('Dockerfile', at(0, 0), ['source.fixAll']);
    expect(action?.kind).toBe('source.fixAll.infraReview');
    const file = new SourceFile('Dockerfile', BAD);
    const [change] = action?.edit?.documentChanges ?? [];
    const edits = change && 'edits' in change ? change.edits : [];
    const fixed = applyEdits(
      BAD,
      edits.flatMap((edit) =>
        'newText' in edit
          ? [
              {
                at: file.span(
                  file.offset({ line: edit.range.start.line, column: edit.range.start.character }),
                  file.offset({ line: edit.range.end.line, column: edit.range.end.character }),
                ),
                text: edit.newText,
              },
            ]
          : [],
      ),
    );
    expect(fixed).toBe(BAD.replaceAll('ADD', 'COPY'));
  });
});

test('a hover says what, why and how to put it right', async () => {
  await editor.open('Dockerfile', `${BAD}USER node\n`);
  const hover: { contents: { value: string } } = await editor.connection.sendRequest('textDocument/hover', {
    textDocument: { uri: editor.uri('Dockerfile') },
    position: { line: 0, character: 12 },
  });
  expect(hover.contents.value).toMatch(/^\*\*.+\*\*\n\n.*latest/);
  expect(hover.contents.value).toMatch(/Put it right:\n- Use /);
  expect(hover.contents.value).toMatch(/\[dockerfile\/latest-tag\]\(command:infraReview\.openRule/);
});

describe('the workspace', () => {
  test('is reviewed with progress; open documents are left to themselves', async () => {
    writeFileSync(join(folder, 'Dockerfile.other'), BAD);
    await editor.open('Dockerfile', BAD);
    const summary: { files: number; warnings: number } = await editor.connection.sendRequest(
      'infraReview/reviewWorkspace',
      {},
    );
    expect(summary.files).toBe(2);
    expect(summary.warnings).toBeGreaterThan(0);
    expect(editor.progress[0]).toBe('begin');
    expect(editor.progress.at(-1)).toBe('end');
    expect(editor.published.map(({ uri }) => uri)).toEqual([editor.uri('Dockerfile.other')]);
  });

  test('safe fixes are told, not made', async () => {
    const { documents, applied }: { documents: { uri: string }[]; applied: number } =
      await editor.connection.sendRequest('infraReview/fix', { uri: null });
    expect(applied).toBe(2);
    expect(documents.map(({ uri }) => uri)).toEqual([editor.uri('Dockerfile')]);
    await editor.open('Dockerfile', BAD);
    expect((await editor.pull('Dockerfile')).map(({ code }) => code)).toContain('dockerfile/add-instead-of-copy');
  });

  test('a file tells what it was taken for', async () => {
    await editor.open('Dockerfile', BAD);
    const verdict: { path: string; formats: { name: string }[] } = await editor.connection.sendRequest(
      'infraReview/verdict',
      { uri: editor.uri('Dockerfile') },
    );
    expect(verdict.path).toBe('Dockerfile');
    expect(verdict.formats.map(({ name }) => name)).toContain('Dockerfile');
  });
});
