import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { applyEdits, filledEdits, planFixes } from '../../../src/core/fix';
import { engine } from './engine';
import {
  actionAt,
  actionsAt,
  apply,
  closeAll,
  diagnosticsOf,
  eventually,
  found,
  gone,
  holds,
  open,
  same,
  saved,
  uriOf,
  workspaceTexts,
  write,
} from './support';

const WORKFLOW = '.github/workflows/ci.yml';

/** The text after one fix, as the engine makes it. */
async function fixedByEngine(path: string, rule: string, title?: string): Promise<string> {
  const texts = await workspaceTexts();
  const { findings } = await engine(texts).review(path);
  const finding = findings.find((each) => each.rule === rule);
  const fix = finding?.fixes.find((each) => title === undefined || each.title === title);
  holds(fix, `the engine has no fix for ${rule} in ${path}`);
  return applyEdits(texts[path] ?? '', filledEdits(fix));
}

/** Puts the caret on a finding and runs the fix that the editor prefers, as Ctrl+. and Enter do. */
async function autoFix(editor: vscode.TextEditor, { range }: vscode.Diagnostic): Promise<void> {
  editor.selection = new vscode.Selection(range.start, range.start);
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await vscode.commands.executeCommand('editor.action.autoFix');
}

describe('Code actions', () => {
  afterEach(closeAll);

  it('come in order: fix, all of the rule, all safe ones, suppress, turn off, page', async () => {
    const { document } = await open('compose.yaml');
    const [port] = await found(document.uri, 'compose/database-port-published');
    const actions = await actionsAt(document.uri, port.range);
    same(
      actions.map(({ title }) => title),
      [
        'Publish on 127.0.0.1 only',
        'Fix all compose/database-port-published in this file',
        'Fix all safe problems in this file',
        'Suppress compose/database-port-published here, with a reason',
        'Suppress compose/database-port-published in this file, with a reason',
        'Turn compose/database-port-published off in infra-review.yaml',
        'Show the documentation of compose/database-port-published',
      ],
      'titles',
    );
    same([...new Set(actions.map(({ kind }) => kind?.value))], ['quickfix'], 'kinds');
    same(
      actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title),
      ['Publish on 127.0.0.1 only'],
      'preferred',
    );
  });

  it('are not offered where nothing was found', async () => {
    const { document } = await open('compose.yaml');
    await found(document.uri, 'compose/latest-tag');
    same(await actionsAt(document.uri, new vscode.Range(0, 2, 0, 2)), [], 'actions');
  });

  it('fix what was found, and the finding goes', async () => {
    const path = 'compose.yaml';
    const editor = await open(path);
    const wanted = await fixedByEngine(path, 'compose/privileged-service');
    const [privileged] = await found(editor.document.uri, 'compose/privileged-service');
    await apply(editor, privileged.range, 'Remove `privileged`');
    same(editor.document.getText(), wanted, 'text');
    await gone(editor.document.uri, 'compose/privileged-service');
  });

  it('fix by the preferred action at the caret', async () => {
    const path = WORKFLOW;
    const editor = await open(path);
    const wanted = await fixedByEngine(path, 'github-actions/script-injection');
    const [injection] = await found(editor.document.uri, 'github-actions/script-injection');
    await autoFix(editor, injection);
    await eventually(() => same(editor.document.getText(), wanted, 'text'));
    await gone(editor.document.uri, 'github-actions/script-injection');
  });

  it('fix all of a rule', async () => {
    const editor = await open('compose.yaml');
    const [port] = await found(editor.document.uri, 'compose/database-port-published');
    const before = editor.document.getText();
    await apply(editor, port.range, 'Fix all compose/database-port-published in this file');
    const wanted = before.replace('"5432', '"127.0.0.1:5432').replace('"6379', '"127.0.0.1:6379');
    same(editor.document.getText(), wanted, 'text');
    await gone(editor.document.uri, 'compose/database-port-published');
  });

  const templates: readonly (readonly [path: string, rule: string, title: string])[] = [
    ['infra/main.tf', 'terraform/missing-remote-state', 'Keep the state in an S3 bucket'],
    ['infra/main.tf', 'terraform/missing-tags', 'Add tags'],
    ['infra/main.tf', 'terraform/missing-tags', 'Set default tags in the provider'],
    ['infra/main.tf', 'terraform/open-ingress', 'Let in only a network of your own'],
    ['k8s/web.yaml', 'kubernetes/missing-resource-limits', 'Reserve resources'],
    [WORKFLOW, 'github-actions/missing-timeout', 'Set a timeout'],
  ];
  for (const [path, rule, title] of templates) {
    it(`insert a snippet, indented as the engine says: ${rule}, ${title}`, async () => {
      const editor = await open(path);
      const wanted = await fixedByEngine(path, rule, title);
      const [finding] = await found(editor.document.uri, rule);
      await apply(editor, finding.range, title);
      await eventually(() => same(editor.document.getText(), wanted, 'text'));
      await gone(editor.document.uri, rule);
    });
  }

  it('insert a snippet where the caret is: typing goes into its first tab stop', async () => {
    const editor = await open('infra/main.tf');
    const [state] = await found(editor.document.uri, 'terraform/missing-remote-state');
    await autoFix(editor, state);
    await eventually(() =>
      same(editor.document.getText(editor.selection), 'my-terraform-state', 'what is selected after the fix'),
    );
    await vscode.commands.executeCommand('type', { text: 'shop-state' });
    await vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');
    holds(editor.document.getText().includes('\n    bucket       = "shop-state"\n'), editor.document.getText());
    same(editor.document.getText(editor.selection), 'infra', 'the second tab stop');
    await vscode.commands.executeCommand('leaveSnippet');
  });

  it('keep the line ends of Windows', async () => {
    const path = 'windows/main.tf';
    const text = 'provider "aws" {}\n\nresource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n';
    await write(path, text.replaceAll('\n', '\r\n'));
    const wanted = await fixedByEngine(path, 'terraform/missing-tags', 'Add tags');
    const editor = await open(path);
    const [tags] = await found(editor.document.uri, 'terraform/missing-tags');
    await apply(editor, tags.range, 'Add tags');
    await eventually(() => same(editor.document.getText(), wanted, 'text'));
    holds(!/[^\r]\n/.test(editor.document.getText()), 'a line end became another');
    await closeAll();
    await vscode.workspace.fs.delete(uriOf('windows'), { recursive: true });
  });

  it('suppress here, with a reason to be typed', async () => {
    const editor = await open('compose.yaml');
    const { uri } = editor.document;
    const before = editor.document.getText();
    const [port] = await found(uri, 'compose/database-port-published');
    await apply(editor, port.range, 'Suppress compose/database-port-published here, with a reason');
    const comment = '      # infra-review: ignore compose/database-port-published -- say why\n';
    same(editor.document.getText(), before.replace('      - "5432', `${comment}      - "5432`), 'text');
    await eventually(async () => {
      const left = await found(uri, 'compose/database-port-published');
      same(
        left.map(({ range }) => range.start.line),
        [16],
        'lines still reported',
      );
    });
  });

  it('suppress in the whole file', async () => {
    const editor = await open('compose.yaml');
    const before = editor.document.getText();
    const [port] = await found(editor.document.uri, 'compose/database-port-published');
    await apply(editor, port.range, 'Suppress compose/database-port-published in this file, with a reason');
    const comment = '# infra-review: ignore-file compose/database-port-published -- say why\n';
    same(editor.document.getText(), comment + before, 'text');
    await gone(editor.document.uri, 'compose/database-port-published');
  });

  it('turn a rule off in the configuration, which speaks before it is saved', async () => {
    const editor = await open('compose.yaml');
    const { uri } = editor.document;
    const before = await saved('infra-review.yaml');
    const [tag] = await found(uri, 'compose/latest-tag');
    await apply(editor, tag.range, 'Turn compose/latest-tag off in infra-review.yaml');
    const config = await vscode.workspace.openTextDocument(uriOf('infra-review.yaml'));
    same(config.getText(), `${before}rules:\n  compose/latest-tag: off\n`, 'configuration');
    await gone(uri, 'compose/latest-tag');
  });

  it('open the page of the rule', async () => {
    const { document } = await open('compose.yaml');
    const [tag] = await found(document.uri, 'compose/latest-tag');
    const page = await actionAt(document.uri, tag.range, 'Show the documentation of compose/latest-tag');
    same(page.command?.command, 'infraReview.openRule', 'command');
    same(page.command?.arguments, ['compose/latest-tag'], 'arguments');
  });
});

