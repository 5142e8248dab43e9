import { basename, dirname } from '../core/path';
import type { Entry } from '../core/project';
import type { FileSource } from '../core/session';

/**
 * The same source, each of its folders listed once, for a run in which nothing else writes: what a folder is known not
 * to hold is not looked for. Most looks are for configuration that isn't there.
 */
export function foldersOnce(source: FileSource): FileSource {
  const listed = new Map<string, Promise<Listing>>();
  const listing = (folder: string): Promise<Listing> => {
    let found = listed.get(folder);
    if (!found) {
      found = source.list(folder).then((entries) => ({ entries, names: entries && namesOf(entries) }));
      listed.set(folder, found);
    }
    return found;
  };
  return {
    read: async (path) => {
      // Where a folder can't be listed, a file in it may be readable nonetheless.
      const { names } = await listing(dirname(path));
      return names && !names.has(basename(path)) ? null : source.read(path);
    },
    list: async (folder) => (await listing(folder)).entries,
  };
}

interface Listing {
  readonly entries: readonly Entry[] | null;
  readonly names: ReadonlySet<string> | null;
}

function namesOf(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(entries.map(({ name }) => name));
}
