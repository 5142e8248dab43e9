import type { SourceFile } from '../../core/text';

/** A line of a `.dockerignore`. */
interface Pattern {
  readonly isException: boolean;
  readonly parts: readonly string[];
}

/** Whether a `.dockerignore` keeps a path out of the build; the path is relative to the folder that is built. */
export function isIgnored(ignoreFile: SourceFile, path: string): boolean {
  const parts = partsOf(path);
  return ignoreFile.derived(readPatterns).reduce((ignored, { isException, parts: pattern }) => {
    // What lies in a folder that is left out is left out as well.
    const matches = parts.some((_, index) => matchesParts(pattern, parts.slice(0, index + 1)));
    return matches ? !isException : ignored;
  }, false);
}

/** Whether a name is one that a pattern of a `COPY` stands for; `*` and `?` match no slash. */
export function matchesName(pattern: string, name: string): boolean {
  let at = 0;
  let start = 0;
  let star = -1;
  let starAt = 0;
  while (start < name.length) {
    const token = pattern[at];
    if (token === '*') {
      star = at++;
      starAt = start;
    } else if (token !== undefined && (token === '?' || token === name[start])) {
      at++;
      start++;
    } else if (star >= 0) {
      at = star + 1;
      start = ++starAt;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

function readPatterns({ text }: SourceFile): readonly Pattern[] {
  return text.split(/\r\n?|\n/).flatMap((line) => {
    if (line.startsWith('#')) return [];
    const written = line.trim();
    const isException = written.startsWith('!');
    const parts = partsOf(isException ? written.slice(1).trim() : written);
    return parts.length === 0 ? [] : [{ isException, parts }];
  });
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** `**` stands for any number of folders. */
function matchesParts(pattern: readonly string[], path: readonly string[]): boolean {
  // One row per part of the path: how much of the pattern may be used up there.
  let reached = closure(new Set([0]), pattern);
  for (const part of path) {
    const next = new Set<number>();
    for (const at of reached) {
      const token = pattern[at];
      if (token === '**') next.add(at);
      else if (token !== undefined && matchesName(token, part)) next.add(at + 1);
    }
    reached = closure(next, pattern);
  }
  return reached.has(pattern.length);
}

function closure(reached: Set<number>, pattern: readonly string[]): Set<number> {
  for (const at of reached) if (pattern[at] === '**') reached.add(at + 1);
  return reached;
}
