import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith, type ExtensionApi } from './extension';

/** The extension in the browser: the server is a web worker. */
export function activate(context: ExtensionContext): Promise<ExtensionApi> {
  const address = Uri.joinPath(context.extensionUri, 'dist/server.web.js').toString(true);
  return activateWith(context, (id, name, options) => new LanguageClient(id, name, async () => new Worker(address), options));
}
