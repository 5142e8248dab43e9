import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Generated {
  /** Path from the repository's root, and its text. */
  readonly files: ReadonlyMap<string, string>;
  /** Folders in which nothing else may lie. */
  readonly owned: readonly string[];
}

/** Writes what differs, removes what is left over in owned folders; with `check`, only tells. Returns the paths that differed. */
export async function writeAll({ files, owned }: Generated, check: boolean): Promise<string[]> {
  const outdated: string[] = [];
  for (const [path, text] of files) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    outdated.push(path);
    if (check) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const folder of owned.filter((each) => existsSync(each))) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || files.has(path)) continue;
      outdated.push(path);
      if (!check) rmSync(path);
    }
  }
  if (!check) for (const path of outdated) console.log(path);
  return check ? outdated : [];
}
