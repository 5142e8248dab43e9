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
import type { FileReview } from '../core/review';
import type { FixKind } from '../core/rule';
import { suppressionEdit } from '../core/suppress-edit';
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
  readonly diagnosticOf: (finding: ReviewedFinding) => Diagnostic | undefined;
}

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
  return (['line', 'file'] as const).flatMap((scope) => {
    const edit = suppressionEdit(finding, format, scope);
    if (!edit) return [];
    const title =
      scope === 'line'
        ? `Suppress ${finding.rule} here, with a reason`
        : `Suppress ${finding.rule} in this file, with a reason`;
    const snippet = context.snippets && edit.text.includes(' -- ');
    const text = snippet ? edit.text.replace(/[\\$}]/g, '\\$&').replace('say why', '${1:say why}') : edit.text;
    return [
      {
        title,
        kind: CodeActionKind.QuickFix,
        ...diagnosticsOf([finding], context),
        edit: workspaceEdit([{ ...edit, text }], context, snippet),
      },
    ];
  });
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
