import { fixInRounds } from '../core/fix-rounds';
import type { FixKind } from '../core/rule';
import { textEdits } from './convert';
import type { FixedDocument } from './protocol';
import type { Root, Roots } from './roots';

/** The edits of all safe fixes of files in one project. The project's session stays as it was. */
export async function safeFixes(
  root: Root,
  paths: readonly string[],
  roots: Roots,
  versionOf: (uri: string) => number | null,
): Promise<{ documents: FixedDocument[]; applied: number }> {
  const { files, applied } = await fixInRounds(root.session.fork(), paths, new Set<FixKind>(['safe']));
  const documents = files.map(({ path, before, after }) => {
    const uri = roots.uriOf({ root, path });
    return { uri, version: versionOf(uri), created: before === undefined, edits: textEdits(before ?? '', after) };
  });
  return { documents, applied };
}
