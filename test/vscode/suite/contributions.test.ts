import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import manifest from '../../../package.json';
import { fillTabStops } from '../../../src/core/fix';
import { closeAll, extension, found, holds, open, same } from './support';

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

describe('Hovers', () => {
  afterEach(closeAll);

  it('say what is wrong, why, how to put it right, and where to read more', async () => {
    const { document } = await open('compose.yaml');
    const [port] = await found(document.uri, 'compose/database-port-published');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      port.range.start,
    );
    const words = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .find((text) => text.startsWith('**Database port open'));
    holds(words, 'there is no hover of ours');
    holds(words.includes('the database answers the whole network'), words);
    holds(words.includes('- Publish on 127.0.0.1 only'), words);
    holds(words.includes('](command:infraReview.openRule?'), words);
  });
});

describe('What the manifest contributes', () => {
  afterEach(closeAll);

  it('has words for every setting', async () => {
    const { properties } = extension().packageJSON.contributes.configuration;
    const names = Object.keys(properties);
    holds(names.includes('infraReview.enable'), 'there are settings');
    for (const name of names) {
      const { markdownDescription, description = markdownDescription, enumDescriptions = [] } = properties[name];
      for (const words of [description, ...enumDescriptions])
        holds(/^[A-Z].*\.$/.test(words ?? ''), `${name} is described as "${words}"`);
      const short = name.replace('infraReview.', '');
      const known = vscode.workspace.getConfiguration('infraReview').inspect(short);
      same(known?.defaultValue, properties[name].default, `default of ${name}`);
    }
  });

  const ofOtherExtensions = ['github-actions-workflow', 'azure-pipelines'];
  const snippets = manifest.contributes.snippets.filter(({ language }) => !ofOtherExtensions.includes(language));
  for (const { language, path } of snippets) {
    it(`inserts the snippets of ${language} as they stand in ${path}`, async () => {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension().extensionUri, path));
      const inFile: Record<string, Snippet> = JSON.parse(new TextDecoder().decode(bytes));
      const document = await vscode.workspace.openTextDocument({ language, content: '' });
      const editor = await vscode.window.showTextDocument(document);
      for (const [name, { body }] of Object.entries(inFile)) {
        await editor.edit((builder) => builder.delete(new vscode.Range(0, 0, document.lineCount, 0)));
        await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: language, name });
        await vscode.commands.executeCommand('leaveSnippet');
        same(document.getText(), fillTabStops(body.join('\n')), name);
      }
    });
  }

  it('offers snippets by their prefix', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'dockerfile', content: 'infra-' });
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(0, 6),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    holds(labels.includes('infra-dockerfile-node'), `offered: ${labels.slice(0, 20)}`);
  });
});
