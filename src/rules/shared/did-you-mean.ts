import { nearest } from '../../core/spelling';

/** The name that was most likely meant: one that begins alike comes before one that is merely near. */
export function meant(word: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates];
  const lower = word.toLowerCase();
  const alike = all.filter((candidate) => {
    const other = candidate.toLowerCase();
    const [short, long] = other.length < lower.length ? [other, lower] : [lower, other];
    return short.length >= 4 && long.startsWith(short) && long.length - short.length <= 3;
  });
  return alike.length === 1 ? alike[0] : nearest(word, all);
}
