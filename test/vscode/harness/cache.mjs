import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Where everything that is fetched once lies; git ignores it. */
export const CACHE = join(ROOT, '.cache', 'vscode');

/**
 * Fills `.cache/vscode/<name>` unless it is there. The work happens in a folder of its own and is moved into
 * place at the end, so a folder with the final name is always complete.
 * @param {string} name
 * @param {(dir: string) => void} fill
 * @returns {string} the folder
 */
export function once(name, fill) {
  const target = join(CACHE, name);
  if (existsSync(target)) return target;
  const dir = join(CACHE, `.${name}-${process.pid}`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  try {
    fill(dir);
    renameSync(dir, target);
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // another process was faster
  }
  return target;
}
