/** Whether a condition holds for one way of being started. */
export interface Verdict {
  /** Undefined where it depends on what can't be known. */
  readonly holds: boolean | undefined;
  /** It depends on the branch. */
  readonly asksBranch: boolean;
}

export const YES: Verdict = { holds: true, asksBranch: false };
export const NO: Verdict = { holds: false, asksBranch: false };
export const MAYBE: Verdict = { holds: undefined, asksBranch: false };
export const BY_BRANCH: Verdict = { holds: undefined, asksBranch: true };

export function both(left: Verdict, right: Verdict): Verdict {
  if (left.holds === false || right.holds === false) return NO;
  return { holds: left.holds && right.holds ? true : undefined, asksBranch: left.asksBranch || right.asksBranch };
}

export function either(left: Verdict, right: Verdict): Verdict {
  return negate(both(negate(left), negate(right)));
}

export function negate({ holds, asksBranch }: Verdict): Verdict {
  return { holds: holds === undefined ? undefined : !holds, asksBranch };
}
