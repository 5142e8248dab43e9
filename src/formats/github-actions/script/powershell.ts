import { type LiteralSyntax, literalAt } from './literals';
import type { Replacement, Stretch } from './place';

const SYNTAX: LiteralSyntax = {
  literals: [
    { kind: 'comment', open: '<#', close: '#>' },
    { kind: 'comment', open: '#', close: '\n' },
    { kind: 'string', open: '@"', close: '\n"@' },
    { kind: 'string', open: "@'", close: "\n'@" },
    { kind: 'string', open: '"', close: '"', escape: '`', isDoubled: true },
    { kind: 'string', open: "'", close: "'", isDoubled: true },
  ],
};

/** Where a stretch stands in PowerShell, and how a variable is read there. */
export function placeInPowerShell(text: string, { start, end }: Stretch): Replacement | undefined {
  // What runs text as code, or hands it to another shell, is not made safe by a variable.
  if (/\b(?:iex|Invoke-Expression|ScriptBlock|cmd|bash|sh)\b/i.test(text)) return undefined;
  const literal = literalAt(text, SYNTAX, start);
  const read = (variable: string) => `$env:${variable}`;
  if (literal === null || literal?.kind === 'comment') return undefined;
  const before = text[start - 1] ?? '\n';
  const after = text[end] ?? '\n';
  if (!literal)
    return /\s|[=(,]/.test(before) && /\s|[),;]/.test(after) ? { start, end, read, isSafe: true } : undefined;
  if (literal.quote === '"' || literal.quote === '@"') {
    const isExpression = text.slice(literal.start, start).includes('$(');
    return isExpression ? undefined : { start, end, read: (variable) => `\${env:${variable}}`, isSafe: true };
  }
  const isWhole = literal.quote === "'" && literal.start + 1 === start && literal.end - 1 === end;
  return isWhole ? { start: literal.start, end: literal.end, read, isSafe: true } : undefined;
}
