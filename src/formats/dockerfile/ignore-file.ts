import type { SourceFile, Span } from '../../core/text';

/** One line of a `.dockerignore`. */
export interface IgnorePattern {
  /** As Docker takes it: without blanks, `!`, and the slash at its start. */
  readonly text: string;
  /** Whether it takes back in what an earlier one leaves out. */
  readonly isException: boolean;
  readonly span: Span;
}

/** Reads a `.dockerignore`; comments and blank lines are left out. */
export function readIgnoreFile(file: SourceFile): readonly IgnorePattern[] {
  const patterns: IgnorePattern[] = [];
  for (let number = 0; number < file.lineCount; number++) {
    const line = file.line(number);
    const written = file.text.slice(line.start, line.end);
    const trimmed = written.trim();
    if (trimmed === '' || written.startsWith('#')) continue;
    const isException = trimmed.startsWith('!');
    const text = cleaned(isException ? trimmed.slice(1).trim() : trimmed);
    const start = line.start + written.indexOf(trimmed);
    if (text !== '') patterns.push({ text, isException, span: file.span(start, start + trimmed.length) });
  }
  return patterns;
}

/**
 * The pattern by which a path of the build context stays out of the build, or undefined where it doesn't: the last one
 * that matches the path or a folder above it counts.
 */
export function leftOutBy(patterns: readonly IgnorePattern[], path: string): IgnorePattern | undefined {
  const parts = path.split('/');
  let decisive: IgnorePattern | undefined;
  for (const pattern of patterns) {
    const wanted = pattern.text.split('/');
    const matches = parts.some((_, index) => matchesPath(wanted, parts.slice(0, index + 1)));
    if (matches) decisive = pattern;
  }
  return decisive?.isException ? undefined : decisive;
}

/** A path without `.`, doubled slashes and slashes at its ends. */
function cleaned(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Whether a pattern's parts match a path's; `**` stands for any number of them, at the end for at least one. */
function matchesPath(pattern: readonly string[], path: readonly string[]): boolean {
  // Row by row: which beginnings of the path the beginning of the pattern matches.
  let row = [true, ...path.map(() => false)];
  pattern.forEach((part, index) => {
    const next = row.map(() => false);
    const isLast = index === pattern.length - 1;
    for (let end = 0; end <= path.length; end++) {
      if (part === '**')
        next[end] = (next[end - 1] ?? false) || (isLast ? (row[end - 1] ?? false) : (row[end] ?? false));
      else next[end] = end > 0 && (row[end - 1] ?? false) && matchesPart(part, path[end - 1] ?? '');
    }
    row = next;
  });
  return row.at(-1) ?? false;
}

/** Whether `*`, `?` and `[a-z]` in a pattern match one part of a path, as in `.dockerignore` and in what `COPY` takes. */
export function matchesPart(pattern: string, text: string): boolean {
  const tokens = tokensOf(pattern);
  let at = 0;
  let token = 0;
  let retryAt = -1;
  let retryToken = -1;
  while (at < text.length) {
    const current = tokens[token];
    if (current === '*') {
      retryToken = ++token;
      retryAt = at;
    } else if (current?.(text.charAt(at))) {
      token++;
      at++;
    } else if (retryToken >= 0) {
      token = retryToken;
      at = ++retryAt;
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === '*');
}

type Token = '*' | ((character: string) => boolean);

function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '*') tokens.push('*');
    else if (character === '?') tokens.push(() => true);
    else if (character === '[' && pattern.includes(']', at + 1)) {
      const end = pattern.indexOf(']', at + 1);
      tokens.push(classOf(pattern.slice(at + 1, end)));
      at = end;
    } else {
      const literal = character === '\\' ? pattern.charAt(++at) : character;
      tokens.push((each) => each === literal);
    }
  }
  return tokens;
}

/** `a-z0` or `^a-z`, the brackets taken off. */
function classOf(text: string): (character: string) => boolean {
  const isNegated = text.startsWith('^');
  const set = isNegated ? text.slice(1) : text;
  return (character) => {
    for (let at = 0; at < set.length; at++) {
      const isRange = set.charAt(at + 1) === '-' && at + 2 < set.length;
      const last = isRange ? set.charAt(at + 2) : set.charAt(at);
      if (character >= set.charAt(at) && character <= last) return !isNegated;
      if (isRange) at += 2;
    }
    return isNegated;
  };
}
