import { diffArrays } from 'diff';
import {
  type CodeDescription,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import type { ReviewedFinding } from '../core/finding';
import { PRODUCT, ruleUrl } from '../core/product';
import type { Severity } from '../core/rule';
import { SourceFile, type Span } from '../core/text';
import type { Settings } from './protocol';

export function toRange({ file, start, end }: Span): Range {
  const from = file.position(start);
  const to = file.position(end);
  return { start: { line: from.line, character: from.column }, end: { line: to.line, character: to.column } };
}

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Hint,
};

/** A finding as a diagnostic, or undefined when the settings leave advice out. `uriOf` gives the address of another file of the project. */
export function toDiagnostic(
  finding: ReviewedFinding,
  settings: Settings,
  uriOf: (path: string) => string,
): Diagnostic | undefined {
  if (finding.severity === 'info' && settings.advice === 'off') return undefined;
  const asInformation = finding.severity === 'info' && settings.advice === 'information';
  const codeDescription: CodeDescription = { href: ruleUrl(finding.rule) };
  return {
    range: toRange(finding.at),
    message: finding.message,
    severity: asInformation ? DiagnosticSeverity.Information : SEVERITIES[finding.severity],
    source: PRODUCT.id,
    code: finding.rule,
    codeDescription,
    ...(finding.tag && { tags: [finding.tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary] }),
    ...(finding.related.length > 0 && {
      relatedInformation: finding.related.map(({ at, message }) => ({
        location: { uri: uriOf(at.file.path), range: toRange(at) },
        message,
      })),
    }),
  };
}

/** The edits that make one text of another, line by line where they differ. */
export function textEdits(before: string, after: string): TextEdit[] {
  const file = new SourceFile('', before);
  const edits: TextEdit[] = [];
  let offset = 0;
  let pending: { start: number; end: number; text: string } | undefined;
  const flush = () => {
    if (pending) edits.push({ range: toRange(file.span(pending.start, pending.end)), newText: pending.text });
    pending = undefined;
  };
  for (const { value, added, removed } of diffArrays(lines(before), lines(after))) {
    const text = value.join('');
    if (!added && !removed) {
      flush();
      offset += text.length;
      continue;
    }
    pending ??= { start: offset, end: offset, text: '' };
    if (added) pending.text += text;
    else {
      offset += text.length;
      pending.end = offset;
    }
  }
  flush();
  return edits;
}

/** Lines with their line ends. */
function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
