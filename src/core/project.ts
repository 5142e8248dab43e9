import type { Documents, FormatId } from './format';
import type { ParseCache } from './parse-cache';
import { SourceFile } from './text';

export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/**
 * An immutable view of the files under one root, as far as they have been loaded.
 * `null` says that there is nothing there; `undefined`, that nobody has looked yet.
 */
export interface Snapshot {
  file(path: string): SourceFile | null | undefined;
  folder(path: string): readonly Entry[] | null | undefined;
}

/** The project as rules and formats see it: synchronous, typed, and it remembers who read what. */
export interface Project {
  /** The file at a path, or undefined where there is none. */
  read(path: string): SourceFile | undefined;
  /** What a folder holds, ordered by name; empty where there is no such folder. */
  list(folder: string): readonly Entry[];
  /** Another document, parsed as the given format, or undefined where there is none. */
  open<Id extends FormatId>(format: Id, path: string): Documents[Id] | undefined;
  /** The place to put the text of a file that a fix is to create. */
  newFile(path: string): SourceFile;
}

/** A view on a snapshot that records each look, found or not, so that the host knows what to load and what to review again. */
export class RecordingProject implements Project {
  readonly files = new Map<string, SourceFile | null>();
  readonly folders = new Map<string, readonly Entry[] | null>();
  readonly missingFiles = new Set<string>();
  readonly missingFolders = new Set<string>();

  constructor(
    private readonly snapshot: Snapshot,
    private readonly cache: ParseCache,
  ) {}

  read(path: string): SourceFile | undefined {
    const file = this.snapshot.file(path);
    if (file === undefined) this.missingFiles.add(path);
    else this.files.set(path, file);
    return file ?? undefined;
  }

  list(folder: string): readonly Entry[] {
    const entries = this.snapshot.folder(folder);
    if (entries === undefined) this.missingFolders.add(folder);
    else this.folders.set(folder, entries);
    return entries ?? [];
  }

  open<Id extends FormatId>(format: Id, path: string): Documents[Id] | undefined {
    const file = this.read(path);
    return file && this.cache.parse(format, file);
  }

  newFile(path: string): SourceFile {
    return new SourceFile(path, '', true);
  }

  /** Whether everything this view was shown has been loaded. */
  get complete(): boolean {
    return this.missingFiles.size === 0 && this.missingFolders.size === 0;
  }

  /** Whether another snapshot would show all the same. */
  stillTrue(snapshot: Snapshot): boolean {
    for (const [path, file] of this.files) if (snapshot.file(path) !== file) return false;
    for (const [path, entries] of this.folders) if (snapshot.folder(path) !== entries) return false;
    return true;
  }
}
