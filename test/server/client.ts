import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  type CodeActionContext,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** An editor as the language server sees it, over standard input and output. */
export class Editor {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly progress: string[] = [];
  refreshes = 0;
  #initialized: InitializeResult | undefined;

  private constructor(
    private readonly child: ChildProcess,
    readonly connection: ProtocolConnection,
    readonly folder: string,
  ) {}

  /** Starts the server on a folder. `capabilities` are those of a current editor unless given. */
  static async start(folder: string, capabilities: object = CURRENT, settings: object = {}): Promise<Editor> {
    const child = spawn(process.execPath, [resolve('dist/cli.mjs'), 'lsp', '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const editor = new Editor(child, connection, folder);
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      editor.published.push(params);
    });
    connection.onNotification('$/progress', ({ value }: { value: { kind: string } }) => {
      editor.progress.push(value.kind);
    });
    connection.onRequest('workspace/configuration', async (): Promise<unknown> => [settings]);
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.onRequest('workspace/diagnostic/refresh', async (): Promise<unknown> => {
      editor.refreshes++;
      return null;
    });
    connection.listen();
    const uri = pathToFileURL(folder).toString();
    const initializationOptions = { today: '2026-11-21', commands: true };
    editor.#initialized = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'test' }],
      capabilities,
      initializationOptions,
    });
    await connection.sendNotification('initialized', {});
    return editor;
  }

  get capabilities(): InitializeResult['capabilities'] {
    return this.#initialized?.capabilities ?? {};
  }

  uri(path: string): string {
    return pathToFileURL(resolve(this.folder, path)).toString();
  }

  async open(path: string, text: string, languageId = 'plaintext', uri = this.uri(path)): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async type(path: string, version: number, changes: { range?: Range; text: string }[]): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(path), version },
      contentChanges: changes,
    });
  }

  async pull(path: string, uri = this.uri(path)): Promise<Diagnostic[]> {
    const report: { items: Diagnostic[] } = await this.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return report.items;
  }

  async actions(path: string, range: Range, only?: string[]): Promise<CodeAction[]> {
    const context: CodeActionContext = { diagnostics: [], ...(only && { only }) };
    const actions: CodeAction[] | null = await this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.uri(path) },
      range,
      context,
    });
    return actions ?? [];
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    this.connection.dispose();
    this.child.kill();
  }
}

const CURRENT = {
  textDocument: { diagnostic: { dynamicRegistration: true } },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
  },
  window: { workDoneProgress: true },
};
