import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { SecretHistory } from '../../../src/core/history';
import { loaders } from '../../../src/rules';
import type { SecretPlace } from '../../../src/server/protocol';
import {
  closeAll,
  diagnosticsOf,
  eventually,
  extension,
  found,
  gone,
  holds,
  idOf,
  open,
  pause,
  retype,
  same,
  saved,
  uriOf,
  write,
} from './support';

const run = <T>(name: string, ...args: unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(`infraReview.${name}`, ...args);

describe('Commands', () => {
  afterEach(closeAll);

  it('are all registered, under titles that are words', async () => {
    await extension().activate();
    const known = new Set(await vscode.commands.getCommands(true));
    const { commands } = extension().packageJSON.contributes;
    holds(commands.length > 5, 'there are commands');
    for (const { command, title, category } of commands) {
      holds(known.has(command), `${command} is not registered`);
      same(category, 'Infra Review', `category of ${command}`);
      holds(/^[A-Z][a-z]/.test(title), `${command} is called "${title}"`);
    }
  });

  describe('Review Workspace', () => {
    it('tells of files that no editor has open, and once only when one is opened', async () => {
      const paths = ['compose.yaml', 'infra/main.tf', 'k8s/web.yaml', '.github/workflows/ci.yml'];
      await run('reviewWorkspace');
      const counts = new Map<string, number>();
      for (const path of paths) {
        await eventually(() => holds(diagnosticsOf(uriOf(path)).length > 0, `nothing is said of ${path}`));
        counts.set(path, diagnosticsOf(uriOf(path)).length);
      }
      same(diagnosticsOf(uriOf('clean/compose.yaml')), [], 'diagnostics of a clean file');
      for (const path of paths) {
        await open(path);
        await pause(700);
        same(diagnosticsOf(uriOf(path)).length, counts.get(path), `number of diagnostics of ${path}, open`);
      }
      await closeAll();
      for (const path of paths) {
        await eventually(() =>
          same(diagnosticsOf(uriOf(path)).length, counts.get(path), `number of diagnostics of ${path}, closed again`),
        );
      }
    });

    it('keeps true what it said, when a file changes outside of the editor', async () => {
      const before = await saved('infra/main.tf');
      await run('reviewWorkspace');
      const uri = uriOf('infra/main.tf');
      await found(uri, 'terraform/open-ingress');
      await write('infra/main.tf', before.replace('0.0.0.0/0', '10.0.0.0/8'));
      await gone(uri, 'terraform/open-ingress');
      await write('infra/main.tf', before);
      await found(uri, 'terraform/open-ingress');
    });
  });

  it('Fix All Safe Problems in File changes the editor, not the disk', async () => {
    const editor = await open('compose.yaml');
    const before = await saved('compose.yaml');
    await found(editor.document.uri, 'compose/database-port-published');
    await run('fixFile');
    const text = editor.document.getText();
    holds(text.includes('- "127.0.0.1:5432:5432"') && text.includes('- "127.0.0.1:6379:6379"'), text);
    holds(text.includes('privileged: true'), 'a fix that is not safe was made');
    same(await saved('compose.yaml'), before, 'text on the disk');
    await gone(editor.document.uri, 'compose/database-port-published');
  });

  // Under test VS Code refuses dialogs, which is a no; test/vscode/ui.mjs says yes.
  it('Fix All Safe Problems in Workspace changes nothing without being told to', async () => {
    const paths = ['compose.yaml', '.github/workflows/ci.yml'];
    const before = await Promise.all(paths.map(saved));
    const request = { uri: null };
    const { applied } = await extension().exports.client.sendRequest<{ applied: number }>('infraReview/fix', request);
    same(applied >= 3, true, 'there is something to fix');
    await Promise.race([run('fixWorkspace').then(undefined, () => {}), pause(3000)]);
    same(await Promise.all(paths.map(saved)), before, 'texts on the disk');
    same(
      vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ fileName }) => fileName),
      [],
      'changed documents',
    );
  });

  it('Open Rule Documentation… shows the page of every rule', async () => {
    const rules = (await Promise.all(Object.values(loaders).map((load) => load()))).flat();
    for (const { id, title, why } of rules) {
      const page = await vscode.workspace.openTextDocument(vscode.Uri.parse(`infra-review:/${id}.md`));
      holds(page.getText().startsWith(`# ${title}\n\n\`${id}\``), `the page of ${id} begins otherwise`);
      for (const words of why) holds(page.getText().includes(words), `the page of ${id} does not say why`);
    }
    await run('openRule', 'compose/latest-tag');
    await eventually(() => {
      const label = vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '';
      // Our web host has no preview of Markdown.
      same(label, uriOf('').scheme === 'file' ? 'Preview latest-tag.md' : 'latest-tag.md', 'title of the tab');
    });
  });

  it('Open Rule Documentation… knows notices, and says so when there is no such rule', async () => {
    const textOf = async (id: string) =>
      (await vscode.workspace.openTextDocument(vscode.Uri.parse(`infra-review:/${id}.md`))).getText();
    holds((await textOf('review/unused-suppression')).startsWith('# Suppression that is not needed'), 'notice');
    same(await textOf('compose/no-such-rule'), 'No rule is called compose/no-such-rule.', 'page');
  });

  it('Was This Secret Committed? asks git where there is one', async () => {
    const { document } = await open('settings.env');
    await found(document.uri, 'secrets/hardcoded-secret');
    const uri = document.uri.toString();
    const { client } = extension().exports;
    const [secret, ...others] = await client.sendRequest<SecretPlace[]>('infraReview/secrets', { uri });
    same(others, [], 'other secrets');
    holds(secret !== undefined && !secret.message.includes('teapot'), 'the message shows the secret');
    const { state } = await client.sendRequest<SecretHistory>('infraReview/wasCommitted', {
      uri,
      range: secret?.range,
    });
    const possible = document.uri.scheme === 'file' ? ['committed', 'clean', 'no-repository', 'no-git'] : ['not-here'];
    holds(possible.includes(state), state);
  });

  it('Restart Server leaves it working', async () => {
    const editor = await open('compose.yaml');
    const { uri } = editor.document;
    await found(uri, 'compose/latest-tag');
    await run('restartServer');
    await found(uri, 'compose/latest-tag');
    await retype(editor, 'web:latest', 'web:1.4.2');
    await gone(uri, 'compose/latest-tag');
    const all = diagnosticsOf(uri).map((each) => `${idOf(each)} ${each.range.start.line}`);
    same(all.length, new Set(all).size, 'diagnostics that stand there twice');
  });

  it('How Is This File Reviewed? answers by format, reason and configuration', async () => {
    const { document } = await open('k8s/web.yaml');
    await found(document.uri, 'kubernetes/latest-tag');
    const uri = document.uri.toString();
    const verdict = await extension().exports.client.sendRequest<{
      path: string;
      formats: { name: string; because: string }[];
      configurations: string[];
      findings: number;
    }>('infraReview/verdict', { uri });
    holds(verdict.path.endsWith('k8s/web.yaml'), `path: ${verdict.path}`);
    holds(
      verdict.formats.some(({ name }) => name === 'Kubernetes'),
      `formats: ${JSON.stringify(verdict.formats)}`,
    );
    same(verdict.configurations, ['infra-review.yaml'], 'configurations');
    same(verdict.findings, diagnosticsOf(document.uri).length, 'findings');
    // Under test VS Code refuses dialogs, so what the command shows ends at once, one way or the other.
    await Promise.race([run('explainFile').then(undefined, () => {}), pause(3000)]);
  });

  it('Show Output opens the channel', async () => {
    await run('showOutput');
    await eventually(() =>
      holds(
        vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === 'output' && /Infra Review/i.test(uri.path)),
        `no channel is open: ${vscode.workspace.textDocuments.map(({ uri }) => uri.toString())}`,
      ),
    );
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });
});
