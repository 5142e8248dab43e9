import type { Interpolation, Token } from './syntax';

/** A `${…}` longer than this, in UTF-16 units, is taken for plain text. */
const LONGEST = 2000;
const WORD = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /\d[\w.]*/y;
const BLANKS = /[ \t\f\uFEFF]+|\\\r?\n/y;
/** After these a `/` begins a text, and doesn't divide. */
const BEFORE_SLASHY = new Set(['', '(', ',', '=', '[', ':', '~', '!', '&', '|', '?', '{', ';', '+', '\n']);

/** Splits Groovy into words, texts, marks and line ends; comments are left out. Never throws, linear time. */
export function tokensOf(text: string): readonly Token[] {
  const lexer = new Lexer(text);
  lexer.run();
  return lexer.tokens;
}

class Lexer {
  readonly tokens: Token[] = [];
  #at = 0;

  constructor(private readonly text: string) {}

  run(): void {
    const { text } = this;
    if (text.startsWith('#!')) this.#at = this.#lineEnd(0);
    while (this.#at < text.length) this.#next();
  }

  #next(): void {
    const { text } = this;
    const at = this.#at;
    const first = text.charAt(at);
    if (first === '\n' || first === '\r') {
      this.#at = first === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
      this.#add('newline', at);
    } else if (this.#skip(BLANKS)) return;
    else if (first === '/' && text[at + 1] === '/') this.#at = this.#lineEnd(at);
    else if (first === '/' && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      this.#at = end < 0 ? text.length : end + 2;
    } else if (first === "'" || first === '"') this.#quoted(first);
    else if (first === '/' && this.#mayBeSlashy()) this.#slashy();
    else if (this.#skip(WORD)) this.#add('word', at);
    else if (this.#skip(NUMBER)) this.#add('number', at);
    else {
      this.#at = at + 1;
      this.#add('mark', at);
    }
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found) this.#at = pattern.lastIndex;
    return found !== null;
  }

  #add(kind: Exclude<Token['kind'], 'string'>, start: number): void {
    const text = kind === 'newline' ? '\n' : this.text.slice(start, this.#at);
    this.tokens.push({ kind, start, end: this.#at, text });
  }

  #lineEnd(from: number): number {
    const end = /[\r\n]/g;
    end.lastIndex = from;
    return end.exec(this.text)?.index ?? this.text.length;
  }

  #quoted(quote: '"' | "'"): void {
    const { text } = this;
    const start = this.#at;
    const isTriple = text.startsWith(quote.repeat(3), start);
    const size = isTriple ? 3 : 1;
    const interpolations: Interpolation[] = [];
    let at = start + size;
    let isClosed = false;
    while (at < text.length) {
      const unit = text.charAt(at);
      if (unit === '\\') at += 2;
      else if (!isTriple && (unit === '\n' || unit === '\r')) break;
      else if (unit === quote && (!isTriple || text.startsWith(quote.repeat(3), at))) {
        isClosed = true;
        break;
      } else if (unit === '$' && quote === '"') {
        const found = this.#interpolation(at, isTriple);
        if (found) interpolations.push(found);
        at = found?.end ?? at + 1;
      } else at++;
    }
    const inner = Math.min(at, text.length);
    this.#at = isClosed ? at + size : inner;
    this.tokens.push({
      kind: 'string',
      start,
      end: this.#at,
      text: text.slice(start + size, inner),
      inner: { start: start + size, end: inner },
      quote: quote.repeat(size),
      interpolations,
      isClosed,
    });
  }

  #interpolation(start: number, isTriple: boolean): Interpolation | undefined {
    const { text } = this;
    if (text[start + 1] !== '{') {
      const plain = /[A-Za-z_]\w{0,200}(?:\.[A-Za-z_]\w{0,200}){0,10}/y;
      plain.lastIndex = start + 1;
      const name = plain.exec(text)?.[0];
      return name === undefined ? undefined : { start, end: start + 1 + name.length, code: name };
    }
    let depth = 0;
    const last = Math.min(text.length, start + LONGEST);
    for (let at = start + 1; at < last; at++) {
      const unit = text[at];
      if (unit === '{') depth++;
      else if (unit === '}' && --depth === 0) return { start, end: at + 1, code: text.slice(start + 2, at).trim() };
      else if (!isTriple && (unit === '\n' || unit === '\r')) return undefined;
    }
    return undefined;
  }

  #mayBeSlashy(): boolean {
    const before = this.tokens.at(-1);
    if (!before) return true;
    return before.kind === 'word' ? /^(?:return|in|assert)$/.test(before.text) : BEFORE_SLASHY.has(before.text);
  }

  /** On one line; anything else is a division. */
  #slashy(): void {
    const { text } = this;
    const start = this.#at;
    const lineEnd = this.#lineEnd(start);
    let at = start + 1;
    while (at < lineEnd && text[at] !== '/') at += text[at] === '\\' ? 2 : 1;
    if (at >= lineEnd) {
      this.#at = start + 1;
      this.#add('mark', start);
      return;
    }
    this.#at = at + 1;
    this.tokens.push({
      kind: 'string',
      start,
      end: at + 1,
      text: text.slice(start + 1, at),
      inner: { start: start + 1, end: at },
      quote: '/',
      interpolations: [],
      isClosed: true,
    });
  }
}
