import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith, type ExtensionApi } from './extension';

/** The extension on the desktop, and on remote machines: the server is a process of its own. */
export function activate(context: ExtensionContext): Promise<ExtensionApi> {
  const module = context.asAbsolutePath('dist/server.cjs');
  const run = { module, transport: TransportKind.ipc };
  return activateWith(context, (id, name, options) => new LanguageClient(id, name, { run, debug: run }, options));
}
