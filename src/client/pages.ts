import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests } from '../server/protocol';

const SCHEME = 'infra-review';

/** Asks the server one of our own questions. */
export function ask<Method extends keyof ClientRequests>(
  client: BaseLanguageClient,
  method: Method,
  params: ClientRequests[Method]['params'],
): Promise<ClientRequests[Method]['result']> {
  return client.sendRequest(method, params);
}

/** The rules' documentation inside the editor, without a network. */
export class RulePages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(private readonly client: BaseLanguageClient) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const rule = uri.path.replace(/^\/|\.md$/g, '');
    return (await ask(this.client, 'infraReview/page', { rule })) ?? vscode.l10n.t('No rule is called {0}.', rule);
  }

  /** Shows the page of a rule, rendered where the editor can do that. */
  async open(rule: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      await vscode.window.showTextDocument(uri, { preview: true }); // there is no preview in every editor
    }
  }

  /** Lets a person choose among all rules, and shows the page. */
  async pick(): Promise<void> {
    const rules = await ask(this.client, 'infraReview/rules', {});
    const items = rules.map(({ id, title, severity, practice }) => ({
      label: id,
      description: title,
      detail: `${severity} · ${practice}`,
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Infra Review: rules'),
      placeHolder: vscode.l10n.t('Choose a rule to read what it finds, why, and how to put it right'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen) await this.open(chosen.label);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
