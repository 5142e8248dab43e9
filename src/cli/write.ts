import { access, constants, realpath, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FixedFile } from '../core/fix-rounds';
import { readText } from '../host/disk';
import { UsageError } from './arguments';

/**
 * Writes a fixed file whole or not at all: beside it first, then in its place. The byte order mark, the mode and links
 * to it stay; what may not be written is left alone.
 * Throws a UsageError when what stands there is not what was reviewed.
 */
export async function writeWhole(root: string, { path, before, after }: FixedFile): Promise<void> {
  const named = join(root, path);
  const target = await realpath(named).catch(() => named);
  const now = await readText(target);
  const current = typeof now === 'string' ? undefined : now.text;
  if (current !== before) throw new UsageError(`${path}: changed while it was reviewed; left as it is`);
  const mark = typeof now !== 'string' && now.byteOrderMark ? '\uFEFF' : '';
  const beside = `${target}.infra-review-${process.pid}`;
  try {
    const mode = (await stat(target).catch(() => undefined))?.mode;
    if (mode !== undefined) await access(target, constants.W_OK);
    await writeFile(beside, mark + after, mode === undefined ? {} : { mode });
    await rename(beside, target);
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    throw new UsageError(`${path}: cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
