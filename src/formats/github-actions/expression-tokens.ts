/** A lexeme of an expression, with its place in the text that was read. `end` is past the last unit. */
export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'mark' | 'end' | 'bad';
  /** The decoded value of a string, of what fits nothing the reason, else the lexeme as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const MARKS = ['&&', '||', '==', '!=', '<=', '>=', '<', '>', '!', '(', ')', '[', ']', ',', '.', '*'];
const BLANK = /[ \t\r\n]*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;
const NUMBER = /[-+]?(?:0x[\da-fA-F]+|0o[0-7]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)/y;

/** The lexemes between two offsets, closed by one of kind `end`, or by one of kind `bad` where a character fits none. */
export function tokenize(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  let at = start;
  for (;;) {
    at += matchAt(BLANK, text, at)?.length ?? 0;
    if (at >= end) break;
    const token = tokenAt(text, at, end, tokens.at(-1));
    if (!token || token.end > end) return [...tokens, unfit(text, at, end)];
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', start: end, end });
  return tokens;
}

function tokenAt(text: string, at: number, end: number, before: Token | undefined): Token | undefined {
  if (text[at] === "'") return stringAt(text, at, end);
  const name = matchAt(NAME, text, at);
  if (name) return { kind: 'name', text: name, start: at, end: at + name.length };
  // After a name or a closing bracket a dot begins a property, never a number.
  const isProperty =
    text[at] === '.' && before !== undefined && (before.kind === 'name' || /^[\])*]$/.test(before.text));
  const number = isProperty ? undefined : matchAt(NUMBER, text, at);
  if (number) return { kind: 'number', text: number, start: at, end: at + number.length };
  const mark = MARKS.find((candidate) => text.startsWith(candidate, at));
  return mark === undefined ? undefined : { kind: 'mark', text: mark, start: at, end: at + mark.length };
}

/** What is no lexeme, and what to write instead where that is plain. */
function unfit(text: string, start: number, end: number): Token {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 32);
  const bad = (reason: string, stop = start + character.length): Token => ({
    kind: 'bad',
    text: reason,
    start,
    end: stop,
  });
  if (character === "'") return bad("A closing ' is missing", end);
  if (character === '"') return bad("Texts stand in single quotes here: 'text'");
  const operator = INSTEAD[character];
  if (operator !== undefined) return bad(operator);
  return bad(`An expression can not hold ${character} here`);
}

const INSTEAD: Readonly<Record<string, string>> = {
  '=': 'One = is no operator: write == to compare',
  '&': 'One & is no operator: write &&',
  '|': 'One | is no operator: write ||',
  '+': 'Expressions can not add: write format(…) to join texts',
  $: 'No $ stands inside of an expression: write the name alone',
  '{': 'No braces stand inside of an expression',
};

/** A quoted string; a quote in it is written twice. */
function stringAt(text: string, start: number, end: number): Token | undefined {
  let value = '';
  for (let at = start + 1; at < end; at++) {
    if (text[at] !== "'") value += text[at];
    else if (text[at + 1] === "'" && at + 1 < end) value += text[at++];
    else return { kind: 'string', text: value, start, end: at + 1 };
  }
  return undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
