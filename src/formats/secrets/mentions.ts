/** Those of some offsets, in ascending order, that lie in a stretch. */
export function mentionsIn(mentions: readonly number[], start: number, end: number): readonly number[] {
  return mentions.slice(firstFrom(mentions, start), firstFrom(mentions, end));
}

/** The index of the first of some ascending numbers that is not less than the given one. */
export function firstFrom(numbers: readonly number[], least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? least) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
