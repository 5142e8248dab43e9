import type { SourceFile } from '../../core/text';
import { tokensOf } from './lexer';
import type { Block, Statement, Token } from './syntax';

/** Braces nest no deeper; what stands below is left out. */
const DEEPEST = 60;

/** Reads Groovy as far as a pipeline needs it: statements with their blocks. Never throws, linear time. */
export function parseGroovy(file: SourceFile): Block {
  return new Parser(file).file();
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(private readonly source: SourceFile) {
    this.#tokens = tokensOf(source.text);
  }

  file(): Block {
    const statements: Statement[] = [];
    // A brace too many ends nothing.
    while (this.#next < this.#tokens.length) {
      statements.push(...this.#statements(0));
      this.#next++;
    }
    return { file: this.source, start: 0, end: this.source.text.length, statements, isClosed: true };
  }

  /** Up to the brace that closes, which is left, or the end. */
  #statements(depth: number): readonly Statement[] {
    const statements: Statement[] = [];
    for (;;) {
      while (this.#peek()?.kind === 'newline' || this.#is(';')) this.#next++;
      if (!this.#peek() || this.#is('}')) return statements;
      statements.push(this.#statement(depth));
    }
  }

  #statement(depth: number): Statement {
    const tokens: Token[] = [];
    const blocks: Block[] = [];
    let open = 0;
    for (let token = this.#peek(); token; token = this.#peek()) {
      if (token.kind === 'newline') {
        if (open === 0 && !this.#goesOn(tokens, blocks)) break;
        this.#next++;
        continue;
      }
      if (token.kind === 'mark') {
        if (token.text === '{') {
          blocks.push(this.#block(depth));
          continue;
        }
        if (token.text === '}' || (token.text === ';' && open === 0)) break;
        if (token.text === '(' || token.text === '[') open++;
        else if ((token.text === ')' || token.text === ']') && open > 0) open--;
      }
      tokens.push(token);
      this.#next++;
    }
    return this.#made(tokens, blocks);
  }

  #made(tokens: readonly Token[], blocks: readonly Block[]): Statement {
    const [first] = tokens;
    const start = Math.min(first?.start ?? Number.POSITIVE_INFINITY, blocks[0]?.start ?? Number.POSITIVE_INFINITY);
    const end = Math.max(tokens.at(-1)?.end ?? 0, blocks.at(-1)?.end ?? 0);
    const isNamed = first?.kind === 'word';
    const { source } = this;
    return {
      file: source,
      start,
      end,
      name: isNamed ? first.text : undefined,
      nameSpan: isNamed ? source.span(first.start, first.end) : source.span(start, start),
      tokens,
      blocks,
    };
  }

  /** Whether what stands on the next line belongs to the statement: after an operator, before a dot or a brace. */
  #goesOn(tokens: readonly Token[], blocks: readonly Block[]): boolean {
    const last = tokens.at(-1);
    const isAfterBlock = (blocks.at(-1)?.end ?? -1) > (last?.end ?? 0);
    if (!isAfterBlock && last?.kind === 'mark' && /^[=+,.&|?:<~]$/.test(last.text)) return true;
    let at = this.#next;
    while (this.#tokens[at]?.kind === 'newline') at++;
    const following = this.#tokens[at];
    if (following?.kind !== 'mark') return isAfterBlock && /^(?:else|catch|finally)$/.test(following?.text ?? '');
    if (following.text === '.' || following.text === '?') return true;
    return following.text === '{' && !isAfterBlock && blocks.length === 0 && tokens.length > 0;
  }

  #block(depth: number): Block {
    const { start } = this.#tokens[this.#next] as Token;
    this.#next++;
    const statements = depth < DEEPEST ? this.#statements(depth + 1) : this.#skipped();
    const close = this.#is('}') ? this.#peek() : undefined;
    if (close) this.#next++;
    const end = close?.end ?? this.source.text.length;
    return { file: this.source, start, end, statements, isClosed: close !== undefined };
  }

  #skipped(): readonly Statement[] {
    let open = 0;
    for (let token = this.#peek(); token; token = this.#peek()) {
      if (this.#is('}') && open-- === 0) return [];
      if (this.#is('{')) open++;
      this.#next++;
    }
    return [];
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #is(mark: string): boolean {
    const token = this.#peek();
    return token?.kind === 'mark' && token.text === mark;
  }
}