describe('source.fixAll.infraReview', () => {
  afterEach(closeAll);
  const kind = vscode.CodeActionKind.SourceFixAll.append('infraReview');

  /** The text with every safe fix made that can be made at once. */
  async function safelyFixed(path: string): Promise<string> {
    const texts = await workspaceTexts();
    const { edits } = planFixes((await engine(texts).review(path)).findings, new Set(['safe']));
    return applyEdits(texts[path] ?? '', edits.get(path) ?? []);
  }

  it('makes every safe fix and nothing else', async () => {
    const { document } = await open('compose.yaml');
    await found(document.uri, 'compose/database-port-published');
    const [action, ...others] = await actionsAt(document.uri, new vscode.Range(0, 0, document.lineCount, 0), kind);
    same(others, [], 'other actions');
    same(action?.kind?.value, kind.value, 'kind');
    holds(action?.edit && (await vscode.workspace.applyEdit(action.edit)), 'it could not be applied');
    same(document.getText(), await safelyFixed('compose.yaml'), 'text');
    await gone(document.uri, 'compose/database-port-published');
    await found(document.uri, 'compose/privileged-service');
  });

  it('runs on save where the settings ask for it', async () => {
    const path = 'compose.yaml';
    const before = await saved(path);
    const wanted = await safelyFixed(path);
    const settings = vscode.workspace.getConfiguration('editor');
    await settings.update('codeActionsOnSave', { [kind.value]: 'explicit' }, vscode.ConfigurationTarget.Global);
    try {
      const editor = await open(path);
      await found(editor.document.uri, 'compose/database-port-published');
      await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), '# Changed.\n'));
      await vscode.commands.executeCommand('workbench.action.files.save');
      await eventually(async () => same(await saved(path), `# Changed.\n${wanted}`, 'text on the disk'));
      same(diagnosticsOf(uriOf('settings.env')), [], 'files that were not opened');
    } finally {
      await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
      await write(path, before);
    }
  });
});
