import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

const ID = 'infra-review.infra-review';

/** Diagnostics of other extensions are not ours to judge. */
const SOURCE = 'infra-review';

/** Throws unless two values look the same as JSON; says both. */
export function same(actual: unknown, expected: unknown, what = 'value'): void {
  const [is, wanted] = [actual, expected].map((value) => JSON.stringify(value, null, 1));
  if (is !== wanted) throw new Error(`${what}:\n${is}\nexpected:\n${wanted}`);
}

/** Throws unless something holds. */
export function holds(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

/** Waits until a check no longer throws, and throws what it threw last after some seconds. */
export async function eventually<T>(check: () => T | Promise<T>, seconds = 10): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(50);
    }
  }
}

/** Resolves after so many milliseconds: for what must not happen meanwhile. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function extension(): vscode.Extension<{ client: BaseLanguageClient }> {
  const found = vscode.extensions.getExtension<{ client: BaseLanguageClient }>(ID);
  holds(found, `${ID} is not installed`);
  return found;
}

/** The address of a file of the opened folder. */
export function uriOf(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  holds(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Shows a file of the opened folder in an editor, as a person does: it is closed for good when its tab is closed. */
export async function open(path: string): Promise<vscode.TextEditor> {
  const uri = uriOf(path);
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
  return eventually(() => {
    const editor = vscode.window.activeTextEditor;
    holds(editor?.document.uri.toString() === uri.toString(), `${path} is not shown`);
    return editor;
  });
}

/** What a file holds on the disk. */
export async function saved(path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(path)));
}

export async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uriOf(path), new TextEncoder().encode(text));
}

/** Every file of the opened folder, by path. */
export async function workspaceTexts(folder = ''): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [name, type] of await vscode.workspace.fs.readDirectory(uriOf(folder))) {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (type === vscode.FileType.Directory) Object.assign(texts, await workspaceTexts(path));
    else texts[path] = await saved(path);
  }
  return texts;
}

/** Our diagnostics of a document, in the order of their places. */
export function diagnosticsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  const ours = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === SOURCE);
  return ours.sort((a, b) => a.range.start.compareTo(b.range.start) || (idOf(a) < idOf(b) ? -1 : 1));
}

/** The rule of a diagnostic. */
export function idOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits for the diagnostics of one rule in a document. */
export async function found(uri: vscode.Uri, rule: string): Promise<[vscode.Diagnostic, ...vscode.Diagnostic[]]> {
  return eventually(() => {
    const [first, ...others] = diagnosticsOf(uri).filter((each) => idOf(each) === rule);
    holds(first, `${rule} is not reported in ${uri.path}; there is: ${diagnosticsOf(uri).map(idOf)}`);
    return [first, ...others];
  });
}

/** Waits until a rule has nothing to say of a document. */
export async function gone(uri: vscode.Uri, rule: string): Promise<void> {
  await eventually(() => holds(!diagnosticsOf(uri).some((each) => idOf(each) === rule), `${rule} is still reported`));
}

/** The code actions at a place, as the light bulb gets them. */
export function actionsAt(
  uri: vscode.Uri,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind?.value, 100);
}

/** The action with this title, with its edit. */
export async function actionAt(uri: vscode.Uri, range: vscode.Range, title: string): Promise<vscode.CodeAction> {
  const actions = await actionsAt(uri, range);
  const action = actions.find((each) => each.title === title);
  holds(action, `no action "${title}"; there are: ${actions.map((each) => each.title).join(', ')}`);
  return action;
}

/** Chooses an action and makes its edit, as the light bulb does. */
export async function apply(editor: vscode.TextEditor, range: vscode.Range, title: string): Promise<void> {
  const { edit } = await actionAt(editor.document.uri, range, title);
  holds(edit, `"${title}" has no edit`);
  holds(await vscode.workspace.applyEdit(edit), `"${title}" could not be applied`);
}

/** Replaces the first place where a document has this text. */
export async function retype(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const { document } = editor;
  const start = document.getText().indexOf(from);
  holds(start >= 0, `${document.fileName} does not hold ${from}`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  holds(await editor.edit((builder) => builder.replace(range, to)), 'the edit was refused');
}

/** Takes back what is not saved and closes every editor. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
