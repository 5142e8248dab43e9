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

/** What keeps a text from being an expression, and where. */
export interface Mistake extends Extent {
  readonly message: string;
}

type Read =
  | { readonly expression: Expression; readonly mistake?: undefined }
  | { readonly expression?: undefined; readonly mistake: Mistake };

/** Reads the expression between two offsets of a text, or gives undefined where it is none. Never throws; linear time. */
export function parseExpression(text: string, start = 0, end = text.length): Expression | undefined {
  return readExpression(text, start, end).expression;
}

/** Like `parseExpression`, but says where and why the text is no expression. */
export function readExpression(text: string, start = 0, end = text.length): Read {
  return new ExpressionReader(tokenize(text, start, end)).read();
}

class ExpressionReader {
  #next = 0;
  #mistake: Mistake | undefined;

  constructor(private readonly tokens: readonly Token[]) {}

  read(): Read {
    const expression = this.operation(0, 0);
    if (expression && this.#token.kind === 'end') return { expression };
    return { mistake: this.#mistake ?? this.#misplaced(expression ? 'An operator is missing before this' : undefined) };
  }

  get #token(): Token {
    return this.tokens[this.#next] as Token;
  }

  /** Says of the next token that it can not stand there. */
  #misplaced(reason?: string): Mistake {
    const { kind, text, start, end } = this.#token;
    if (kind === 'bad') return { start, end, message: text };
    if (kind !== 'end') {
      const mark = kind === 'mark' ? UNFIT[text] : undefined;
      return { start, end, message: mark ?? reason ?? 'This can not stand here' };
    }
    const last = this.tokens[this.#next - 1];
    if (!last) return { start, end, message: 'The expression is empty' };
    return { start: last.start, end: last.end, message: reason ?? 'The expression ends too soon after this' };
  }

  #fail(reason?: string): undefined {
    this.#mistake ??= this.#misplaced(reason);
    return undefined;
  }

  #take(mark: string): boolean {
    const { kind, text } = this.#token;
    const found = kind === 'mark' && text === mark;
    if (found) this.#next++;
    return found;
  }

  #advance(): Token {
    const token = this.#token;
    if (token.kind !== 'end' && token.kind !== 'bad') this.#next++;
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
    const operand = depth < DEEPEST ? this.#not(depth + 1) : this.#fail(TOO_DEEP);
    return operand && { kind: 'operation', operator: '!', operands: [operand], start, end: operand.end };
  }

  #accesses(depth: number): Expression | undefined {
    let of = this.#primary(depth);
    while (of) {
      const { start } = of;
      if (this.#take('.')) of = this.#property(of, start);
      else if (this.#take('[')) of = this.#index(of, start, depth);
      else break;
    }
    return of;
  }

  #property(of: Expression, start: number): Expression | undefined {
    const { kind, text, end } = this.#token;
    if (kind !== 'name' && !(kind === 'mark' && text === '*'))
      return this.#fail("A name or * must follow the dot; write ['…'] for other names");
    this.#advance();
    if (kind === 'name') return { kind: 'property', of, name: text, start, end };
    return { kind: 'index', of, index: undefined, start, end };
  }

  #index(of: Expression, start: number, depth: number): Expression | undefined {
    if (depth >= DEEPEST) return this.#fail(TOO_DEEP);
    const isWildcard = this.#take('*');
    const index = isWildcard ? undefined : this.operation(0, depth + 1);
    if (!isWildcard && !index) return undefined;
    const { end } = this.#token;
    return this.#take(']') ? { kind: 'index', of, index, start, end } : this.#fail('A closing ] is missing');
  }

  #primary(depth: number): Expression | undefined {
    const { kind, text, start, end } = this.#token;
    if (kind === 'end' || kind === 'bad') return this.#fail();
    if (kind === 'mark' && text !== '(') return this.#fail('A value is missing before this');
    this.#advance();
    if (kind === 'string') return { kind: 'literal', value: text, start, end };
    if (kind === 'number') return { kind: 'literal', value: Number(text), start, end };
    if (kind === 'name') return this.#take('(') ? this.#call(text, start, depth) : word(text, start, end);
    if (depth >= DEEPEST) return this.#fail(TOO_DEEP);
    const inner = this.operation(0, depth + 1);
    if (!inner) return undefined;
    return this.#take(')') ? inner : this.#fail('A closing ) is missing');
  }

  #call(name: string, start: number, depth: number): Expression | undefined {
    const args: Expression[] = [];
    let { end } = this.#token;
    if (this.#take(')')) return { kind: 'call', name, args, start, end };
    if (depth >= DEEPEST) return this.#fail(TOO_DEEP);
    do {
      const arg = this.operation(0, depth + 1);
      if (!arg) return undefined;
      args.push(arg);
    } while (this.#take(','));
    end = this.#token.end;
    return this.#take(')') ? { kind: 'call', name, args, start, end } : this.#fail('A closing ) is missing');
  }
}

const TOO_DEEP = 'GitHub reads no expression that nests deeper than 50';

/** Marks that have no place, and why. */
const UNFIT: Readonly<Record<string, string>> = {
  ')': 'This ) closes nothing',
  ']': 'This ] closes nothing',
};

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
