import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, diagnosticsOf, eventually, extension, found, gone, open, pause, retype, same } from './support';

describe('Diagnostics', () => {
  afterEach(closeAll);

  it('come with the first file that is opened', async () => {
    const { document } = await open('compose.yaml');
    await found(document.uri, 'compose/latest-tag');
    same(extension().isActive, true, 'the extension is active');
  });

  it('say exactly where, how bad, by whom, and where to read more', async () => {
    const { document } = await open('compose.yaml');
    const [tag] = await found(document.uri, 'compose/latest-tag');
    same(tag.range, new vscode.Range(2, 31, 2, 37), 'range');
    same(document.getText(tag.range), 'latest', 'text');
    same(tag.severity, vscode.DiagnosticSeverity.Warning, 'severity');
    same(tag.source, 'infra-review', 'source');
    same(typeof tag.code === 'object' && tag.code.value, 'compose/latest-tag', 'code');
    const target = typeof tag.code === 'object' ? tag.code.target.toString() : '';
    same(target, `${extension().packageJSON.homepage}/blob/main/docs/rules/compose/latest-tag.md`, 'link');
    const [privileged] = await found(document.uri, 'compose/privileged-service');
    same(privileged.severity, vscode.DiagnosticSeverity.Error, 'severity of an error');
    const [health] = await found(document.uri, 'compose/missing-healthcheck');
    same(health.severity, vscode.DiagnosticSeverity.Hint, 'severity of advice');
  });

  it('are about the text in the editor, saved or not', async () => {
    const editor = await open('compose.yaml');
    const { uri } = editor.document;
    await found(uri, 'compose/latest-tag');
    await retype(editor, 'web:latest', 'web:1.4.2');
    await gone(uri, 'compose/latest-tag');
    same(editor.document.isDirty, true, 'the document is not saved');
    await retype(editor, 'services:', '# A comment moves everything.\nservices:');
    await eventually(async () => {
      const [privileged] = await found(uri, 'compose/privileged-service');
      same(privileged.range, new vscode.Range(20, 4, 20, 20), 'range');
    });
    await retype(editor, 'web:1.4.2', 'web:latest');
    await found(uri, 'compose/latest-tag');
  });

  it('follow a change in another file of the same project', async () => {
    const text = 'services:\n  web:\n    image: ghcr.io/example/web:${WEB_VERSION:-latest}\n';
    const folder = vscode.Uri.joinPath((await open('compose.yaml')).document.uri, '../variables');
    const write = (name: string, content: string) =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(content));
    await write('compose.yaml', text);
    const { document } = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, 'compose.yaml'));
    await found(document.uri, 'compose/latest-tag');
    await write('.env', 'WEB_VERSION=1.4.2\n');
    await gone(document.uri, 'compose/latest-tag');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  it('follow the settings', async () => {
    const { document } = await open('compose.yaml');
    const settings = vscode.workspace.getConfiguration('infraReview');
    await found(document.uri, 'compose/missing-healthcheck');
    try {
      await settings.update('advice', 'off', vscode.ConfigurationTarget.Global);
      await gone(document.uri, 'compose/missing-healthcheck');
      await found(document.uri, 'compose/latest-tag');
      await settings.update('advice', 'information', vscode.ConfigurationTarget.Global);
      await eventually(async () => {
        const [health] = await found(document.uri, 'compose/missing-healthcheck');
        same(health.severity, vscode.DiagnosticSeverity.Information, 'severity of advice');
      });
      await settings.update('enable', false, vscode.ConfigurationTarget.Global);
      await gone(document.uri, 'compose/latest-tag');
    } finally {
      await settings.update('enable', undefined, vscode.ConfigurationTarget.Global);
      await settings.update('advice', undefined, vscode.ConfigurationTarget.Global);
    }
    await found(document.uri, 'compose/latest-tag');
  });

  it('go by what a document without a file is said to be', async () => {
    const content =
      'resource "aws_security_group" "web" {\n  ingress {\n    from_port   = 22\n    to_port     = 22\n    protocol    = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n';
    const document = await vscode.workspace.openTextDocument({ language: 'terraform', content });
    await vscode.window.showTextDocument(document);
    same(document.uri.scheme, 'untitled', 'scheme');
    const [open] = await found(document.uri, 'terraform/open-ingress');
    same(document.getText(open.range), '"0.0.0.0/0"', 'text');
  });

  it('leave other versions of files alone, as git shows them', async () => {
    const { document: file } = await open('compose.yaml');
    const provider = { provideTextDocumentContent: () => file.getText() };
    const registration = vscode.workspace.registerTextDocumentContentProvider('git', provider);
    const uri = file.uri.with({ scheme: 'git', authority: '', query: '{"ref":"HEAD"}' });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await vscode.languages.setTextDocumentLanguage(document, 'yaml');
    same(document.getText(), file.getText(), 'text');
    await found(file.uri, 'compose/latest-tag');
    const answer = await extension().exports.client.sendRequest('infraReview/verdict', { uri: uri.toString() });
    same(answer, null, 'verdict');
    await pause(300);
    same(diagnosticsOf(uri), [], 'diagnostics');
    registration.dispose();
  });

  it('go away with the document', async () => {
    const { document } = await open('infra/main.tf');
    await found(document.uri, 'terraform/open-ingress');
    await closeAll();
    await gone(document.uri, 'terraform/open-ingress');
  });
});
