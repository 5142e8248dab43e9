import type { ReviewedFinding } from '../../core/finding';
import { groupBy } from '../../core/group';
import { maskedText, secretSpans } from '../../core/mask';
import type { Severity } from '../../core/rule';
import type { Span } from '../../core/text';
import { counts, open, plural, type Report, type ShownFinding } from './report';

type Style = 'red' | 'yellow' | 'blue' | 'dim' | 'bold' | 'green' | 'underline';
const CODES: Record<Style, readonly [number, number]> = {
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
  green: [32, 39],
  dim: [2, 22],
  bold: [1, 22],
  underline: [4, 24],
};
const COLORS: Record<Severity, Style> = { error: 'red', warning: 'yellow', info: 'blue' };

/** For people: each finding with its source line, carets under the exact place, and the fix that is offered. */
export function pretty(report: Report, color: boolean): string {
  const paint = (style: Style, text: string) =>
    color ? `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m` : text;
  const findings = open(report);
  const byPath = groupBy(findings, ({ path }) => path);
  const secrets = secretSpans(findings.map(({ finding }) => finding));
  const blocks = [...byPath].map(([path, found]) => {
    const shown = found.map(({ finding }) => block(finding, secrets, paint));
    return `${paint('underline', printable(path))}\n\n${shown.join('\n')}`;
  });
  return [...blocks, `${summary(report, findings, paint)}\n`].join('\n');
}

function block(
  { severity, message, rule, at, fixes }: ReviewedFinding,
  secrets: readonly Span[],
  paint: (style: Style, text: string) => string,
): string {
  const { line, column } = at.file.position(at.start);
  const number = String(line + 1);
  const margin = ' '.repeat(number.length);
  const source = excerpt(at, secrets);
  const head = `  ${paint(COLORS[severity], severity.padEnd(7))} ${paint('bold', printable(message))}  ${paint('dim', rule)}`;
  const lines = [
    head,
    `  ${paint('dim', `${margin} ╭─ ${number}:${column + 1}`)}`,
    `  ${paint('dim', `${number} │`)} ${source.text}`,
    `  ${paint('dim', `${margin} │`)} ${source.indent}${paint(COLORS[severity], source.carets)}`,
    ...fixes.map(
      ({ title, kind }) =>
        `  ${paint('dim', `${margin} ╰─`)} ${paint('green', 'fix:')} ${printable(title)}${kind === 'safe' ? '' : paint('dim', ` (${kind})`)}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

const WIDEST = 160;

/** The line in which a finding starts, cut around it when it is long, and carets below. */
function excerpt(at: Span, secrets: readonly Span[]): { text: string; indent: string; carets: string } {
  const { file } = at;
  const line = file.line(file.lineAt(at.start));
  const from = at.start - line.start > WIDEST - 40 ? at.start - 40 : line.start;
  const to = Math.min(line.end, from + WIDEST);
  const cutBefore = from > line.start ? '…' : '';
  const cutAfter = to < line.end ? '…' : '';
  const shown = (start: number, end: number) => printable(maskedText(file.span(start, end), secrets));
  return {
    text: cutBefore + shown(from, to) + cutAfter,
    indent: ' '.repeat(cutBefore.length + shown(from, at.start).length),
    carets: '^'.repeat(Math.max(1, shown(at.start, Math.min(at.end, to)).length)),
  };
}

/** Tabs as blanks, and no character that a terminal would take for a command. */
function printable(text: string): string {
  return text.replace(/\t/g, '  ').replace(/\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

function summary(
  report: Report,
  findings: readonly ShownFinding[],
  paint: (style: Style, text: string) => string,
): string {
  const fixed = report.fixed > 0 ? `${plural(report.fixed, 'problem')} put right. ` : '';
  const files = plural(report.files, 'file');
  if (findings.length === 0) return fixed + paint('green', `Nothing found in ${files}.`);
  const fixable = findings.filter(({ finding }) => finding.fixes.length > 0).length;
  const safe = findings.filter(({ finding }) => finding.fixes[0]?.kind === 'safe').length;
  const help = fixable > 0 ? ` ${fixable} with a fix, ${safe} of them safe to apply with --fix.` : '';
  return `${fixed}${paint('bold', counts(findings))} in ${plural(new Set(findings.map(({ path }) => path)).size, 'file')} of ${files}.${help}`;
}
