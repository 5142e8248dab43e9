import { type Token, tokenize } from './expression-tokens';

/** What stands between `${{` and `}}`. Offsets are those of the text it was read from. */
export type Expression = Extent &
  (
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    | { readonly kind: 'context'; readonly name: string }
    /** `of.name`, or `of[index]`; `of.*` is an index without an expression. */
    | { readonly kind: 'property'; readonly of: Expression; readonly name: string }
    | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression | undefined }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
    | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Expression[] }
  );

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** GitHub itself refuses expressions that nest deeper. */
const DEEPEST = 50;

/** From the loosest to the tightest. */
const PRECEDENCE: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>=']];

/** Reads the expression between two offsets of a text, or gives undefined where it is none. Never throws; linear time. */
export function parseExpression(text: string, start = 0, end = text.length): Expression | undefined {
  const tokens = tokenize(text, start, end);
  if (!tokens) return undefined;
  const reader = new ExpressionReader(tokens);
  const expression = reader.operation(0, 0);
  return reader.isAtEnd ? expression : undefined;
}

class ExpressionReader {
  #next = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get isAtEnd(): boolean {
    return this.#token.kind === 'end';
  }

  get #token(): Token {
    return this.tokens[this.#next] as Token;
  }

  #take(mark: string): boolean {
    const { kind, text } = this.#token;
    const found = kind === 'mark' && text === mark;
    if (found) this.#next++;
    return found;
  }

  #advance(): Token {
    const token = this.#token;
    if (token.kind !== 'end') this.#next++;
    return token;
  }

  operation(level: number, depth: number): Expression | undefined {
    const operators = PRECEDENCE[level];
    if (!operators) return this.#not(depth);
    let left = this.operation(level + 1, depth);
    while (left && this.#token.kind === 'mark' && operators.includes(this.#token.text)) {
      const operator = this.#advance().text;
      const right = this.operation(level + 1, depth);
      left = right && { kind: 'operation', operator, operands: [left, right], start: left.start, end: right.end };
    }
    return left;
  }

  #not(depth: number): Expression | undefined {
    const { start } = this.#token;
    if (!this.#take('!')) return this.#accesses(depth);
    const operand = depth < DEEPEST ? this.#not(depth + 1) : undefined;
    return operand && { kind: 'operation', operator: '!', operands: [operand], start, end: operand.end };
  }

  #accesses(depth: number): Expression | undefined {
    let of = this.#primary(depth);
    while (of) {
      const { start } = of;
      if (this.#take('.')) {
        const { kind, text, end } = this.#advance();
        if (kind === 'name') of = { kind: 'property', of, name: text, start, end };
        else of = text === '*' && kind === 'mark' ? { kind: 'index', of, index: undefined, start, end } : undefined;
      } else if (this.#take('[')) {
        const isWildcard = this.#take('*');
        const index = isWildcard || depth >= DEEPEST ? undefined : this.operation(0, depth + 1);
        const { end } = this.#token;
        of = this.#take(']') && (index || isWildcard) ? { kind: 'index', of, index, start, end } : undefined;
      } else break;
    }
    return of;
  }

  #primary(depth: number): Expression | undefined {
    const { kind, text, start, end } = this.#advance();
    if (kind === 'string') return { kind: 'literal', value: text, start, end };
    if (kind === 'number') return { kind: 'literal', value: Number(text), start, end };
    if (kind === 'name') return this.#take('(') ? this.#call(text, start, depth) : word(text, start, end);
    if (kind !== 'mark' || text !== '(' || depth >= DEEPEST) return undefined;
    const inner = this.operation(0, depth + 1);
    return this.#take(')') ? inner : undefined;
  }

  #call(name: string, start: number, depth: number): Expression | undefined {
    const args: Expression[] = [];
    let { end } = this.#token;
    if (this.#take(')')) return { kind: 'call', name, args, start, end };
    if (depth >= DEEPEST) return undefined;
    do {
      const arg = this.operation(0, depth + 1);
      if (!arg) return undefined;
      args.push(arg);
    } while (this.#take(','));
    end = this.#token.end;
    return this.#take(')') ? { kind: 'call', name, args, start, end } : undefined;
  }
}

const CONSTANTS = new Map<string, boolean | null | number>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
]);

function word(text: string, start: number, end: number): Expression {
  const value = CONSTANTS.get(text);
  return value === undefined ? { kind: 'context', name: text, start, end } : { kind: 'literal', value, start, end };
}
