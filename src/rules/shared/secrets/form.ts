import type { Severity } from '../../../core/rule';

/**
 * A kind of secret that is known by how it is written. `pattern` is sticky: it is tried where one of the `keywords`
 * stands, or where the characters of `lead` before it begin. The secret is the group of that name, else the whole match.
 */
export interface Form {
  readonly id: string;
  /** What it is, as in "GitHub personal access token". */
  readonly title: string;
  /** Where its issuer says how it is written. */
  readonly link: string;
  readonly keywords: readonly string[];
  readonly ignoresCase?: boolean;
  readonly lead?: RegExp;
  readonly pattern: RegExp;
  /** How many characters the pattern gets to see, where it could run on to the end of the text. */
  readonly window?: number;
  /** How many characters at its start say what it is, and may be shown; at most four. */
  readonly shown?: number;
  /**
   * Whether the match is one, where the pattern can't tell: a checksum, a header, an end that came before `today`
   * (`2026-11-21`).
   */
  readonly accepts?: (secret: string, match: RegExpExecArray, today: string) => boolean;
  /** Whether its issuer gives it to everybody, to try things out with. */
  readonly isPublished?: (secret: string) => boolean;
  readonly severity?: Severity | ((secret: string) => Severity);
  /** Is not looked for in tests, where such things are made for the purpose. */
  readonly isMadeForTests?: boolean;
}

/** A token that begins with its keyword: the usual form. */
export function token(
  id: string,
  title: string,
  link: string,
  pattern: RegExp,
  rest: Partial<Omit<Form, 'id' | 'title' | 'link' | 'pattern'>> = {},
): Form {
  const [, keyword = ''] = /^([\w:/.-]*)/.exec(literalStart(pattern)) ?? [];
  return { id, title, link, pattern: delimited(pattern), keywords: [keyword], shown: 4, ...rest };
}

/** The characters that every match starts with. */
function literalStart({ source }: RegExp): string {
  const start = /^(?:[\w:/-]|\\[./-])+/.exec(source)?.[0] ?? '';
  // What a quantifier follows need not be there.
  const next = source[start.length];
  return (next === '?' || next === '*' || next === '{' ? start.slice(0, -1) : start).replaceAll('\\', '');
}

/** The same, where no character follows that could belong to it. */
function delimited({ source }: RegExp): RegExp {
  return new RegExp(`${source}(?![A-Za-z0-9_-])`, 'dy');
}
