import { basename } from '../../core/path';
import type { CopyInstruction, Instruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import type { Value } from '../../formats/dockerfile/value';
import { inOrder, pathInImage, workingFolder } from './image-path';

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
  const below = inOrder(runtimeChain(stage).slice(1));
  return instructions.flatMap((instruction, index) => {
    if ((instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') || instruction.from) return [];
    const folder = workingFolder([...below, ...instructions.slice(0, index)]);
    return instruction.sources.flatMap((source) => {
      const path = source.text;
      if (path === undefined || /[*?[\]]|:\/\/|^git@/.test(path) || /^[./]*$/.test(path)) return [];
      const target = targetOf(path, instruction, folder);
      return [{ instruction, source, path, target, folder, after: instructions.slice(index + 1) }];
    });
  });
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
