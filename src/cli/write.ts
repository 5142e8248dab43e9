import { rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FixedFile } from '../core/fix-rounds';
import { readText } from '../host/disk';
import { UsageError } from './arguments';

/**
 * Writes a fixed file whole or not at all: beside it first, then in its place. The byte order mark and the mode stay.
 * Throws a UsageError when what stands there is not what was reviewed.
 */
export async function writeWhole(root: string, { path, before, after }: FixedFile): Promise<void> {
  const target = join(root, path);
  const now = await readText(target);
  const current = typeof now === 'string' ? undefined : now.text;
  if (current !== before) throw new UsageError(`${path}: changed while it was reviewed; left as it is`);
  const mark = typeof now !== 'string' && now.byteOrderMark ? '\uFEFF' : '';
  const beside = `${target}.infra-review-${process.pid}`;
  try {
    const mode = (await stat(target).catch(() => undefined))?.mode;
    await writeFile(beside, mark + after, mode === undefined ? {} : { mode });
    await rename(beside, target);
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    throw new UsageError(`${path}: cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
