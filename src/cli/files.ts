import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FileSource } from '../core/session';
import { walk } from '../core/walk';
import { findRoot, readText, type Unreadable } from '../host/disk';
import { UsageError } from './arguments';

/** What was asked for under one root: single files by name, and folders to walk. Paths are relative to the root. */
export interface Target {
  readonly root: string;
  readonly files: string[];
  readonly folders: string[];
}

/** Sorts the paths of the command line by the project they belong to. Throws a UsageError for one that can't be read. */
export async function findTargets(paths: readonly string[], cwd: string): Promise<Target[]> {
  const targets = new Map<string, Target>();
  for (const path of paths.length > 0 ? paths : ['.']) {
    const absolute = resolve(cwd, path);
    const found = await stat(absolute).catch((error: unknown) => {
      const missing =
        error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
      throw new UsageError(`${path}: ${missing ? 'no such file or folder' : 'cannot be read'}`);
    });
    const folder = found.isDirectory() ? absolute : dirname(absolute);
    const inside = !relative(cwd, folder).startsWith('..') && !isAbsolute(relative(cwd, folder));
    const root = await findRoot(folder, inside ? cwd : folder);
    const target = targets.get(root) ?? { root, files: [], folders: [] };
    targets.set(root, target);
    const local = toProject(relative(root, absolute));
    if (found.isDirectory()) target.folders.push(local);
    else {
      if (!found.isFile()) throw new UsageError(`${path}: is neither a file nor a folder`);
      const text = await readText(absolute);
      if (typeof text === 'string') throw new UsageError(`${path}: ${inWords(text)}`);
      target.files.push(local);
    }
  }
  return [...targets.values()];
}

/** Why something can't be read, as the end of a sentence about it. */
export function inWords(why: Unreadable): string {
  return why === 'binary' ? 'is no text' : why === 'not UTF-8' ? 'is no UTF-8 text' : why;
}

/** Every file of a target, once, those named first. */
export async function* filesOf({ files, folders }: Target, source: FileSource): AsyncGenerator<string> {
  const seen = new Set<string>();
  for (const file of files) {
    if (!seen.has(file)) yield file;
    seen.add(file);
  }
  for (const folder of folders) {
    for await (const file of walk(source, folder)) {
      if (!seen.has(file)) yield file;
      seen.add(file);
    }
  }
}

export function toProject(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** A path of a project as the person who called would write it. */
export function shownPath(root: string, path: string, cwd: string): string {
  const absolute = join(root, path);
  const shown = relative(cwd, absolute);
  return toProject(shown.startsWith(`..${sep}..`) ? absolute : shown);
}
