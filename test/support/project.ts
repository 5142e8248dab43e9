import type { ReviewedFinding, ReviewedFix } from '../../src/core/finding';
import { applyEdits, filledEdits, MOST_FIX_ROUNDS, planFixes } from '../../src/core/fix';
import { memorySource } from '../../src/core/memory';
import type { FileReview } from '../../src/core/review';
import type { FixKind } from '../../src/core/rule';
import { Session } from '../../src/core/session';
import { SourceFile } from '../../src/core/text';
import { formats } from '../../src/formats';
import { peers } from '../../src/peers';
import { loaders } from '../../src/rules';

export type Files = Readonly<Record<string, string>>;

/** The day of every review in the tests, unless one says otherwise. */
export const TODAY = '2026-11-21';

export interface ReviewSetting {
  readonly today?: string;
  readonly config?: string;
  readonly only?: readonly string[];
}

export function sessionOf(files: Files, { today = TODAY, config, only }: ReviewSetting = {}): Session {
  return new Session({
    formats,
    loaders,
    peers,
    source: memorySource(files),
    today,
    ...(config !== undefined && { config: new SourceFile('infra-review.yaml', config) }),
    ...(only && { only: new Set(only) }),
  });
}

/** Reviews all the files; a rule that throws fails the test. */
export async function reviewAll(files: Files, setting?: ReviewSetting): Promise<FileReview[]> {
  const session = sessionOf(files, setting);
  const reviews = [];
  for (const path of Object.keys(files).sort()) {
    const result = await session.review(path);
    for (const { error } of result.crashes) throw error;
    reviews.push(result);
  }
  return reviews;
}

/** The findings in all the files that no comment silences. */
export async function findingsOf(files: Files, setting?: ReviewSetting): Promise<ReviewedFinding[]> {
  const reviews = await reviewAll(files, setting);
  return reviews.flatMap(({ findings }) => findings.filter((finding) => !finding.suppressedBy));
}

/** The files after one fix of each of the given findings, in rounds, until no more can be applied. */
export async function fixAll(
  files: Files,
  pick: (finding: ReviewedFinding) => ReviewedFix | undefined,
  setting?: ReviewSetting,
): Promise<Record<string, string>> {
  let now: Record<string, string> = { ...files };
  for (let round = 0; round < MOST_FIX_ROUNDS; round++) {
    const chosen = (await findingsOf(now, setting)).flatMap((finding) => {
      const fix = pick(finding);
      return fix ? [{ ...finding, fixes: [fix] }] : [];
    });
    const { applied } = planFixes(chosen, new Set<FixKind>(['safe', 'suggested', 'template']));
    if (applied.length === 0) return now;
    now = applyFixes(
      now,
      applied.map(({ fix }) => fix),
    );
  }
  return now;
}

/** The files after some fixes that do not overlap. */
function applyFixes(files: Files, fixes: readonly ReviewedFix[]): Record<string, string> {
  const edits = fixes.flatMap((fix) => filledEdits(fix));
  const out = { ...files };
  for (const path of new Set(edits.map(({ at }) => at.file.path))) {
    out[path] = applyEdits(
      files[path] ?? '',
      edits.filter(({ at }) => at.file.path === path),
    );
  }
  return out;
}
