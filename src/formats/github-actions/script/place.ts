import type { ShellName } from '../shell-name';
import { placeInBash } from './bash';
import { literalInJavaScript, placeInJavaScript } from './javascript';
import { placeInPowerShell } from './powershell';
import { literalInPython, placeInPython } from './python';

/** A stretch of a script, in UTF-16 units of its text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** How a stretch of a script can be read from an environment variable instead. */
export interface Replacement extends Stretch {
  /** What reads the variable, there. */
  read(variable: string): string;
  /** Whether just the same is done then with every value that is no attack. */
  readonly isSafe: boolean;
  /** A line that has to stand at the head of the script for it. */
  readonly needs?: string;
}

export type ScriptLanguage = ShellName | 'javascript';

/**
 * How one of the stretches of a script is replaced, according to the quotes it stands in.
 * `stretches` are all the `${{ … }}` of the script, which say nothing in its own language. Undefined where it can't be told.
 */
export function replacementIn(
  text: string,
  language: ScriptLanguage,
  stretch: Stretch,
  stretches: readonly Stretch[],
): Replacement | undefined {
  const masked = mask(text, stretches);
  switch (language) {
    case 'bash':
    case 'sh':
      return placeInBash(masked, stretch);
    case 'pwsh':
    case 'powershell':
      return placeInPowerShell(masked, stretch);
    case 'python':
      return placeInPython(masked, stretch);
    case 'javascript':
      return placeInJavaScript(masked, stretch);
    default:
      // cmd puts the text of a variable in before it reads the line, as the runner does.
      return undefined;
  }
}

/** Whether a stretch surely is a part of a string, in a language in which JSON is code as it stands. */
export function isInString(
  text: string,
  language: 'javascript' | 'python',
  { start }: Stretch,
  stretches: readonly Stretch[],
): boolean {
  const literal = language === 'python' ? literalInPython : literalInJavaScript;
  return literal(mask(text, stretches), start)?.kind === 'string';
}

/** The text with letters in place of the stretches, so that a parser takes each for a part of a word. */
export function mask(text: string, stretches: readonly Stretch[]): string {
  let out = '';
  let at = 0;
  for (const { start, end } of stretches) {
    out += text.slice(at, start) + 'x'.repeat(end - start);
    at = end;
  }
  return out + text.slice(at);
}
