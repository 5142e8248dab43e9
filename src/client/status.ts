import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { PRODUCT } from '../core/product';
import { ask } from './pages';

/** The language status item: what the document in front was taken for, and how much was found in it. */
export class ReviewStatus implements vscode.Disposable {
  readonly #item = vscode.languages.createLanguageStatusItem('infraReview', { scheme: '*', language: '*' });
  readonly #subscriptions: vscode.Disposable[];

  constructor(private readonly client: BaseLanguageClient) {
    this.#item.name = PRODUCT.name;
    this.#item.command = { command: 'infraReview.explainFile', title: vscode.l10n.t('How Is This File Reviewed?') };
    this.#item.text = PRODUCT.name;
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(() => this.#update()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const active = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === active)) this.#update();
      }),
    ];
  }

  async #update(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !this.client.isRunning()) return;
    const found = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === PRODUCT.id);
    const verdict = await ask(this.client, 'infraReview/verdict', { uri: document.uri.toString() }).catch(() => null);
    if (document !== vscode.window.activeTextEditor?.document) return;
    const [format] = verdict?.formats ?? [];
    const worst = Math.min(...found.map(({ severity }) => severity));
    this.#item.text = `${PRODUCT.name}: ${format?.name ?? vscode.l10n.t('not reviewed')}`;
    this.#item.detail = vscode.l10n.t('{0} findings', found.length);
    this.#item.severity =
      worst === vscode.DiagnosticSeverity.Error
        ? vscode.LanguageStatusSeverity.Error
        : worst === vscode.DiagnosticSeverity.Warning
          ? vscode.LanguageStatusSeverity.Warning
          : vscode.LanguageStatusSeverity.Information;
  }

  dispose(): void {
    for (const subscription of [this.#item, ...this.#subscriptions]) subscription.dispose();
  }
}
