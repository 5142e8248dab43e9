import type { ReviewedFinding, ReviewedFix } from './finding';
import type { FixKind } from './rule';
import type { Edit } from './text';

/** Edits by file path, none overlapping another, with how many fixes they make up. */
export interface FixPlan {
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  readonly applied: readonly { readonly finding: ReviewedFinding; readonly fix: ReviewedFix }[];
  /** Fixes that overlap one that was taken; they wait for the next round. */
  readonly waiting: number;
}

/** The first fix of an allowed kind of each finding, as far as they can be applied at once. */
export function planFixes(findings: Iterable<ReviewedFinding>, kinds: ReadonlySet<FixKind>): FixPlan {
  const edits = new Map<string, Edit[]>();
  const applied: { finding: ReviewedFinding; fix: ReviewedFix }[] = [];
  let waiting = 0;
  for (const finding of findings) {
    if (finding.suppressedBy) continue;
    const fix = finding.fixes.find(({ kind }) => kinds.has(kind));
    if (!fix) continue;
    if (fix.edits.some((edit) => (edits.get(edit.at.file.path) ?? []).some((taken) => collide(edit, taken)))) {
      waiting++;
      continue;
    }
    applied.push({ finding, fix });
    for (const edit of fix.edits) {
      const of = edits.get(edit.at.file.path);
      if (of) of.push(edit);
      else edits.set(edit.at.file.path, [edit]);
    }
  }
  return { edits, applied, waiting };
}

function collide({ at: a }: Edit, { at: b }: Edit): boolean {
  // Two insertions at one place would come in an order nobody chose.
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

/** A file's text with edits made to it; they must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let from = 0;
  for (const { at, text: replacement } of [...edits].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end)) {
    result += text.slice(from, at.start) + replacement;
    from = at.end;
  }
  return result + text.slice(from);
}

/** An escaped character · `${1:word}`, `${1|word,other|}` or `${1}` · `$1`. */
const TAB_STOP =
  /\\([\\$}])|\$\{(\d+)(?::((?:\\.|[^\\}$])*)|\|((?:\\.|[^\\,|$])*)(?:,(?:\\.|[^\\|$])*)?\|)?\}|\$(\d+)/g;

/**
 * A template's text with its tab stops filled by their default words: `${1:production}` becomes `production`,
 * and so does `$1` elsewhere.
 */
export function fillTabStops(template: string): string {
  const words = new Map<string, string>();
  for (const [, , number, text, choice] of template.matchAll(TAB_STOP)) {
    const word = text ?? choice;
    if (number !== undefined && word !== undefined && !words.has(number))
      words.set(number, word.replace(/\\([\\$},|])/g, '$1'));
  }
  return template.replace(
    TAB_STOP,
    (_stop, escaped?: string, number?: string, _text?: string, _choice?: string, bare?: string) =>
      escaped ?? words.get(number ?? bare ?? '') ?? '',
  );
}

/** The edits of a fix; tab stops of a template are filled. */
export function filledEdits({ edits, kind }: ReviewedFix): readonly Edit[] {
  return kind === 'template' ? edits.map(({ at, text }) => ({ at, text: fillTabStops(text) })) : edits;
}

/** The most rounds of fixing that fixes may need to settle. */
export const MOST_FIX_ROUNDS = 10;
