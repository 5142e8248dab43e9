import type { ReviewedFinding } from './finding';
import { applyEdits, type FixPlan, MOST_FIX_ROUNDS, planFixes } from './fix';
import type { FixKind } from './rule';
import type { Session } from './session';

/** A file that fixes changed; one that was not there before has no `before`. */
export interface FixedFile {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

export interface FixResult {
  readonly files: readonly FixedFile[];
  /** How many fixes were applied. */
  readonly applied: number;
}

/**
 * Applies the fixes of the given kinds to files of a session in rounds, until none is left or ten are over. Nothing is
 * written: the session holds the new texts as if they were open documents. Fixes after which a file no longer parses
 * are taken back.
 */
export async function fixInRounds(
  session: Session,
  paths: readonly string[],
  kinds: ReadonlySet<FixKind>,
): Promise<FixResult> {
  const original = new Map<string, string | undefined>();
  const refused = new Set<string>();
  let applied = 0;
  let pending: readonly string[] = paths;
  for (let round = 0; round < MOST_FIX_ROUNDS; round++) {
    const findings = await findingsIn(session, pending);
    const plan = planFixes(
      findings.filter((finding) => !refused.has(keyOf(finding))),
      kinds,
    );
    if (plan.applied.length === 0) break;
    pending = [
      ...new Set([
        ...findings.filter(({ fixes }) => fixes.length > 0).map(({ at }) => at.file.path),
        ...plan.edits.keys(),
      ]),
    ];
    const before = apply(session, plan);
    const broken = await brokenPaths(session, findings, plan);
    if (broken.size > 0) {
      restore(session, before);
      for (const { finding, fix } of plan.applied) {
        if (fix.edits.some(({ at }) => broken.has(at.file.path))) refused.add(keyOf(finding));
      }
      continue;
    }
    for (const [path, text] of before) if (!original.has(path)) original.set(path, text);
    applied += plan.applied.length;
  }
  const files = [...original].map(([path, before]) => ({ path, before, after: session.file(path)?.text ?? '' }));
  return { files: files.filter(({ before, after }) => before !== after), applied };
}

/** Makes the edits of a plan; returns what stood in each file before. */
function apply(session: Session, { edits }: FixPlan): Map<string, string | undefined> {
  const before = new Map<string, string | undefined>();
  for (const [path, changes] of edits) {
    // The findings' own text: the session may have forgotten the file since.
    const file = changes[0]?.at.file;
    if (!file) continue;
    before.set(path, file.isNew ? undefined : file.text);
    session.set(path, applyEdits(file.text, changes));
  }
  return before;
}

function restore(session: Session, before: ReadonlyMap<string, string | undefined>): void {
  for (const [path, text] of before) {
    if (text === undefined) session.close(path);
    else session.set(path, text);
  }
}

async function findingsIn(session: Session, paths: readonly string[]): Promise<ReviewedFinding[]> {
  const out: ReviewedFinding[] = [];
  for (const path of paths) out.push(...(await session.review(path)).findings);
  return out;
}

/** The files that could be read before and can't be read any more. */
async function brokenPaths(session: Session, before: readonly ReviewedFinding[], plan: FixPlan): Promise<Set<string>> {
  const isBroken = (finding: ReviewedFinding) => finding.rule === 'review/syntax-error';
  const already = new Set(before.filter(isBroken).map(({ at }) => at.file.path));
  const now = await findingsIn(session, [...plan.edits.keys()]);
  return new Set(now.filter(isBroken).flatMap(({ at }) => (already.has(at.file.path) ? [] : [at.file.path])));
}

function keyOf({ rule, at, message }: ReviewedFinding): string {
  return [rule, at.file.path, at.start, message].join('\0');
}
