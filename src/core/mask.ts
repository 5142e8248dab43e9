import type { ReviewedFinding } from './finding';
import type { Span } from './text';

/** A piece of a file's text in which every secret is shown as dots, of the same length, so that columns stay true. */
export function maskedText({ file, start, end }: Span, secrets: readonly Span[]): string {
  let text = file.text.slice(start, end);
  for (const secret of secrets) {
    const from = Math.max(secret.start, start) - start;
    const to = Math.min(secret.end, end) - start;
    if (secret.file !== file || from >= to) continue;
    text = text.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, '•') + text.slice(to);
  }
  return text;
}

/** Where secrets stand, as far as the findings tell. */
export function secretSpans(findings: readonly ReviewedFinding[]): Span[] {
  return findings.flatMap(({ secret, at }) => (secret ? [at] : []));
}
