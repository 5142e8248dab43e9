import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { FileReview } from '../core/review';
import type { Severity } from '../core/rule';
import { walk } from '../core/walk';
import type { WorkspaceSummary } from './protocol';
import type { Place, Roots } from './roots';

interface Surroundings {
  readonly connection: Connection;
  readonly roots: Roots;
  readonly isOpen: (uri: string) => boolean;
  readonly diagnosticsOf: (place: Place, review: FileReview) => Diagnostic[];
}

/** How many files are reviewed before the connection gets a turn. */
const BATCH = 20;

/** Reviews everything on request and keeps what it found in files that no editor has open true. */
export class WorkspaceReview {
  /** The files of the last review, by address; an open document's diagnostics come from its own review. */
  readonly #reviewed = new Map<string, Place>();

  constructor(private readonly around: Surroundings) {}

  /** Reviews every file that git does not ignore. Findings are published as they are found; the progress can be cancelled. */
  async run(): Promise<WorkspaceSummary> {
    const { connection, roots } = this.around;
    const progress = await connection.window.createWorkDoneProgress();
    progress.begin('Infra Review', 0, 'Looking for files', true);
    const count: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
    let files = 0;
    try {
      await this.#clear();
      const places: Place[] = [];
      for (const { root, path } of await roots.workspacePlaces()) {
        for await (const each of walk(root.session.source, path)) {
          if (progress.token.isCancellationRequested) break;
          places.push({ root, path: each });
        }
      }
      for (const place of places) {
        if (progress.token.isCancellationRequested) break;
        if (files % BATCH === 0) {
          progress.report(Math.floor((100 * files) / places.length), `${files} of ${places.length} files`);
          await new Promise((resolve) => setTimeout(resolve, 0));
        }
        const review = await this.#publish(place);
        for (const { severity, suppressedBy } of review.findings) if (!suppressedBy) count[severity]++;
        files++;
      }
    } finally {
      progress.done();
    }
    return {
      files,
      errors: count.error,
      warnings: count.warning,
      hints: count.info,
      cancelled: progress.token.isCancellationRequested,
    };
  }

  /** The document's own review has the word from now on. */
  opened(uri: string): void {
    if (this.#reviewed.has(uri)) this.around.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async closed(uri: string): Promise<void> {
    const place = this.#reviewed.get(uri);
    if (place) await this.#publish(place);
  }

  /** Reviews again what rests on files that changed. */
  async changed(uris: readonly string[]): Promise<void> {
    if (this.#reviewed.size === 0) return;
    const affected = new Map<string, Place>();
    for (const uri of uris) {
      const place = await this.around.roots.placeOf(uri);
      if (!place) continue;
      const { root, path } = place;
      for (const each of [path, ...root.session.dependents(path)])
        affected.set(this.around.roots.uriOf({ root, path: each }), { root, path: each });
    }
    for (const [uri, place] of affected) if (this.#reviewed.has(uri)) await this.#publish(place);
  }

  async #publish(place: Place): Promise<FileReview> {
    const uri = this.around.roots.uriOf(place);
    const review = await place.root.session.review(place.path);
    this.#reviewed.set(uri, place);
    if (!this.around.isOpen(uri)) {
      await this.around.connection.sendDiagnostics({ uri, diagnostics: this.around.diagnosticsOf(place, review) });
    }
    return review;
  }

  async #clear(): Promise<void> {
    for (const uri of this.#reviewed.keys()) await this.around.connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#reviewed.clear();
  }
}
