import type { FormatId, Formats } from './format';
import { ParseCache } from './parse-cache';
import { basename, dirname } from './path';
import type { Peer } from './peer';
import type { Entry, Snapshot } from './project';
import { type Engine, type FileReview, review } from './review';
import type { Rule } from './rule';
import { SourceFile } from './text';
import type { UnitReview } from './unit';

/** Where a session's files come from. Paths are relative to the root; null says that there is nothing (readable) there. */
export interface FileSource {
  /** The text without byte order mark; null for folders, binary files and what can't be read. */
  read(path: string): Promise<string | null>;
  list(folder: string): Promise<readonly Entry[] | null>;
}

export type RuleLoaders = { readonly [Id in FormatId]: () => Promise<readonly Rule[]> };

export interface SessionOptions {
  readonly formats: Formats;
  readonly loaders: RuleLoaders;
  /** The tools whose suppressions are honoured. */
  readonly peers?: readonly Peer[];
  readonly source: FileSource;
  /** The day of the review, as `2026-11-21`. */
  readonly today: string;
  readonly config?: SourceFile | undefined;
  readonly only?: ReadonlySet<string> | undefined;
  /** About how much text to remember, in UTF-16 units; by default all. What was read longest ago is forgotten first. */
  readonly remember?: number;
  /** What another session of the same formats has parsed. */
  readonly cache?: ParseCache;
}

/** How often a review may find that it needs one more file, before it is taken as it is. */
const MOST_ROUNDS = 50;

/**
 * Reviews files of one root, loading what a review turns out to need, and remembers what was reviewed.
 * Text set with `set` (an open editor's) stands before what the source has.
 */
export class Session implements Snapshot {
  readonly engine: Engine;
  readonly #files = new Map<string, SourceFile | null>();
  readonly #folders = new Map<string, readonly Entry[] | null>();
  readonly #open = new Set<string>();
  readonly #units = new Map<string, UnitReview>();
  readonly #rules = new Map<FormatId, readonly Rule[]>();
  /** What was there when last something was forgotten, and how much text has been read since. */
  #older: ReadonlySet<string> = new Set();
  #loaded = 0;

  constructor(private readonly options: SessionOptions) {
    const { formats, peers = [] } = options;
    this.engine = {
      formats,
      peers,
      cache: options.cache ?? new ParseCache(formats),
      rules: (format) => this.#rules.get(format),
    };
  }

  get source(): FileSource {
    return this.options.source;
  }

  file(path: string): SourceFile | null | undefined {
    return this.#files.get(path);
  }

  folder(path: string): readonly Entry[] | null | undefined {
    return this.#folders.get(path);
  }

  /** The text of an open document, which is what is reviewed from now on. */
  set(path: string, text: string): SourceFile {
    this.#open.add(path);
    return this.#put(path, text);
  }

  /** A document was closed: the source has the word again. */
  close(path: string): void {
    this.#open.delete(path);
    this.changed(path);
  }

  /** Something happened to a file or folder outside: what is known of it and of its folder is read anew. */
  changed(path: string): void {
    if (!this.#open.has(path)) this.#files.delete(path);
    this.#folders.delete(path);
    this.#folders.delete(dirname(path));
  }

  /** A session that starts from what this one knows, and goes its own way. */
  fork(): Session {
    const fork = new Session({ ...this.options, cache: this.engine.cache });
    for (const [path, file] of this.#files) fork.#files.set(path, file);
    for (const [path, entries] of this.#folders) fork.#folders.set(path, entries);
    for (const [format, rules] of this.#rules) fork.#rules.set(format, rules);
    for (const path of this.#open) fork.#open.add(path);
    return fork;
  }

  /** Reviews one file. `signal` ends it early, with what is known until then. */
  async review(path: string, signal?: AbortSignal): Promise<FileReview> {
    for (let round = 1; ; round++) {
      const { today, config, only } = this.options;
      const result = review(this.engine, { snapshot: this, path, today, config, only, units: this.#units });
      const { files, folders, rules } = result.missing;
      if ((files.size === 0 && folders.size === 0 && rules.size === 0) || signal?.aborted || round > MOST_ROUNDS) {
        this.#forget(result);
        return result;
      }
      await Promise.all([
        ...[...files].map((file) => this.#loadFile(file)),
        ...[...folders].map((folder) => this.#loadFolder(folder)),
        ...[...rules].map((format) => this.#loadRules(format)),
      ]);
    }
  }

  /** Reads files before their reviews ask for them, all at a time. */
  async load(paths: readonly string[]): Promise<void> {
    await Promise.all(paths.map((path) => this.#loadFile(path)));
  }

  /** Every rule of every format. */
  async allRules(): Promise<readonly Rule[]> {
    const ids = Object.keys(this.options.formats) as FormatId[];
    await Promise.all(ids.map((id) => this.#loadRules(id)));
    return ids.flatMap((id) => this.#rules.get(id) ?? []);
  }

  /** The files reviewed before whose findings rest on a path, so that a change there may change them. */
  dependents(path: string): ReadonlySet<string> {
    const folder = dirname(path);
    const out = new Set<string>();
    for (const { project, documents } of this.#units.values()) {
      if (!project.files.has(path) && !project.folders.has(folder)) continue;
      for (const { file } of documents) out.add(file.path);
    }
    return out;
  }

  /**
   * Once half of what may be remembered has been read anew, lets go what was there before that half and the reviews that
   * rest on it; but for the last review, whose unit may be the next one's too.
   */
  #forget(last: FileReview): void {
    const { remember = Number.POSITIVE_INFINITY } = this.options;
    if (this.#loaded <= remember / 2) return;
    this.#loaded = 0;
    const needed = new Set(last.units.flatMap(({ project }) => [...project.files.keys()]));
    for (const path of this.#older) if (!this.#open.has(path) && !needed.has(path)) this.#files.delete(path);
    for (const [key, { project }] of this.#units) if (!project.stillTrue(this)) this.#units.delete(key);
    this.#older = new Set(this.#files.keys());
  }

  #put(path: string, text: string): SourceFile {
    const known = this.#files.get(path);
    if (known?.text === text) return known;
    const file = new SourceFile(path, text);
    this.#files.set(path, file);
    this.#addToFolder(path);
    return file;
  }

  /** A document that is not saved yet is nonetheless in its folder. */
  #addToFolder(path: string): void {
    const entries = this.#folders.get(dirname(path));
    const name = basename(path);
    if (!entries || entries.some((entry) => entry.name === name)) return;
    this.#folders.set(dirname(path), ordered([...entries, { name, kind: 'file' }]));
  }

  async #loadFile(path: string): Promise<void> {
    if (this.#files.has(path)) return;
    const text = await this.options.source.read(path);
    if (this.#files.has(path)) return;
    if (text === null) this.#files.set(path, null);
    else this.#files.set(path, new SourceFile(path, text));
    this.#loaded += text?.length ?? 0;
  }

  async #loadFolder(folder: string): Promise<void> {
    if (this.#folders.has(folder)) return;
    const entries = await this.options.source.list(folder);
    this.#folders.set(folder, entries && ordered(entries));
    for (const path of this.#open) if (dirname(path) === folder) this.#addToFolder(path);
  }

  async #loadRules(format: FormatId): Promise<void> {
    if (!this.#rules.has(format)) this.#rules.set(format, await this.options.loaders[format]());
  }
}

function ordered(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
