import ignore, { type Ignore } from 'ignore';
import { within } from './path';
import type { FileSource } from './session';

/** Folders that hold nothing anybody wrote. */
const NEVER = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '.terraform',
  '.terragrunt-cache',
  '__pycache__',
  '.venv',
]);

/** What one `.gitignore` says of the files below its folder. */
export interface IgnoreLayer {
  readonly folder: string;
  readonly patterns: Ignore;
}

/** Reads the text of the `.gitignore` of a folder. */
export function ignoreLayer(folder: string, text: string): IgnoreLayer {
  return { folder, patterns: ignore().add(text) };
}

/**
 * All files below a folder that git would not ignore, folder by folder, ordered by name. A folder that is asked for is
 * walked even if git ignores it as a whole.
 */
export async function* walk(source: FileSource, folder = '', signal?: AbortSignal): AsyncGenerator<string> {
  const layers: IgnoreLayer[] = [];
  const parts = folder === '' ? [] : folder.split('/');
  for (let depth = 0; depth < parts.length; depth++) await addLayer(source, parts.slice(0, depth).join('/'), layers);
  const wanted = folder !== '' && isIgnored(folder, true, layers);
  yield* walkInto(source, folder, wanted ? [] : layers, signal);
}

async function* walkInto(
  source: FileSource,
  folder: string,
  above: readonly IgnoreLayer[],
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const entries = await source.list(folder);
  if (!entries || signal?.aborted) return;
  const layers = [...above];
  if (entries.some(({ name }) => name === '.gitignore')) await addLayer(source, folder, layers);
  for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (NEVER.has(name) || isIgnored(path, kind === 'folder', layers)) continue;
    if (kind === 'folder') yield* walkInto(source, path, layers, signal);
    else yield path;
    if (signal?.aborted) return;
  }
}

async function addLayer(source: FileSource, folder: string, layers: IgnoreLayer[]): Promise<void> {
  const text = await source.read(folder === '' ? '.gitignore' : `${folder}/.gitignore`);
  if (text !== null) layers.push(ignoreLayer(folder, text));
}

/** Whether `.gitignore` files, from the root's down, leave a path out. As git does it, the nearest that speaks of it decides. */
export function isIgnored(path: string, isFolder: boolean, layers: readonly IgnoreLayer[]): boolean {
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i];
    const local = layer && within(layer.folder, path);
    if (!layer || !local) continue;
    const { ignored, unignored } = layer.patterns.test(isFolder ? `${local}/` : local);
    if (ignored || unignored) return ignored;
  }
  return false;
}
