import { type Literal, type LiteralSyntax, literalAt } from './literals';
import type { Replacement, Stretch } from './place';

const SYNTAX: LiteralSyntax = {
  literals: [
    { kind: 'comment', open: '#', close: '\n' },
    { kind: 'string', open: '"""', close: '"""', escape: '\\' },
    { kind: 'string', open: "'''", close: "'''", escape: '\\' },
    { kind: 'string', open: '"', close: '"', escape: '\\', isOneLine: true },
    { kind: 'string', open: "'", close: "'", escape: '\\', isOneLine: true },
  ],
};

/** The string or comment that holds an offset of a Python program; `null` where that can't be told. */
export function literalInPython(text: string, offset: number): Literal | undefined | null {
  return literalAt(text, SYNTAX, offset);
}

/** Where a stretch stands in Python: a string that is nothing else can be read from the environment. */
export function placeInPython(text: string, { start, end }: Stretch): Replacement | undefined {
  const literal = literalInPython(text, start);
  if (literal?.kind !== 'string') return undefined;
  const isWhole = literal.start + literal.quote.length === start && literal.end - literal.quote.length === end;
  const hasPrefix = /\w/.test(text[literal.start - 1] ?? '');
  if (!isWhole || hasPrefix) return undefined;
  const hasModule = /^import os$|^import os[ ,]|^import [\w., ]{1,200}[ ,]os(?:,|$)/m.test(text);
  return {
    start: literal.start,
    end: literal.end,
    read: (variable) => `os.environ["${variable}"]`,
    isSafe: true,
    ...(!hasModule && { needs: 'import os' }),
  };
}
