import type { Parser } from './parser';
import type { Piece, TextPiece } from './template-parts';

const linePiece = /[^\n]*\n|[^\n]+/g;

/** The indentation, in characters, that all lines of a flush heredoc share; blank lines do not count. */
export function commonIndent(text: string, pieces: readonly Piece[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    let atLineStart = text[piece.start - 1] === '\n';
    if (piece.kind !== 'text') {
      if (atLineStart) return 0;
      continue;
    }
    for (const [line] of text.slice(piece.start, piece.end).matchAll(linePiece)) {
      const visible = line.trimStart();
      if (atLineStart && (visible !== '' || !line.endsWith('\n')))
        least = Math.min(least, line.length - visible.length);
      atLineStart = true;
    }
  }
  return Number.isFinite(least) ? least : 0;
}

interface TextStyle {
  readonly quoted: boolean;
  /** What to take off the start of every line. */
  readonly indent: number;
  /** A strip mark before the text takes the white space off its first line, one after it off its last. */
  readonly trimStart: boolean;
  readonly trimEnd: boolean;
}

/** The value that a piece of a template's text stands for; `sound` is false where an escape is invalid. */
export function decode(parser: Parser, piece: TextPiece, style: TextStyle): { value: string; sound: boolean } {
  const raw = parser.text.slice(piece.start, piece.end);
  let sound = true;
  let value = raw;
  if (style.quoted) {
    if (raw.includes('\\')) ({ value, sound } = decodeEscapes(parser, piece));
    else value = unescapeSequences(raw);
    if (style.trimStart) value = value.trimStart();
    if (style.trimEnd) value = value.trimEnd();
    return { value, sound };
  }
  if (style.indent > 0 || style.trimStart || style.trimEnd) {
    const lines = raw.match(linePiece) ?? [];
    const fromLineStart = parser.text[piece.start - 1] === '\n';
    value = lines
      .map((line, i) => {
        let kept = line;
        const blank = line.endsWith('\n') && line.trim() === '';
        if ((i > 0 || fromLineStart) && !blank) kept = kept.slice(style.indent);
        if (i === 0 && style.trimStart) kept = kept.trimStart();
        if (i === lines.length - 1 && style.trimEnd) kept = kept.trimEnd();
        return kept;
      })
      .join('');
  }
  return { value: unescapeSequences(value), sound };
}

/** `$${` and `%%{` stand for `${` and `%{`. */
function unescapeSequences(text: string): string {
  return text.includes('{') ? text.replace(/\$\$\{|%%\{/g, (doubled) => doubled.slice(1)) : text;
}

const plain: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function decodeEscapes(parser: Parser, { start, end }: TextPiece): { value: string; sound: boolean } {
  const { text } = parser;
  let value = '';
  let sound = true;
  let literal = start;
  for (let at = text.indexOf('\\', start); at >= 0 && at < end; at = text.indexOf('\\', literal)) {
    value += unescapeSequences(text.slice(literal, at));
    const selector = text[at + 1] ?? '';
    const digits = selector === 'u' ? 4 : selector === 'U' ? 8 : 0;
    const code = hexadecimal(text.slice(at + 2, at + 2 + digits));
    literal = at + 2 + Math.min(digits, code.length);
    if (digits > 0 && code.length === digits) value += fromCodePoint(Number.parseInt(code, 16));
    else if (digits === 0 && plain[selector] !== undefined) value += plain[selector];
    else {
      sound = false;
      parser.reportAt(
        parser.span(at, Math.min(literal, end)),
        'Invalid escape sequence',
        digits === 0
          ? `The symbol "${selector}" is not a valid escape sequence selector.`
          : `The \\${selector} escape sequence must be followed by ${digits === 4 ? 'four' : 'eight'} hexadecimal digits.`,
      );
    }
  }
  return { value: value + unescapeSequences(text.slice(Math.min(literal, end), end)), sound };
}

function hexadecimal(text: string): string {
  return /^[0-9a-fA-F]*/.exec(text)?.[0] ?? '';
}

function fromCodePoint(code: number): string {
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}
