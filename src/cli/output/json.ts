import { fingerprint, type ReviewedFinding } from '../../core/finding';
import { PRODUCT, ruleUrl } from '../../core/product';
import type { Span } from '../../core/text';
import type { Report } from './report';

/** For programs. Lines and columns count from one, columns in UTF-16 units; `end…` is past the last character. */
export function json(report: Report): string {
  const findings = report.findings.map(({ finding, path }) => ({
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    practice: finding.practice,
    path,
    ...range(finding.at),
    url: ruleUrl(finding.rule),
    address: finding.address,
    fingerprint: fingerprint(finding),
    suppressed: finding.suppressedBy && {
      reason: finding.suppressedBy.reason,
      until: finding.suppressedBy.until,
      tool: finding.suppressedBy.tool,
    },
    fixes: finding.fixes.map(({ title, kind, edits }) => ({
      title,
      kind,
      // The edits of a secret's fix would print what stands beside it.
      edits: finding.secret
        ? undefined
        : edits.map(({ at, text }) => ({ path: editPath(finding, path, at), ...range(at), text })),
    })),
  }));
  const crashes = report.crashes.map(({ rule, path, error }) => ({ rule, path, error: String(error) }));
  return `${JSON.stringify({ tool: PRODUCT.id, version: PRODUCT.version, files: report.files, fixed: report.fixed, findings, crashes }, null, 2)}\n`;
}

export function range({ file, start, end }: Span) {
  const from = file.position(start);
  const to = file.position(end);
  return { line: from.line + 1, column: from.column + 1, endLine: to.line + 1, endColumn: to.column + 1 };
}

/** The shown path of an edit, which may lie in another file than its finding. */
export function editPath({ at: { file } }: ReviewedFinding, shown: string, edit: Span): string {
  if (edit.file.path === file.path) return shown;
  return shown.endsWith(file.path) ? shown.slice(0, shown.length - file.path.length) + edit.file.path : edit.file.path;
}
