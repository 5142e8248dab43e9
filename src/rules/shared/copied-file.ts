import { basename } from '../../core/path';
import type { CopyInstruction, Instruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import type { Value } from '../../formats/dockerfile/value';
import { folderAfter, inOrder, pathInImage, workingFolder } from './image-path';

/** One source of a `COPY` or `ADD` from the build context, and where it ends up. */
export interface CopiedFile {
  readonly instruction: CopyInstruction;
  readonly source: Value;
  /** The source's text, known and without patterns. */
  readonly path: string;
  /** The path in the image; undefined where it rests on what is not known. */
  readonly target: string | undefined;
  /** The folder that the next instruction works in. */
  readonly folder: string | undefined;
  /** What is built after it in the same stage. */
  readonly after: readonly Instruction[];
}

/** The files and folders that a stage copies from the build context by name; what stands for many of them is left out. */
export function copiedFiles(stage: Stage): readonly CopiedFile[] {
  const { instructions } = stage;
  const files: CopiedFile[] = [];
  let folder = workingFolder(inOrder(runtimeChain(stage).slice(1)));
  for (const [index, instruction] of instructions.entries()) {
    folder = folderAfter(instruction, folder);
    if ((instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') || instruction.from) continue;
    for (const source of instruction.sources) {
      const path = source.text;
      if (path === undefined || /[*?[\]]|:\/\/|^git@/.test(path) || /^[./]*$/.test(path)) continue;
      files.push(new Copied(stage, index, instruction, source, path, folder));
    }
  }
  return files;
}

/** Most copied files are looked at by their path alone. */
class Copied implements CopiedFile {
  constructor(
    private readonly stage: Stage,
    private readonly index: number,
    readonly instruction: CopyInstruction,
    readonly source: Value,
    readonly path: string,
    readonly folder: string | undefined,
  ) {}

  get target(): string | undefined {
    return targetOf(this.path, this.instruction, this.folder);
  }

  get after(): readonly Instruction[] {
    return this.stage.instructions.slice(this.index + 1);
  }
}

/** A destination that ends with a slash, or that several sources share, is a folder; so is one that has no name of a file. */
function targetOf(
  path: string,
  { destination, sources }: CopyInstruction,
  folder: string | undefined,
): string | undefined {
  const to = destination?.text;
  if (to === undefined) return undefined;
  const isFolder = /(?:^|\/)\.{0,2}$/.test(to) || sources.length > 1 || isLikelyFolder(to, path);
  return pathInImage(isFolder ? `${to}/${basename(path)}` : to, folder);
}

/** `COPY .npmrc /app`: no file of another kind is called so. */
function isLikelyFolder(to: string, path: string): boolean {
  const name = basename(to);
  return name !== basename(path) && !name.includes('.') && /^\.|\./.test(basename(path)) && !/^id_/.test(name);
}
