/** A string literal or a comment of a program. */
export interface Literal {
  readonly kind: 'string' | 'comment';
  /** What opens it. */
  readonly quote: string;
  /** Quotes included. */
  readonly start: number;
  readonly end: number;
}

/** How a language writes strings and comments. */
export interface LiteralSyntax {
  /** What opens a literal, tried in this order, and what closes it; `escape` takes away the meaning of what follows. */
  readonly literals: readonly {
    readonly kind: Literal['kind'];
    readonly open: string;
    readonly close: string;
    readonly escape?: string;
    /** Ends with its line at the latest. */
    readonly isOneLine?: boolean;
    /** A closing quote written twice stands for itself. */
    readonly isDoubled?: boolean;
  }[];
}

/** The literal that holds an offset; undefined in code; `null` where a literal before it does not end as it should. */
export function literalAt(text: string, { literals }: LiteralSyntax, offset: number): Literal | undefined | null {
  for (let at = 0; at < text.length && at <= offset; ) {
    const syntax = literals.find(({ open }) => text.startsWith(open, at));
    if (!syntax) {
      at++;
      continue;
    }
    const end = closeOf(text, at + syntax.open.length, syntax);
    if (end === undefined) return null;
    if (offset < end) return { kind: syntax.kind, quote: syntax.open, start: at, end };
    at = end;
  }
  return undefined;
}

function closeOf(text: string, from: number, syntax: LiteralSyntax['literals'][number]): number | undefined {
  const { close, isOneLine, isDoubled, kind } = syntax;
  for (let at = from; at < text.length; at++) {
    if (text[at] === syntax.escape) at++;
    else if (isDoubled && text.startsWith(close + close, at)) at += close.length * 2 - 1;
    else if (text.startsWith(close, at)) return at + close.length;
    else if (isOneLine && text[at] === '\n') return undefined;
  }
  return kind === 'comment' && close === '\n' ? text.length : undefined;
}
