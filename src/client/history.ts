import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { SecretHistory } from '../core/history';
import type { SecretPlace } from '../server/protocol';
import { ask } from './pages';

/** How many commits an answer names. */
const MOST_LISTED = 5;

/** Asks the local git whether a secret of the active file stands in its history: the one given, at the cursor, or chosen. */
export async function wasSecretCommitted(client: BaseLanguageClient, at?: SecretPlace['range']): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    const manage = vscode.l10n.t('Manage Workspace Trust');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('Infra Review asks git only in workspaces that you trust.'),
      manage,
    );
    if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
    return;
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    vscode.window.showInformationMessage(vscode.l10n.t('Open a file first: there is none to look for secrets in.'));
    return;
  }
  const uri = editor.document.uri.toString();
  const range = at ?? (await choose(await ask(client, 'infraReview/secrets', { uri }), editor));
  if (!range) return;
  const history = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Infra Review: looking for the secret in the history'),
      cancellable: true,
    },
    (_, token) => client.sendRequest<SecretHistory>('infraReview/wasCommitted', { uri, range }, token),
  );
  await show(history);
}

/** The secret at the cursor, the only one, or the one that a person picks. */
async function choose(
  secrets: readonly SecretPlace[],
  editor: vscode.TextEditor,
): Promise<SecretPlace['range'] | undefined> {
  if (secrets.length === 0) {
    vscode.window.showInformationMessage(vscode.l10n.t('Infra Review knows of no secret in this file.'));
    return undefined;
  }
  const line = editor.selection.active.line;
  const here = secrets.filter(({ range }) => range.start.line <= line && line <= range.end.line);
  if (here.length === 1 || secrets.length === 1) return (here[0] ?? secrets[0])?.range;
  const items = (here.length > 0 ? here : secrets).map(({ message, range }) => ({
    label: message,
    description: vscode.l10n.t('line {0}', range.start.line + 1),
    range,
  }));
  const placeHolder = vscode.l10n.t('Which secret?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.range;
}

async function show(history: SecretHistory): Promise<void> {
  switch (history.state) {
    case 'cancelled':
      return;
    case 'no-git':
      vscode.window.showWarningMessage(vscode.l10n.t('git was not found: install it, or put it on the PATH.'));
      return;
    case 'no-repository':
      vscode.window.showInformationMessage(vscode.l10n.t('This file lies in no git repository.'));
      return;
    case 'not-here':
      vscode.window.showInformationMessage(
        vscode.l10n.t('This can only be asked where git runs: in VS Code for the desktop, for a file on the disk.'),
      );
      return;
    case 'clean':
      vscode.window.showInformationMessage(
        vscode.l10n.t('No commit holds this secret. Take it out before the next one does.'),
      );
      return;
    case 'committed': {
      const { commits, branches } = history;
      const where =
        branches.length > 0
          ? vscode.l10n.t('It was pushed: {0} has it.', branches.slice(0, MOST_LISTED).join(', '))
          : vscode.l10n.t('No branch of another repository is known to have it.');
      const lines = commits
        .slice(0, MOST_LISTED)
        .map(({ hash, day, author, subject }) => `${hash.slice(0, 9)} ${day} ${author}: ${subject}`);
      const more = commits.length - lines.length;
      const detail = [
        where,
        vscode.l10n.t('Rotate it now: taking it out of the file leaves it in the history.'),
        '',
        ...lines,
        ...(more > 0 ? [vscode.l10n.t('and {0} more', more)] : []),
      ].join('\n');
      const question =
        commits.length === 1
          ? vscode.l10n.t('This secret stands in one commit')
          : vscode.l10n.t('This secret stands in {0} commits', commits.length);
      await vscode.window.showWarningMessage(question, { modal: true, detail });
    }
  }
}
