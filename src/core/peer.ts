import type { Project } from './project';
import type { Suppression } from './suppress';
import type { Edit, SourceFile, Span } from './text';

/** Another tool whose suppressions are honoured where a rule names the same check. The engine knows them as a list only. */
export interface Peer {
  /** As in `equivalents`: the part before the colon. */
  readonly tool: string;
  /** Files by which a project shows that it uses the tool. */
  readonly homes: readonly string[];
  /** Whether a text holds suppressions in the tool's form. */
  isUsedIn(text: string): boolean;
  /**
   * What the tool's suppressions say of a file, in the file and in files of the tool's own. `leaders` begin comments;
   * `found` are the places of findings that the tool may know as well.
   */
  suppressions(
    file: SourceFile,
    leaders: readonly string[],
    project: Project,
    found: readonly Span[],
  ): readonly Suppression[];
  /** The edit that silences the tool's checks of these ids at a place, where a comment can. */
  write?(
    place: { readonly at: Span; readonly statement: Span },
    ids: readonly string[],
    leader: string,
    reason: string,
  ): Edit | undefined;
}
