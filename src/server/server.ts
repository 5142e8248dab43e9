import {
  type CancellationToken,
  CodeActionKind,
  type CodeActionParams,
  type Connection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  type Range,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { CONFIG_NAMES } from '../core/config-file';
import type { ReviewedFinding } from '../core/finding';
import type { Format } from '../core/format';
import type { SecretHistory } from '../core/history';
import { ancestors, basename } from '../core/path';
import { PRODUCT, ruleUrl } from '../core/product';
import type { FileReview } from '../core/review';
import type { Rule } from '../core/rule';
import { type FileSource, Session } from '../core/session';
import { contains } from '../core/text';
import { walk } from '../core/walk';
import { formats } from '../formats';
import { peers } from '../peers';
import { loaders } from '../rules';
import { allRules, pageOf } from '../rules/catalog';
import { type ActionContext, actionsFor, FIX_ALL } from './actions';
import { toDiagnostic, toRange } from './convert';
import { safeFixes } from './fixing';
import { hoverFor } from './hover';
import {
  type ClientRequests,
  defaultSettings,
  type FileVerdict,
  type InitializationOptions,
  type RuleSummary,
  type SecretPlace,
  type ServerRequests,
  type Settings,
} from './protocol';
import { type Host, type Place, Roots } from './roots';
import { WorkspaceReview } from './workspace-review';

/** Serves the Language Server Protocol over a connection. Everything that differs by environment comes in with the host. */
export function serve(connection: Connection, host: Host): void {
  new Server(connection, host).listen();
}

/** Milliseconds without typing before other documents are reviewed anew. */
const REFRESH_AFTER = 200;

class Server {
  readonly #documents = new TextDocuments(TextDocument);
  readonly #roots: Roots;
  readonly #workspaceReview: WorkspaceReview;
  #settings: Settings = defaultSettings;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;
  #client: InitializationOptions = {};
  #capabilities: InitializeParams['capabilities'] = {};

  constructor(
    private readonly connection: Connection,
    private readonly host: Host,
  ) {
    this.#roots = new Roots(host, (root) => {
      const source = host.source(root) ?? this.#clientSource(root.toString());
      return new Session({
        formats,
        loaders,
        peers,
        source,
        today: this.#today,
      });
    });
    this.#workspaceReview = new WorkspaceReview({
      connection,
      roots: this.#roots,
      isOpen: (uri) => this.#documents.get(uri) !== undefined,
      diagnosticsOf: (place, review) => this.#diagnostics(place, review),
    });
  }

  listen(): void {
    const { connection } = this;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onDidChangeConfiguration(() => this.#readSettings());
    connection.onDidChangeWatchedFiles(({ changes }) => this.#filesChanged(changes.map(({ uri }) => uri)));
    connection.onCodeAction((params, token) => this.#codeActions(params, token));
    connection.onHover(async ({ textDocument, position }) => {
      const known = await this.#review(textDocument.uri);
      const at = known?.file.offset({ line: position.line, column: position.character });
      if (!known || at === undefined) return null;
      const here = known.review.findings.filter(
        (finding) => !finding.suppressedBy && contains(finding.at, known.file.span(at, at)),
      );
      return here.length === 0
        ? null
        : hoverFor(here, await known.place.root.session.allRules(), this.#client.commands ?? false);
    });
    connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
      const items = (await this.#documentDiagnostics(textDocument.uri, token)) ?? [];
      const resultId = JSON.stringify(items);
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    });
    this.#answer('infraReview/reviewWorkspace', () => this.#workspaceReview.run());
    this.#answer('infraReview/fix', ({ uri }) => this.#fix(uri));
    this.#answer('infraReview/rules', () => this.#rules());
    this.#answer('infraReview/page', async ({ rule }) => (await pageOf(rule, this.#today)) ?? null);
    this.#answer('infraReview/verdict', ({ uri }) => this.#verdict(uri));
    this.#answer('infraReview/secrets', ({ uri }) => this.#secrets(uri));
    this.#answer('infraReview/wasCommitted', ({ uri, range }, token) => this.#wasCommitted(uri, range, token));
    this.#documents.onDidChangeContent(({ document }) => this.#changed(document));
    this.#documents.onDidOpen(({ document }) => this.#workspaceReview.opened(document.uri));
    this.#documents.onDidClose(({ document }) => this.#closed(document));
    this.#documents.listen(connection);
    connection.listen();
  }

  #answer<Method extends keyof ClientRequests>(
    method: Method,
    handler: (
      params: ClientRequests[Method]['params'],
      token: CancellationToken,
    ) => Promise<ClientRequests[Method]['result']>,
  ): void {
    this.connection.onRequest(
      method,
      (params: unknown, token: CancellationToken): Promise<unknown> =>
        handler(params as ClientRequests[Method]['params'], token),
    );
  }

  #initialize({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): InitializeResult {
    this.#capabilities = capabilities;
    this.#client = (initializationOptions ?? {}) as InitializationOptions;
    this.#roots.workspace = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    return {
      serverInfo: { name: PRODUCT.name, version: PRODUCT.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        diagnosticProvider: { identifier: PRODUCT.id, interFileDependencies: true, workspaceDiagnostics: false },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
        hoverProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  async #initialized(): Promise<void> {
    if (this.#capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) {
      await this.connection.client.register(DidChangeConfigurationNotification.type, { section: 'infraReview' });
    }
    if (this.#capabilities.workspace?.workspaceFolders) {
      this.connection.workspace.onDidChangeWorkspaceFolders(async () => {
        const folders = await this.connection.workspace.getWorkspaceFolders();
        this.#roots.workspace = folders?.map(({ uri }) => uri) ?? [];
        this.#startAnew();
      });
    }
    await this.#readSettings();
  }

  async #readSettings(): Promise<void> {
    if (!this.#capabilities.workspace?.configuration) return;
    const given = (await this.connection.workspace.getConfiguration('infraReview')) as Partial<Settings> | null;
    this.#settings = { ...defaultSettings, ...given };
    this.#refresh();
  }

  get #today(): string {
    return this.#client.today ?? new Date().toISOString().slice(0, 10);
  }

  /** Files that only the client can reach. */
  #clientSource(root: string): FileSource {
    const ask = <Method extends keyof ServerRequests>(
      method: Method,
      path: string,
    ): Promise<ServerRequests[Method]['result']> => {
      const encoded = path.split('/').map(encodeURIComponent).join('/');
      return this.connection.sendRequest(method, { uri: path === '' ? root : `${root.replace(/\/$/, '')}/${encoded}` });
    };
    const reachable = this.#client.readsFiles && !root.startsWith('untitled:');
    return {
      read: async (path) => (reachable ? ask('infraReview/read', path) : null),
      list: async (folder) => (reachable ? ask('infraReview/list', folder) : null),
    };
  }

  /** The review of an open document, with its own text. */
  async #review(uri: string, token?: CancellationToken) {
    if (!this.#settings.enable) return undefined;
    const document = this.#documents.get(uri);
    const place = document && (await this.#roots.placeOf(uri, document.languageId));
    if (!place) return undefined;
    const file = place.root.session.set(place.path, document.getText());
    const stop = new AbortController();
    const listener = token?.onCancellationRequested(() => stop.abort());
    const review = await place.root.session.review(place.path, stop.signal);
    listener?.dispose();
    for (const { rule, error } of review.crashes) {
      this.connection.console.error(
        `${rule} failed in ${place.path}: ${error instanceof Error ? error.stack : String(error)}`,
      );
    }
    return { place, file, review };
  }

  async #documentDiagnostics(uri: string, token?: CancellationToken): Promise<Diagnostic[] | undefined> {
    const known = await this.#review(uri, token);
    return known && this.#diagnostics(known.place, known.review);
  }

  #diagnostics({ root }: Place, { findings }: FileReview): Diagnostic[] {
    const uriOf = (path: string) => this.#roots.uriOf({ root, path });
    return findings
      .filter(({ suppressedBy }) => !suppressedBy)
      .flatMap((finding) => toDiagnostic(finding, this.#settings, uriOf) ?? []);
  }

  /** A document was opened or edited: its text counts from now on, also for other files whose review rests on it. */
  async #changed(document: TextDocument): Promise<void> {
    const place = await this.#roots.placeOf(document.uri, document.languageId);
    if (!place || this.#documents.get(document.uri) !== document) return;
    const { session } = place.root;
    const before = session.file(place.path)?.text;
    const { text } = session.set(place.path, document.getText());
    if (text !== before && this.#concernsOthers(place)) this.#refreshSoon();
    await this.#push(document);
  }

  /** Whether the review of another open document rests on a file. */
  #concernsOthers({ root, path }: Place): boolean {
    if (CONFIG_NAMES.some((name) => basename(path) === name)) return true;
    if (peers.some(({ homes }) => homes.includes(path))) return true;
    const others = [...root.session.dependents(path)].filter((each) => each !== path);
    return others.some((each) => this.#documents.get(this.#roots.uriOf({ root, path: each })) !== undefined);
  }

  #refreshSoon(): void {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => this.#refresh(), REFRESH_AFTER);
  }

  /** Sends a document's diagnostics to a client that does not pull them. */
  async #push(document: TextDocument): Promise<void> {
    if (this.#capabilities.textDocument?.diagnostic) return;
    const { uri, version } = document;
    const diagnostics = await this.#documentDiagnostics(uri);
    if (diagnostics && this.#documents.get(uri)?.version === version) {
      await this.connection.sendDiagnostics({ uri, version, diagnostics });
    }
  }

  async #closed({ uri, languageId }: TextDocument): Promise<void> {
    const place = await this.#roots.placeOf(uri, languageId);
    place?.root.session.close(place.path);
    if (!this.#capabilities.textDocument?.diagnostic) await this.connection.sendDiagnostics({ uri, diagnostics: [] });
    await this.#workspaceReview.closed(uri);
  }

  async #filesChanged(uris: readonly string[]): Promise<void> {
    for (const uri of uris) {
      const place = await this.#roots.placeOf(uri);
      place?.root.session.changed(place.path);
    }
    this.#refresh();
    await this.#workspaceReview.changed(uris);
  }

  /** The secrets that a document holds, suppressed ones too: git keeps them no less. */
  async #secrets(uri: string): Promise<SecretPlace[]> {
    const known = await this.#review(uri);
    const secrets = known?.review.findings.filter(({ secret }) => secret) ?? [];
    return secrets.map(({ message, at }) => ({ message, range: toRange(at) }));
  }

  async #wasCommitted(uri: string, { start, end }: Range, token: CancellationToken): Promise<SecretHistory> {
    const text = this.#documents.get(uri)?.getText({ start, end });
    if (!text || !this.host.history) return { state: 'not-here' };
    const stop = new AbortController();
    const listener = token.onCancellationRequested(() => stop.abort());
    try {
      return await this.host.history(URI.parse(uri), text, stop.signal);
    } finally {
      listener.dispose();
    }
  }

  #startAnew(): void {
    this.#roots.clear();
    this.#refresh();
  }

  #refresh(): void {
    if (this.#capabilities.textDocument?.diagnostic) {
      if (this.#capabilities.workspace?.diagnostics?.refreshSupport) this.connection.languages.diagnostics.refresh();
    } else for (const document of this.#documents.all()) this.#push(document);
  }

  async #codeActions({ textDocument, range, context }: CodeActionParams, token: CancellationToken) {
    const wants = (kind: string) =>
      !context.only || context.only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
    const known = await this.#review(textDocument.uri, token);
    if (!known) return null;
    const { place, review } = known;
    await place.root.session.load(peers.flatMap(({ homes }) => homes));
    const actions = wants(CodeActionKind.QuickFix)
      ? actionsFor(range, review, this.#actionContext(place, rulesOf(review)))
      : [];
    if (context.only && wants(FIX_ALL)) {
      const { documents, applied } = await this.#fix(textDocument.uri);
      if (applied > 0) {
        const documentChanges = documents.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits }));
        actions.push({ title: 'Fix all safe problems', kind: FIX_ALL, edit: { documentChanges } });
      }
    }
    return actions;
  }

  #actionContext({ root, path: own }: Place, rules: readonly Rule[]): ActionContext {
    const uriOf = (path: string) => this.#roots.uriOf({ root, path });
    return {
      uriOf,
      versionOf: (path) => this.#documents.get(uriOf(path))?.version ?? null,
      isReachable: (path) => root.uri.scheme !== 'untitled' || path === own,
      file: (path) => root.session.file(path) ?? undefined,
      snippets: this.#capabilities.workspace?.workspaceEdit?.snippetEditSupport ?? false,
      commands: this.#client.commands ?? false,
      peers,
      ruleOf: (id) => rules.find((rule) => rule.id === id),
      diagnosticOf: (finding: ReviewedFinding) => toDiagnostic(finding, this.#settings, uriOf),
    };
  }

  /** The edits of all safe fixes: in one document (and what its fixes touch), or everywhere. */
  async #fix(uri: string | null) {
    const versionOf = (each: string) => this.#documents.get(each)?.version ?? null;
    if (uri !== null) {
      const known = await this.#review(uri);
      if (!known) return { documents: [], applied: 0 };
      return safeFixes(known.place.root, [known.place.path], this.#roots, versionOf);
    }
    const out = { documents: [], applied: 0 } as Awaited<ReturnType<typeof safeFixes>>;
    for (const { root, path } of await this.#roots.workspacePlaces()) {
      const paths: string[] = [];
      for await (const each of walk(root.session.source, path)) paths.push(each);
      const { documents, applied } = await safeFixes(root, paths, this.#roots, versionOf);
      out.documents.push(...documents);
      out.applied += applied;
    }
    return out;
  }

  async #rules(): Promise<RuleSummary[]> {
    const rules = await allRules();
    return rules.map(({ id, title, severity, practice }) => ({ id, title, severity, practice, url: ruleUrl(id) }));
  }

  async #verdict(uri: string): Promise<FileVerdict | null> {
    const known = await this.#review(uri);
    if (!known) return null;
    const { place, review } = known;
    const configs = ancestors(place.path).flatMap((folder) =>
      CONFIG_NAMES.map((name) => (folder === '' ? name : `${folder}/${name}`)),
    );
    return {
      path: place.path,
      ignored: review.ignored,
      formats: review.verdicts.map(({ format, because }) => ({
        name: (formats[format] as unknown as Format).name,
        because,
      })),
      configurations: configs.filter((path) => place.root.session.file(path)),
      findings: review.findings.filter(({ suppressedBy }) => !suppressedBy).length,
      suppressed: review.findings.filter(({ suppressedBy }) => suppressedBy).length,
    };
  }
}

/** The rules that a review ran, which are loaded. */
function rulesOf({ units }: FileReview): readonly Rule[] {
  return units.flatMap(({ rules }) => rules);
}
