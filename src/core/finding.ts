import type { FixKind, Practice, Severity } from './rule';
import type { Suppression } from './suppress';
import { type Edit, type Span, textOf } from './text';

/** A fix with its kind settled. */
export interface ReviewedFix {
  readonly title: string;
  readonly kind: FixKind;
  readonly edits: readonly Edit[];
}

/** A finding as every front end gets it. */
export interface ReviewedFinding {
  /** The id of the rule or notice that speaks. */
  readonly rule: string;
  readonly title: string;
  readonly practice: Practice | undefined;
  readonly severity: Severity;
  readonly at: Span;
  readonly message: string;
  readonly fixes: readonly ReviewedFix[];
  readonly related: readonly { readonly at: Span; readonly message: string }[];
  readonly tag: 'deprecated' | 'unnecessary' | undefined;
  readonly secret: boolean;
  readonly address: string | undefined;
  /** The statement it stands in: a comment above it can silence the finding. */
  readonly statement: Span;
  /** The comment that silences it, if one does. */
  readonly suppressedBy: Suppression | undefined;
}

/** By file, place and rule. */
export function byPlace(a: ReviewedFinding, b: ReviewedFinding): number {
  return (
    compare(a.at.file.path, b.at.file.path) ||
    a.at.start - b.at.start ||
    a.at.end - b.at.end ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Knows a finding again when lines move: rule, path, the thing's address and its text with blanks folded. Never a secret. */
export function fingerprint({ rule, at, address, secret }: ReviewedFinding): string {
  const text = secret ? '' : textOf(at).replace(/\s+/g, ' ').trim();
  return hash([rule, at.file.path, address ?? '', text].join('\0'));
}

/** FNV-1a over UTF-16 units, twice with different seeds: 64 bits as 16 hexadecimal digits. No cryptography. */
function hash(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x050c5d1f;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (a >>> 15), 0x01000193);
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
