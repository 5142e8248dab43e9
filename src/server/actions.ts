import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { levelEdit } from '../core/config-edit';
import { CONFIG_NAMES } from '../core/config-file';
import type { ReviewedFinding, ReviewedFix } from '../core/finding';
import { filledEdits, planFixes } from '../core/fix';
import type { Format } from '../core/format';
import { groupBy } from '../core/group';
import type { Peer } from '../core/peer';
import type { FileReview } from '../core/review';
import type { FixKind, Rule } from '../core/rule';
import { REASON, suppressionEdit } from '../core/suppress-edit';
import { type Edit, SourceFile } from '../core/text';
import { formats } from '../formats';
import { toRange } from './convert';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.infraReview`;

/** What the editor can do, and what the server knows of the files, as far as actions depend on it. */
export interface ActionContext {
  readonly uriOf: (path: string) => string;
  /** The version of an open document, or null. */
  readonly versionOf: (path: string) => number | null;
  /** Whether a file of this path can be written; beside a document without a file there is none. */
  readonly isReachable: (path: string) => boolean;
  /** The text of a file, or undefined where there is none. */
  readonly file: (path: string) => SourceFile | undefined;
  /** The editor puts tab stops into a workspace edit. */
  readonly snippets: boolean;
  readonly commands: boolean;
  /** The other tools whose suppressions are known, and the rules that say what they call a check. */
  readonly peers: readonly Peer[];
  readonly ruleOf: (id: string) => Rule | undefined;
  readonly diagnosticOf: (finding: ReviewedFinding) => Diagnostic | undefined;
}

/** How many checks of another tool one comment may name. */
const MOST_NAMED = 6;

const ALL_KINDS: ReadonlySet<FixKind> = new Set<FixKind>(['safe', 'suggested']);
const SAFE: ReadonlySet<FixKind> = new Set<FixKind>(['safe']);

/** The actions for the findings at a place: fix this, all of this rule, all safe ones, suppress, turn off, show the page. */
export function actionsFor(at: Range, review: FileReview, context: ActionContext): CodeAction[] {
  const open = review.findings
    .filter(({ suppressedBy }) => !suppressedBy)
    .map((finding) => ({ ...finding, fixes: finding.fixes.filter((fix) => isPossible(fix, context)) }));
  const here = open.filter((finding) => overlaps(toRange(finding.at), at));
  const fixes = here.flatMap((finding) => finding.fixes.map((fix, i) => fixAction(finding, fix, i === 0, context)));
  const rules = [...groupBy(here, ({ rule }) => rule).values()].flatMap(([first]) => first ?? []);
  return [
    ...fixes,
    ...rules.flatMap((finding) => allOfRule(finding, open, context)),
    ...(fixes.length > 0 ? allSafe(open, context) : []),
    ...here.flatMap((finding) => suppressActions(finding, review, context)),
    ...rules.flatMap((finding) => configAction(finding, context)),
    ...here.flatMap((finding) => historyAction(finding, context)),
    ...rules.flatMap((finding) => pageAction(finding, context)),
  ];
}

function isPossible({ edits }: ReviewedFix, { isReachable }: ActionContext): boolean {
  return edits.every(({ at }) => isReachable(at.file.path));
}

function overlaps(a: Range, b: Range): boolean {
  const before = (p: Range['start'], q: Range['start']) =>
    p.line < q.line || (p.line === q.line && p.character < q.character);
  return !before(a.end, b.start) && !before(b.end, a.start);
}

function fixAction(finding: ReviewedFinding, fix: ReviewedFix, preferred: boolean, context: ActionContext): CodeAction {
  const snippet = fix.kind === 'template' && context.snippets;
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    ...diagnosticsOf([finding], context),
    ...(preferred && { isPreferred: true }),
    edit: workspaceEdit(snippet ? fix.edits : filledEdits(fix), context, snippet),
  };
}

function allOfRule(finding: ReviewedFinding, open: readonly ReviewedFinding[], context: ActionContext): CodeAction[] {
  const same = open.filter(({ rule }) => rule === finding.rule);
  const plan = planFixes(same, ALL_KINDS);
  if (plan.applied.length < 2) return [];
  const edits = [...plan.edits.values()].flat();
  return [
    {
      title: `Fix all ${finding.rule} in this file`,
      kind: CodeActionKind.QuickFix,
      ...diagnosticsOf(same, context),
      edit: workspaceEdit(edits, context, false),
    },
  ];
}

function allSafe(open: readonly ReviewedFinding[], context: ActionContext): CodeAction[] {
  const plan = planFixes(open, SAFE);
  if (plan.applied.length < 2) return [];
  const edits = [...plan.edits.values()].flat();
  return [
    {
      title: 'Fix all safe problems in this file',
      kind: CodeActionKind.QuickFix,
      // Editors put actions without diagnostics last.
      ...diagnosticsOf(
        plan.applied.map(({ finding }) => finding),
        context,
      ),
      edit: workspaceEdit(edits, context, false),
    },
  ];
}

function suppressActions(finding: ReviewedFinding, { verdicts }: FileReview, context: ActionContext): CodeAction[] {
  if (finding.rule.startsWith('review/')) return [];
  const format = verdicts
    .map((verdict) => formats[verdict.format] as unknown as Format)
    .find(({ comments }) => comments.length > 0);
  if (!format) return [];
  const suppress = (title: string, edit: Edit | undefined): CodeAction[] =>
    edit ? [suppressAction(title, edit, finding, context)] : [];
  return [
    ...suppress(`Suppress ${finding.rule} here, with a reason`, suppressionEdit(finding, format, 'line')),
    ...suppress(`Suppress ${finding.rule} in this file, with a reason`, suppressionEdit(finding, format, 'file')),
    ...peersFor(finding, context).flatMap(({ peer, ids }) =>
      suppress(`Suppress ${finding.rule} here, the way ${peer.tool} reads it`, foreignEdit(peer, ids, finding, format)),
    ),
  ];
}

/** The tools that the project already suppresses with and that know the same check, and what they call it. */
function peersFor({ rule, at }: ReviewedFinding, { peers, ruleOf, file }: ActionContext) {
  const equivalents = ruleOf(rule)?.equivalents ?? [];
  return peers.flatMap((peer) => {
    const ids = equivalents
      .filter((equivalent) => equivalent.startsWith(`${peer.tool}:`))
      .map((equivalent) => equivalent.slice(peer.tool.length + 1));
    const isUsed = peer.isUsedIn(at.file.text) || peer.homes.some((home) => file(home) !== undefined);
    return ids.length > 0 && isUsed ? [{ peer, ids }] : [];
  });
}

function foreignEdit(peer: Peer, ids: readonly string[], finding: ReviewedFinding, format: Format): Edit | undefined {
  const [leader] = format.comments;
  const { file } = finding.at;
  if (leader === undefined || file.path.endsWith('.json')) return undefined;
  const edit = peer.write?.(finding, ids, leader, REASON);
  const isBehind = edit !== undefined && edit.at.start !== file.line(file.lineAt(edit.at.start)).start;
  // A comment that has to name dozens of checks is no help to anyone.
  const last = ids[MOST_NAMED];
  const isLong = last !== undefined && edit?.text.includes(last);
  return isLong || (isBehind && format.commentsStandAlone) ? undefined : edit;
}

function suppressAction(title: string, edit: Edit, finding: ReviewedFinding, context: ActionContext): CodeAction {
  const snippet = context.snippets && edit.text.includes(REASON);
  const text = snippet ? edit.text.replace(/[\\$}]/g, '\\$&').replace(REASON, `\${1:${REASON}}`) : edit.text;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    ...diagnosticsOf([finding], context),
    edit: workspaceEdit([{ ...edit, text }], context, snippet),
  };
}

function configAction(finding: ReviewedFinding, context: ActionContext): CodeAction[] {
  if (!context.isReachable(CONFIG_NAMES[0])) return [];
  const known = CONFIG_NAMES.map((name) => context.file(name)).find((file) => file !== undefined);
  const edit = levelEdit(known ?? new SourceFile(CONFIG_NAMES[0], '', true), finding.rule, 'off');
  if (!edit) return [];
  return [
    {
      title: `Turn ${finding.rule} off in ${edit.at.file.path}`,
      kind: CodeActionKind.QuickFix,
      ...diagnosticsOf([finding], context),
      edit: workspaceEdit([edit], context, false),
    },
  ];
}

function historyAction({ secret, at }: ReviewedFinding, { commands }: ActionContext): CodeAction[] {
  if (!commands || !secret) return [];
  const title = 'Was this secret committed?';
  const command = { title, command: 'infraReview.wasSecretCommitted', arguments: [toRange(at)] };
  return [{ title, kind: CodeActionKind.QuickFix, command }];
}

function pageAction({ rule }: ReviewedFinding, { commands }: ActionContext): CodeAction[] {
  if (!commands) return [];
  const title = `Show the documentation of ${rule}`;
  return [
    { title, kind: CodeActionKind.QuickFix, command: { title, command: 'infraReview.openRule', arguments: [rule] } },
  ];
}

function diagnosticsOf(
  findings: readonly ReviewedFinding[],
  { diagnosticOf }: ActionContext,
): Pick<CodeAction, 'diagnostics'> {
  return { diagnostics: findings.flatMap((finding) => diagnosticOf(finding) ?? []) };
}

/** Edits of the engine as a workspace edit, versioned, creating files that are not there. */
export function workspaceEdit(edits: readonly Edit[], context: ActionContext, snippets: boolean): WorkspaceEdit {
  const changes: NonNullable<WorkspaceEdit['documentChanges']> = [];
  for (const [path, own] of groupBy(edits, ({ at }) => at.file.path)) {
    const uri = context.uriOf(path);
    if (own.some(({ at }) => at.file.isNew)) changes.push({ kind: 'create', uri, options: { ignoreIfExists: true } });
    const change: TextDocumentEdit = {
      textDocument: { uri, version: context.versionOf(path) },
      edits: own.map((edit) => (snippets ? snippetEdit(edit) : { range: toRange(edit.at), newText: edit.text })),
    };
    changes.push(change);
  }
  return { documentChanges: changes };
}

/**
 * Editors indent the further lines of a snippet like the line it is put into; ours say their own indentation. From the
 * line's start there is nothing to add, so that is where the edit begins.
 */
function snippetEdit({ at, text }: Edit): SnippetTextEdit {
  const { file, start, end } = at;
  const from = file.line(file.lineAt(start)).start;
  const before = file.text.slice(from, start).replace(/[\\$}]/g, '\\$&');
  return { range: toRange(file.span(from, end)), snippet: { kind: 'snippet', value: before + text } };
}
