import { type Literal, type LiteralSyntax, literalAt } from './literals';
import type { Replacement, Stretch } from './place';

const SYNTAX: LiteralSyntax = {
  literals: [
    { kind: 'comment', open: '//', close: '\n' },
    { kind: 'comment', open: '/*', close: '*/' },
    { kind: 'string', open: "'", close: "'", escape: '\\', isOneLine: true },
    { kind: 'string', open: '"', close: '"', escape: '\\', isOneLine: true },
    { kind: 'string', open: '`', close: '`', escape: '\\' },
  ],
};

/** The string or comment that holds an offset of a JavaScript program; `null` where that can't be told. */
export function literalInJavaScript(text: string, offset: number): Literal | undefined | null {
  // A quote in a regular expression opens nothing, and would be taken for one that does.
  const isUnclear = /[(,=:[!&|?{};\n]\s{0,20}\/[^/*\n]{0,200}['"`]/.test(text.slice(0, offset));
  return isUnclear ? null : literalAt(text, SYNTAX, offset);
}

/** Where a stretch stands in JavaScript, and how a variable is read there. */
export function placeInJavaScript(text: string, { start, end }: Stretch): Replacement | undefined {
  const literal = literalInJavaScript(text, start);
  if (literal === null || literal?.kind === 'comment') return undefined;
  const read = (variable: string) => `process.env.${variable}`;
  if (!literal) return { start, end, read, isSafe: true };
  if (literal.start + 1 === start && literal.end - 1 === end)
    return { start: literal.start, end: literal.end, read, isSafe: true };
  // Code inside of a template is none of its text.
  const isText = literal.quote === '`' && !text.slice(literal.start, literal.end).includes('${');
  return isText ? { start, end, read: (variable) => `\${process.env.${variable}}`, isSafe: true } : undefined;
}
