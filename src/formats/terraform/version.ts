/** Major, minor and patch. */
export type Version = readonly [number, number, number];

const PART = /^(~>|>=|<=|!=|=|>|<)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/;

/**
 * Whether a version constraint such as `~> 1.5, != 1.5.3` leaves room for a version or a later one. What can't be read
 * constrains nothing.
 */
export function reaches(constraint: string, version: Version): boolean {
  return constraint.split(',').every((part) => {
    const [, operator = '=', major = '', minor, patch] = PART.exec(part.trim()) ?? [];
    if (major === '') return true;
    const bound: Version = [Number(major), Number(minor ?? 0), Number(patch ?? 0)];
    if (operator === '<') return compare(version, bound) < 0;
    if (operator === '<=' || operator === '=') return compare(version, bound) <= 0;
    if (operator !== '~>') return true;
    const above: Version = patch === undefined ? [bound[0] + 1, 0, 0] : [bound[0], bound[1] + 1, 0];
    return compare(version, above) < 0;
  });
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
