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

interface Layer {
  readonly folder: string;
  readonly patterns: Ignore;
}

/**
 * All files below a folder that git would not ignore, folder by folder, ordered by name. A folder that is asked for is
 * walked even if git ignores it as a whole.
 */
export async function* walk(source: FileSource, folder = '', signal?: AbortSignal): AsyncGenerator<string> {
  const layers: Layer[] = [];
  const parts = folder === '' ? [] : folder.split('/');
  for (let depth = 0; depth < parts.length; depth++) await addLayer(source, parts.slice(0, depth).join('/'), layers);
  const wanted = folder !== '' && isIgnored(folder, true, layers);
  yield* walkInto(source, folder, wanted ? [] : layers, signal);
}

async function* walkInto(
  source: FileSource,
  folder: string,
  above: readonly Layer[],
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

async function addLayer(source: FileSource, folder: string, layers: Layer[]): Promise<void> {
  const text = await source.read(folder === '' ? '.gitignore' : `${folder}/.gitignore`);
  if (text !== null) layers.push({ folder, patterns: ignore().add(text) });
}

/** As git does it: the nearest file that speaks of a path decides. */
function isIgnored(path: string, isFolder: boolean, layers: readonly Layer[]): boolean {
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i];
    const local = layer && within(layer.folder, path);
    if (!layer || !local) continue;
    const { ignored, unignored } = layer.patterns.test(isFolder ? `${local}/` : local);
    if (ignored || unignored) return ignored;
  }
  return false;
}
