import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { activateWith, type ExtensionApi } from './extension';

/** The extension in the browser: the server is a web worker. */
export function activate(context: ExtensionContext): Promise<ExtensionApi> {
  const address = Uri.joinPath(context.extensionUri, 'dist/server.web.js').toString(true);
  // The client would tell a Worker by its class, which the extension host's own Worker is not of.
  const start = async () => {
    const worker = new Worker(address);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker), worker };
  };
  return activateWith(context, (id, name, options) => new LanguageClient(id, name, start, options));
}
