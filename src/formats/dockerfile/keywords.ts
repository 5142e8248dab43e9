import { nearest } from '../../core/spelling';

const KEYWORDS: readonly string[] = [
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER'],
  ...['ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
];

/** The instruction that a misspelt keyword, in capitals, most likely means; undefined when it is like none. */
export function meantKeyword(word: string): string | undefined {
  if (!/^[A-Z]{2,14}$/.test(word)) return undefined;
  const meant = likeliest(word, KEYWORDS);
  // Short words are like many others.
  return meant !== undefined &&
    Math.abs(meant.length - word.length) <= Math.max(1, meant.length / 4) &&
    isNear(word, meant)
    ? meant
    : undefined;
}

/** Whether two words have at least half of their letters in common, in the same order. */
function isNear(word: string, meant: string): boolean {
  let shared = 0;
  let from = 0;
  for (const letter of meant) {
    const at = word.indexOf(letter, from);
    if (at < 0) continue;
    shared++;
    from = at + 1;
  }
  return shared * 2 > meant.length;
}

/** The candidate that a misspelt word most likely means: letters in another order come before letters that are wrong. */
export function likeliest(word: string, candidates: readonly string[]): string | undefined {
  const letters = lettersOf(word);
  return candidates.find((candidate) => lettersOf(candidate) === letters) ?? nearest(word, candidates);
}

function lettersOf(word: string): string {
  return [...word].sort().join('');
}
