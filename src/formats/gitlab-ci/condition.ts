/** An expression of `if`: a comparison of variables with texts, or several of them. */
export type Condition =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Condition; readonly right: Condition };

type Operator = '==' | '!=' | '=~' | '!~' | '&&' | '||';

interface Token {
  readonly kind: 'variable' | 'text' | 'pattern' | 'null' | 'mark';
  readonly text: string;
  readonly flags?: string;
}

const SPACE = /[ \t\r\n]*/y;
const VARIABLE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/y;
const MARK = /==|!=|=~|!~|&&|\|\||\(|\)|!/y;
const NULL = /null\b/y;

/** Expressions that nest deeper are not read. */
const DEEPEST = 50;

/** Reads an expression; undefined where it is none. Never throws, linear time. */
export function conditionIn(text: string): Condition | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  const reader = new Reader(tokens);
  const condition = reader.either(0);
  return reader.isAtEnd ? condition : undefined;
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (;;) {
    at += match(SPACE)?.[0].length ?? 0;
    if (at >= text.length) return tokens;
    const first = text.charAt(at);
    const variable = match(VARIABLE);
    const mark = match(MARK);
    if (variable) {
      tokens.push({ kind: 'variable', text: variable[1] ?? variable[2] ?? '' });
      at += variable[0].length;
    } else if (first === '"' || first === "'") {
      const end = text.indexOf(first, at + 1);
      if (end < 0) return undefined;
      tokens.push({ kind: 'text', text: text.slice(at + 1, end) });
      at = end + 1;
    } else if (first === '/') {
      const end = patternEnd(text, at + 1);
      if (end === undefined) return undefined;
      const flags = /^[a-zA-Z]*/.exec(text.slice(end + 1, end + 6))?.[0] ?? '';
      tokens.push({ kind: 'pattern', text: text.slice(at + 1, end), flags });
      at = end + 1 + flags.length;
    } else if (mark) {
      tokens.push({ kind: 'mark', text: mark[0] });
      at += mark[0].length;
    } else if (match(NULL)) {
      tokens.push({ kind: 'null', text: 'null' });
      at += 4;
    } else return undefined;
  }
}

/** Where a pattern's last slash stands. */
function patternEnd(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '/') return at;
  }
  return undefined;
}

class Reader {
  #next = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get isAtEnd(): boolean {
    return this.#next >= this.tokens.length;
  }

  either(depth: number): Condition | undefined {
    return this.#chain('||', () => this.#chain('&&', () => this.#comparison(depth)));
  }

  #chain(operator: '&&' | '||', part: () => Condition | undefined): Condition | undefined {
    let left = part();
    while (left && this.#take(operator)) {
      const right = part();
      left = right && { kind: 'operation', operator, left, right };
    }
    return left;
  }

  #comparison(depth: number): Condition | undefined {
    const left = this.#operand(depth);
    for (const operator of ['==', '!=', '=~', '!~'] as const) {
      if (!left || !this.#take(operator)) continue;
      const right = this.#operand(depth);
      return right && { kind: 'operation', operator, left, right };
    }
    return left;
  }

  #operand(depth: number): Condition | undefined {
    if (depth > DEEPEST) return undefined;
    if (this.#take('!')) {
      const of = this.#operand(depth + 1);
      return of && { kind: 'not', of };
    }
    if (this.#take('(')) {
      const inner = this.either(depth + 1);
      return this.#take(')') ? inner : undefined;
    }
    const token = this.tokens[this.#next];
    if (!token || token.kind === 'mark') return undefined;
    this.#next++;
    const { kind, text } = token;
    if (kind === 'variable') return { kind, name: text };
    if (kind === 'pattern') return { kind, source: text, flags: token.flags ?? '' };
    return kind === 'null' ? { kind } : { kind: 'text', text };
  }

  #take(mark: string): boolean {
    const token = this.tokens[this.#next];
    const found = token?.kind === 'mark' && token.text === mark;
    if (found) this.#next++;
    return found;
  }
}
