import type { Range, TextEdit } from 'vscode-languageserver';
import type { SecretHistory } from '../core/history';
import type { Entry } from '../core/project';

// What client and server say to each other beyond the Language Server Protocol.

/** Sent by the client in `initializationOptions`. */
export interface InitializationOptions {
  /** The client answers `infraReview/read` and `infraReview/list`, for files that the server can't reach itself. */
  readonly readsFiles?: boolean;
  /** The client has the commands `infraReview.openRule` and `infraReview.suppress`. */
  readonly commands?: boolean;
  /** The day of the reviews, instead of the clock's. */
  readonly today?: string;
}

/** The editor's settings, under `infraReview`. */
export interface Settings {
  readonly enable: boolean;
  /** How advice (info) is shown. */
  readonly advice: 'hint' | 'information' | 'off';
}

export const defaultSettings: Settings = { enable: true, advice: 'hint' };

export interface WorkspaceSummary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
  readonly cancelled: boolean;
}

/** What fixes change in one file; `created` when it does not exist yet. */
export interface FixedDocument {
  readonly uri: string;
  readonly version: number | null;
  readonly created: boolean;
  readonly edits: TextEdit[];
}

export interface RuleSummary {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly practice: string;
  readonly url: string;
}

export interface FileVerdict {
  readonly path: string;
  readonly ignored: boolean;
  readonly formats: { readonly name: string; readonly because: string }[];
  readonly configurations: string[];
  readonly findings: number;
  readonly suppressed: number;
}

/** A secret in a file; the message names it without showing it. */
export interface SecretPlace {
  readonly message: string;
  readonly range: Range;
}

/** What the client asks of the server. */
export interface ClientRequests {
  /** Review everything; the findings arrive as diagnostics, the progress as work-done progress. */
  'infraReview/reviewWorkspace': { params: Record<never, never>; result: WorkspaceSummary };
  /** The edits of all safe fixes, of one file or (null) of the workspace. Nothing is changed by asking. */
  'infraReview/fix': { params: { uri: string | null }; result: { documents: FixedDocument[]; applied: number } };
  'infraReview/rules': { params: Record<never, never>; result: RuleSummary[] };
  /** The page of a rule or notice as Markdown, or null. */
  'infraReview/page': { params: { rule: string }; result: string | null };
  'infraReview/secrets': { params: { uri: string }; result: SecretPlace[] };
  /** Whether the text at a place stands in the history of the local git. */
  'infraReview/wasCommitted': { params: { uri: string; range: Range }; result: SecretHistory };
  /** What a file was taken for, and why; null for what is not reviewed at all. */
  'infraReview/verdict': { params: { uri: string }; result: FileVerdict | null };
}

/** What the server asks of the client: files that it can't reach itself. */
export interface ServerRequests {
  /** The text of a file, or null. */
  'infraReview/read': { params: { uri: string }; result: string | null };
  /** What a folder holds, or null. */
  'infraReview/list': { params: { uri: string }; result: Entry[] | null };
}
