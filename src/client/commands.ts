import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FixedDocument, SecretPlace } from '../server/protocol';
import { wasSecretCommitted } from './history';
import { ask, type RulePages } from './pages';

/** How many files a question names. */
const MOST_LISTED = 10;

/** The commands of the palette. */
export function registerCommands(
  client: BaseLanguageClient,
  output: vscode.LogOutputChannel,
  pages: RulePages,
): vscode.Disposable[] {
  const commands: Record<string, (...args: never[]) => unknown> = {
    'infraReview.reviewWorkspace': () => reviewWorkspace(client),
    'infraReview.fixFile': () => fixFile(client),
    'infraReview.fixWorkspace': () => fixWorkspace(client),
    'infraReview.showOutput': () => output.show(),
    'infraReview.restartServer': () => restart(client),
    'infraReview.openRule': (rule?: string) => (typeof rule === 'string' ? pages.open(rule) : pages.pick()),
    'infraReview.explainFile': () => explainFile(client),
    'infraReview.wasSecretCommitted': (range?: SecretPlace['range']) => wasSecretCommitted(client, range),
  };
  return Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run));
}

async function restart(client: BaseLanguageClient): Promise<void> {
  await client.stop();
  await client.start();
  vscode.window.setStatusBarMessage(vscode.l10n.t('Infra Review: the server was restarted.'), 5_000);
}

async function reviewWorkspace(client: BaseLanguageClient): Promise<void> {
  if (!vscode.workspace.workspaceFolders?.length) {
    vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: there is no workspace to review.'));
    return;
  }
  const { files, errors, warnings, hints, cancelled } = await ask(client, 'infraReview/reviewWorkspace', {});
  if (errors + warnings > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
  const found = vscode.l10n.t('{0} errors, {1} warnings and {2} hints in {3} files.', errors, warnings, hints, files);
  vscode.window.setStatusBarMessage(
    cancelled ? vscode.l10n.t('Infra Review was cancelled: {0}', found) : `Infra Review: ${found}`,
    10_000,
  );
}

async function fixFile(client: BaseLanguageClient): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) {
    vscode.window.showInformationMessage(vscode.l10n.t('Open a file first: there is none to fix.'));
    return;
  }
  const { documents, applied } = await ask(client, 'infraReview/fix', { uri: document.uri.toString() });
  if (applied === 0)
    vscode.window.setStatusBarMessage(vscode.l10n.t('Infra Review: nothing to fix safely in this file.'), 5_000);
  else await vscode.workspace.applyEdit(workspaceEdit(documents, undefined));
}

async function fixWorkspace(client: BaseLanguageClient): Promise<void> {
  const title = vscode.l10n.t('Infra Review: looking for safe fixes');
  const { documents, applied } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title },
    () => ask(client, 'infraReview/fix', { uri: null }),
  );
  if (applied === 0) {
    vscode.window.showInformationMessage(vscode.l10n.t('Infra Review: nothing to fix safely in this workspace.'));
    return;
  }
  const fix = vscode.l10n.t('Fix');
  const choose = vscode.l10n.t('Choose…');
  const question = vscode.l10n.t('Make all safe fixes in this workspace ({0})?', applied);
  const detail = listed(documents.map(({ uri }) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri))));
  const answer = await vscode.window.showInformationMessage(question, { modal: true, detail }, fix, choose);
  if (answer === undefined) return;
  // The editor's refactor preview starts with nothing ticked, so it is for those who want to choose.
  const label = vscode.l10n.t('Infra Review: {0} safe fixes', applied);
  const metadata = answer === choose ? { label, needsConfirmation: true } : undefined;
  await vscode.workspace.applyEdit(workspaceEdit(documents, metadata), { isRefactoring: true });
}

/** One a line, and how many more there are. */
function listed(paths: readonly string[]): string {
  const more = paths.length - MOST_LISTED;
  return [...paths.slice(0, MOST_LISTED), ...(more > 0 ? [vscode.l10n.t('and {0} more', more)] : [])].join('\n');
}

/** With metadata, the editor shows its refactor preview before anything changes. */
function workspaceEdit(
  documents: readonly FixedDocument[],
  metadata: vscode.WorkspaceEditEntryMetadata | undefined,
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri: address, created, edits } of documents) {
    const uri = vscode.Uri.parse(address);
    if (created) edit.createFile(uri, { ignoreIfExists: true }, metadata);
    for (const { range, newText } of edits) {
      const { start, end } = range;
      edit.replace(uri, new vscode.Range(start.line, start.character, end.line, end.character), newText, metadata);
    }
  }
  return edit;
}

async function explainFile(client: BaseLanguageClient): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const verdict = uri && (await ask(client, 'infraReview/verdict', { uri: uri.toString() }));
  if (!verdict) {
    vscode.window.showInformationMessage(vscode.l10n.t('This document is not reviewed.'));
    return;
  }
  const formats = verdict.formats.map(({ name, because }) => `${name}: ${because}`);
  const detail = [
    ...(verdict.ignored ? [vscode.l10n.t('Ignored by the configuration.')] : formats),
    verdict.configurations.length > 0
      ? vscode.l10n.t('Configuration: {0}', verdict.configurations.join(', '))
      : vscode.l10n.t('No infra-review.yaml applies; the recommended rules do.'),
    vscode.l10n.t('{0} findings, {1} suppressed.', verdict.findings, verdict.suppressed),
  ].join('\n');
  await vscode.window.showInformationMessage(vscode.l10n.t('How {0} is reviewed', verdict.path), {
    modal: true,
    detail,
  });
}
