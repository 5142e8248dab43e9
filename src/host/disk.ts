import { constants } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CONFIG_NAMES, readConfigFile } from '../core/config-file';
import type { Entry } from '../core/project';
import { LARGEST_FILE } from '../core/review';
import type { FileSource } from '../core/session';
import { SourceFile } from '../core/text';

/** What stood in a file: its text, and whether a byte order mark came first. */
export interface DiskText {
  readonly text: string;
  readonly byteOrderMark: boolean;
}

/** Why a file has no text to review. */
export type Unreadable = 'missing' | 'folder' | 'binary' | 'not UTF-8' | 'permission denied' | 'unreadable';

/** A pipe without a writer is empty then, instead of waiting for one for ever. */
const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Reads a file as UTF-8 text. Beyond the largest size that is reviewed only the beginning is decoded. */
export async function readText(path: string): Promise<DiskText | Unreadable> {
  try {
    return decodeText(await readFile(path, { flag: WITHOUT_WAITING }));
  } catch (error) {
    return whyUnreadable(error);
  }
}

/** The text that some bytes are in UTF-8, or why they are none. */
export function decodeText(bytes: Uint8Array): DiskText | 'binary' | 'not UTF-8' {
  if (bytes.subarray(0, 8000).includes(0)) return 'binary';
  try {
    // UTF-8 takes at most three bytes for a UTF-16 unit: more bytes than that can't come out shorter than the limit.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, 4 * LARGEST_FILE));
    const byteOrderMark = text.startsWith('\uFEFF');
    return { text: byteOrderMark ? text.slice(1) : text, byteOrderMark };
  } catch {
    return 'not UTF-8';
  }
}

function whyUnreadable(error: unknown): Unreadable {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  if (code === 'EISDIR') return 'folder';
  return code === 'EACCES' || code === 'EPERM' ? 'permission denied' : 'unreadable';
}

/** The files below a folder of this machine. `onUnreadable` hears of files that are there but can't be read as text. */
export function diskSource(root: string, onUnreadable: (path: string, why: Unreadable) => void = () => {}): FileSource {
  return {
    read: async (path) => {
      const found = await readText(join(root, path));
      if (typeof found !== 'string') return found.text;
      if (found !== 'missing' && found !== 'folder' && found !== 'binary') onUnreadable(path, found);
      return null;
    },
    list: async (folder) => {
      try {
        const entries = await readdir(join(root, folder), { withFileTypes: true });
        const known = await Promise.all(
          entries.map(async (entry): Promise<Entry | undefined> => {
            if (entry.isDirectory()) return { name: entry.name, kind: 'folder' };
            if (entry.isFile()) return { name: entry.name, kind: 'file' };
            // A link to a folder could lead in a circle; what it leads to is reviewed where it lies.
            if (!entry.isSymbolicLink()) return undefined;
            const target = await stat(join(root, folder, entry.name)).catch(() => undefined);
            return target?.isFile() ? { name: entry.name, kind: 'file' } : undefined;
          }),
        );
        return known.filter((entry) => entry !== undefined);
      } catch {
        return null;
      }
    },
  };
}

/**
 * The root of the project that a folder belongs to: the nearest folder whose configuration says `root: true` or that
 * holds a git repository; otherwise `fallback`.
 */
export async function findRoot(folder: string, fallback: string): Promise<string> {
  for (let current = folder; ; current = dirname(current)) {
    if (await saysRoot(current)) return current;
    if (await stat(join(current, '.git')).catch(() => undefined)) return current;
    if (dirname(current) === current) return fallback;
  }
}

async function saysRoot(folder: string): Promise<boolean> {
  for (const name of CONFIG_NAMES) {
    const found = await readText(join(folder, name));
    if (typeof found !== 'string') return readConfigFile(new SourceFile(name, found.text)).root;
  }
  return false;
}
