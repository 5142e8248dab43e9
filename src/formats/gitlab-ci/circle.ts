/**
 * What is left when all that leads to an end has been taken away: whatever stands in a circle, and what leads there.
 * Linear in the number of steps; nothing is left where there is no circle.
 */
export function entangled<T>(all: Iterable<T>, next: (each: T) => readonly T[]): ReadonlySet<T> {
  const open = new Map<T, number>();
  const before = new Map<T, T[]>();
  for (const each of all) {
    const steps = next(each);
    open.set(each, steps.length);
    for (const step of steps) {
      const known = before.get(step);
      if (known) known.push(each);
      else before.set(step, [each]);
    }
  }
  const ended = [...open].flatMap(([each, count]) => (count === 0 ? [each] : []));
  for (let each = ended.pop(); each !== undefined; each = ended.pop()) {
    open.delete(each);
    for (const earlier of before.get(each) ?? []) {
      const left = (open.get(earlier) ?? 0) - 1;
      open.set(earlier, left);
      if (left === 0) ended.push(earlier);
    }
  }
  return new Set(open.keys());
}
