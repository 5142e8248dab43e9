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
  return hasQuotedPattern(text.slice(0, offset)) ? null : literalAt(text, SYNTAX, offset);
}

/** Whether a regular expression may hold a quote, which opens nothing and would be taken for one that does. */
function hasQuotedPattern(text: string): boolean {
  return text.split('\n').some((line) => {
    const quote = Math.max(line.lastIndexOf("'"), line.lastIndexOf('"'), line.lastIndexOf('`'));
    for (let at = line.indexOf('/'); at >= 0 && at < quote; at = line.indexOf('/', at + 1)) {
      const before = line
        .slice(Math.max(0, at - 20), at)
        .trimEnd()
        .at(-1);
      const isDivision = before !== undefined && !'(,=:[!&|?{};'.includes(before);
      if (!isDivision && !'/*'.includes(line[at + 1] ?? '')) return true;
    }
    return false;
  });
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
