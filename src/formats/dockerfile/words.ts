/** A word of an instruction's line, quotes included. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Splits at blanks outside of quotes, as BuildKit does for `ENV a="b c" d=e\ f`. */
export function splitWords(text: string, from: number, to: number, escapeCharacter: string): Stretch[] {
  const words: Stretch[] = [];
  let start = -1;
  let quote = '';
  for (let at = from; at < to; at++) {
    const character = text.charAt(at);
    const isBlank = quote === '' && (character === ' ' || character === '\t' || character === '\n');
    if (isBlank) {
      if (start >= 0) words.push({ start, end: at });
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (character === escapeCharacter) at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
  }
  if (start >= 0) words.push({ start, end: to });
  return words;
}

/** A word without its quotes and escapes; variables stay as they are. */
export function unquote(word: string, escapeCharacter: string): string {
  if (!/["'\\`]/.test(word)) return word;
  let text = '';
  let quote = '';
  for (let at = 0; at < word.length; at++) {
    const character = word.charAt(at);
    if (character === escapeCharacter && quote !== "'") text += word.charAt(++at);
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    else text += character;
  }
  return text;
}
