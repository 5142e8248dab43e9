/**
 * What stands between `${{` and `}}`, in `$[ ]`, or after `condition:`. Offsets are those of the text it was read from.
 * There are no operators: `eq(a, b)`, `and(…)`.
 */
export type Expression = Extent &
  (
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    /** A context such as `parameters`, or the variable of a loop. */
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'property'; readonly of: Expression; readonly name: string }
    /** `of[index]`; `of.*` is an index without an expression. */
    | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression | undefined }
    /** The function's name stands at the beginning of the extent. */
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  );

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** What keeps a text from being an expression, and where. */
export interface Mistake extends Extent {
  readonly message: string;
}

export type Parsed =
  | { readonly expression: Expression; readonly mistake?: undefined }
  | { readonly expression?: undefined; readonly mistake: Mistake };

const DEEPEST = 50;
const BLANK = /\s*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;
/** Numbers, and versions of two to four parts. */
const NUMBER = /-?(?:\d+(?:\.\d+){0,3}|\.\d+)(?![\w.])/y;

/** Reads the expression between two offsets of a text. Never throws; linear time. */
export function parseExpression(text: string, start = 0, end = text.length): Parsed {
  return new Reader(text, start, end).read();
}

class Reader {
  #mistake: Mistake | undefined;

  constructor(
    private readonly text: string,
    private at: number,
    private readonly end: number,
  ) {}

  read(): Parsed {
    this.#skip();
    if (this.at >= this.end) return { mistake: { start: this.at, end: this.end, message: 'The expression is empty' } };
    const expression = this.#access(0);
    this.#skip();
    if (expression && !this.#mistake && this.at < this.end) this.#fail(this.#symbol());
    if (this.#mistake) return { mistake: this.#mistake };
    return expression
      ? { expression }
      : { mistake: { start: this.at, end: this.end, message: 'This is no expression' } };
  }

  #skip(): void {
    this.#match(BLANK);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined || this.at + found.length > this.end) return undefined;
    this.at += found.length;
    return found;
  }

  #take(mark: string): boolean {
    this.#skip();
    if (this.at >= this.end || this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  #fail(message: string, start = this.at, end = start + 1): undefined {
    this.#mistake ??= { start, end: Math.min(Math.max(end, start), this.end), message };
    return undefined;
  }

  /** Words for what stands here and should not. */
  #symbol(): string {
    const rest = this.text.slice(this.at, this.end);
    const operator = /^(?:==|!=|&&|\|\||<=|>=|<|>|!)/.exec(rest)?.[0];
    if (operator) return `There is no operator ${operator}: write ${FUNCTIONS_FOR[operator] ?? 'a function'}`;
    if (rest.startsWith('"')) return 'Strings stand in single quotes here';
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 32);
    return rest === '' ? 'The expression ends too soon' : `Unexpected ${character}`;
  }

  #access(depth: number): Expression | undefined {
    let of = this.#primary(depth);
    while (of) {
      const { start } = of;
      if (this.#take('.')) {
        if (this.#take('*')) {
          of = { kind: 'index', of, index: undefined, start, end: this.at };
          continue;
        }
        const name = this.#match(NAME);
        if (name === undefined) return this.#fail('A name is missing after the dot');
        of = { kind: 'property', of, name, start, end: this.at };
      } else if (this.#take('[')) {
        const index: Expression | undefined = this.#take('*') ? undefined : this.#access(depth + 1);
        if (this.#mistake) return undefined;
        if (!this.#take(']')) return this.#fail(this.at >= this.end ? 'A closing ] is missing' : this.#symbol());
        of = { kind: 'index', of, index, start, end: this.at };
      } else break;
    }
    return of;
  }

  #primary(depth: number): Expression | undefined {
    this.#skip();
    const start = this.at;
    if (start >= this.end) return this.#fail('The expression ends too soon', start, start);
    if (depth > DEEPEST) return this.#fail('The expression nests too deep', start, this.end);
    if (this.text[start] === "'") return this.#string();
    const name = this.#match(NAME);
    if (name !== undefined) return this.#word(name, start, depth);
    const number = this.#match(NUMBER);
    if (number === undefined) return this.#fail(this.#symbol());
    const value = (number.match(/\./g)?.length ?? 0) > 1 ? number : Number(number);
    return { kind: 'literal', value, start, end: this.at };
  }

  #string(): Expression | undefined {
    const start = this.at;
    let value = '';
    for (let at = start + 1; at < this.end; at++) {
      if (this.text[at] !== "'") value += this.text[at];
      else if (this.text[at + 1] === "'" && at + 1 < this.end) value += this.text[at++];
      else {
        this.at = at + 1;
        return { kind: 'literal', value, start, end: this.at };
      }
    }
    return this.#fail("A closing ' is missing", start, this.end);
  }

  #word(name: string, start: number, depth: number): Expression | undefined {
    const { at } = this;
    if (this.#take('(')) return this.#call(name, start, depth);
    this.at = at;
    const literal = LITERALS.get(name.toLowerCase());
    if (literal !== undefined) return { kind: 'literal', value: literal, start, end: at };
    return { kind: 'name', name, start, end: at };
  }

  #call(name: string, start: number, depth: number): Expression | undefined {
    const args: Expression[] = [];
    if (this.#take(')')) return { kind: 'call', name, args, start, end: this.at };
    for (;;) {
      const argument = this.#access(depth + 1);
      if (!argument) return undefined;
      args.push(argument);
      if (this.#take(')')) return { kind: 'call', name, args, start, end: this.at };
      if (!this.#take(',')) return this.#fail(this.at >= this.end ? 'A closing ) is missing' : this.#symbol());
    }
  }
}

const LITERALS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const FUNCTIONS_FOR: Readonly<Record<string, string>> = {
  '==': 'eq(a, b)',
  '!=': 'ne(a, b)',
  '&&': 'and(a, b)',
  '||': 'or(a, b)',
  '<': 'lt(a, b)',
  '>': 'gt(a, b)',
  '<=': 'le(a, b)',
  '>=': 'ge(a, b)',
  '!': 'not(a)',
};

/** Every part of an expression, itself first. */
export function* partsOf(expression: Expression): Generator<Expression> {
  yield expression;
  if (expression.kind === 'property') yield* partsOf(expression.of);
  if (expression.kind === 'index') {
    yield* partsOf(expression.of);
    if (expression.index) yield* partsOf(expression.index);
  }
  if (expression.kind === 'call') for (const argument of expression.args) yield* partsOf(argument);
}

/** The way into a context, in lower case: `variables.build.reason` for `variables['Build.Reason']`. Undefined for anything else. */
export function pathOf(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name.toLowerCase();
  if (expression.kind === 'property') {
    const before = pathOf(expression.of);
    return before === undefined ? undefined : `${before}.${expression.name.toLowerCase()}`;
  }
  if (expression.kind !== 'index' || expression.index?.kind !== 'literal') return undefined;
  const before = pathOf(expression.of);
  return before === undefined ? undefined : `${before}.${String(expression.index.value).toLowerCase()}`;
}
