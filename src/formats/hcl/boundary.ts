import { identifierEnd, isBlank, skipBlanks } from './characters';

/** Words that start a line within an expression and can be followed by a brace: `for x in {…} :`. */
const withinExpressions = new Set(['for', 'in', 'if']);

/** Whether a block header, `type "label" … {`, stands at `at`. No expression can hold one at the start of a line. */
export function isBlockHeader(text: string, at: number): boolean {
  const typeEnd = identifierEnd(text, at);
  if (typeEnd === at || withinExpressions.has(text.slice(at, typeEnd))) return false;
  let end = typeEnd;
  for (;;) {
    const next = skipBlanks(text, end);
    if (text[next] === '{') return true;
    if (text[next] === '"') end = labelEnd(text, next);
    else end = next > end || isQuote(text, end) ? identifierEnd(text, next) : next;
    if (end === next) return false;
  }
}

function isQuote(text: string, end: number): boolean {
  return text[end - 1] === '"';
}

/** The offset after a quoted label, or `at` where it does not end on its line. */
function labelEnd(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const character = text[end];
    if (character === '"') return end + 1;
    if (character === '\n') return at;
    if (character === '\\') end++;
  }
  return at;
}

/** Whether `name =` stands at `at`, as an argument starts; `==` and `=>` do not count. */
export function isArgument(text: string, at: number): boolean {
  const nameEnd = identifierEnd(text, at);
  if (nameEnd === at) return false;
  const equals = skipBlanks(text, nameEnd);
  return text[equals] === '=' && text[equals + 1] !== '=' && text[equals + 1] !== '>';
}

/** The offset of the next line after `from` that starts with a block header in its first column; -1 without one. */
export function nextHeaderLine(text: string, from: number): number {
  for (let newline = text.indexOf('\n', from); newline >= 0; newline = text.indexOf('\n', newline + 1)) {
    if (!isBlank(text.charCodeAt(newline + 1)) && isBlockHeader(text, newline + 1)) return newline + 1;
  }
  return -1;
}
