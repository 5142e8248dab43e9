import type { ReviewedFinding } from '../../core/finding';
import type { Crash } from '../../core/unit';

/** What a run of the command has to tell, ready for any output. */
export interface Report {
  readonly findings: readonly ShownFinding[];
  readonly files: number;
  readonly fixed: number;
  readonly crashes: readonly Crash[];
}

/** A finding with its path as the person who called would write it. */
export interface ShownFinding {
  readonly finding: ReviewedFinding;
  readonly path: string;
}

/** Findings that no comment silences. */
export function open({ findings }: Report): ShownFinding[] {
  return findings.filter(({ finding }) => !finding.suppressedBy);
}

/** `3 errors, 1 warning, 2 hints` */
export function counts(findings: readonly ShownFinding[]): string {
  const of = (severity: ReviewedFinding['severity']) =>
    findings.filter(({ finding }) => finding.severity === severity).length;
  return [plural(of('error'), 'error'), plural(of('warning'), 'warning'), plural(of('info'), 'hint')]
    .filter((part) => !part.startsWith('0 '))
    .join(', ');
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
