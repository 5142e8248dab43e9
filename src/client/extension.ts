import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../server/protocol';
import { registerCommands } from './commands';
import { answerFileRequests } from './files';
import { RulePages } from './pages';
import { ReviewStatus } from './status';

/** How an environment starts the server: as a process, or as a web worker. */
export type StartClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** What other extensions, and tests, get of this one. */
export interface ExtensionApi {
  /** The running client, for tests. */
  readonly client: BaseLanguageClient;
}

/** Starts the server and puts the commands, pages and status in place. */
export async function activateWith(context: vscode.ExtensionContext, start: StartClient): Promise<ExtensionApi> {
  const output = vscode.window.createOutputChannel('Infra Review', { log: true });
  const initializationOptions: InitializationOptions = { readsFiles: true, commands: true };
  const client = start('infraReview', 'Infra Review', {
    // Every text may hold a secret; what a document is of, the server decides by path and content.
    documentSelector: [{ scheme: '*' }],
    outputChannel: output,
    initializationOptions,
    progressOnInitialization: false,
    markdown: { isTrusted: { enabledCommands: ['infraReview.openRule'] } },
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/*') },
    diagnosticPullOptions: { onChange: true, onTabs: false, onFocus: true },
  });
  answerFileRequests(client);
  const pages = new RulePages(client);
  context.subscriptions.push(
    output,
    client,
    pages,
    new ReviewStatus(client),
    ...registerCommands(client, output, pages),
  );
  await client.start();
  return { client };
}
