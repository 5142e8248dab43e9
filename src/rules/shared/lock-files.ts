import { basename, join } from '../../core/path';
import type { Project } from '../../core/project';
import type { SourceFile } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { Instruction } from '../../formats/dockerfile/model';

/** A lock file that is in the image when an instruction runs. */
export interface CopiedLock {
  readonly name: string;
  /** The file in the project, where it is found. */
  readonly file: SourceFile | undefined;
}

/** The first of some lock files that instructions copy from the build context; undefined where none certainly is. */
export function copiedLock(
  names: readonly string[],
  before: readonly Instruction[],
  { context: { folder } }: DockerBuild,
  project: Project,
): CopiedLock | undefined {
  for (const instruction of before) {
    if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') continue;
    for (const { text } of instruction.sources) {
      if (text === undefined) continue;
      for (const name of names) {
        if (basename(text) === name) return { name, file: instruction.from ? undefined : read(folder, text, project) };
        const path = instruction.from ? undefined : pathOf(text, name);
        const file = path === undefined ? undefined : read(folder, path, project);
        if (file) return { name, file };
      }
    }
  }
  return undefined;
}

/** Where a lock file would lie that a source stands for: `package-lock.json` for `.` and for `package*.json`. */
function pathOf(source: string, name: string): string | undefined {
  const plain = source.replace(/^(?:\.?\/)+/, '').replace(/\/$/, '');
  if (plain === '' || plain === '.') return name;
  const pattern = basename(plain);
  if (!pattern.includes('*')) return undefined;
  const [start = '', ...ends] = pattern.split('*');
  const isMatch = name.startsWith(start) && name.endsWith(ends.at(-1) ?? '') && ends.length === 1;
  return isMatch ? `${plain.slice(0, plain.length - pattern.length)}${name}` : undefined;
}

function read(folder: string | undefined, path: string, project: Project): SourceFile | undefined {
  const full = folder === undefined ? undefined : join(folder, path.replace(/^\/+/, ''));
  return full === undefined ? undefined : project.read(full);
}
