import { lineEnd } from './characters';
import { parseExpression } from './expression';
import { parseForIntroduction } from './for';
import type { Parser } from './parser';
import type { ErrorExpression } from './syntax';
import type { SequencePiece } from './template-parts';

/** Whether `${` or `%{` stands at `at` (2), or its escape with a doubled sign (3), or neither (0). */
export function sequenceLength(text: string, at: number): 0 | 2 | 3 {
  const code = text.charCodeAt(at);
  if (code !== 0x24 && code !== 0x25) return 0;
  const next = text.charCodeAt(at + 1);
  if (next === 0x7b) return 2;
  return next === code && text.charCodeAt(at + 2) === 0x7b ? 3 : 0;
}

interface Sequence {
  readonly piece: SequencePiece;
  /** Whether it was read without a problem of its own. */
  readonly sound: boolean;
  /** Whether text goes on after it; otherwise its line is over before its brace. */
  readonly resumable: boolean;
}

/** `${ … }` or `%{ … }` at `at`, within a quoted string or a heredoc. Leaves the parser to resume at the piece's end. */
export function parseSequence(parser: Parser, at: number, quoted: boolean): Sequence {
  const { waiting, newlines, stringCut, quotes, lineStart } = parser;
  const { text } = parser;
  parser.waiting = { ')': 0, ']': 0, '}': 1 };
  parser.newlines = false;
  parser.stringCut = false;
  parser.quotes = quoted ? quotes + 1 : 0;
  const stripBefore = text[at + 2] === '~';
  parser.resume(at + (stripBefore ? 3 : 2));

  const content = text[at] === '$' ? parseInterpolation(parser) : parseDirective(parser);
  const sound = (parser.at('}') || parser.at('~}')) && !(quoted && waiting['}'] > 0 && closesBlock(parser, at));
  const stripAfter = parser.at('~}');
  if (!sound) reportUnclosed(parser, at, content);
  const found = sound ? { end: parser.end, resumable: true } : resumption(parser, at, quoted);
  const span = parser.span(at, found.end);
  if (!sound) parser.lineStart = quoted ? parser.previousLineStart : lineStart;
  const cut = parser.stringCut;
  parser.waiting = waiting;
  parser.newlines = newlines;
  parser.stringCut = stringCut || (cut && quotes > 0);
  parser.quotes = quotes;

  const fits = parser.previousEnd <= found.end;
  const piece: SequencePiece = {
    ...(fits ? content : broken(parser, at + 2)),
    stripBefore,
    stripAfter: sound && stripAfter,
    ...span,
  };
  return { piece, sound: sound && content.sound, resumable: found.resumable };
}

type Content = { readonly sound: boolean } & (
  | { kind: 'interpolation'; expression: ReturnType<typeof parseExpression> }
  | { kind: 'if'; condition: ReturnType<typeof parseExpression> }
  | { kind: 'for'; introduction: NonNullable<ReturnType<typeof parseForIntroduction>> }
  | { kind: 'else' | 'endif' | 'endfor' }
);

function parseInterpolation(parser: Parser): Content {
  return { kind: 'interpolation', expression: parseExpression(parser), sound: true };
}

function broken(parser: Parser, at: number): Content {
  const expression: ErrorExpression = { kind: 'error', ...parser.span(at, at) };
  return { kind: 'interpolation', expression, sound: false };
}

function parseDirective(parser: Parser): Content {
  const start = parser.previousEnd;
  const word = parser.at('identifier') ? parser.word : '';
  switch (word) {
    case 'if':
      parser.advance();
      return { kind: 'if', condition: parseExpression(parser), sound: true };
    case 'for': {
      const introduction = parseForIntroduction(parser, 'directive');
      return introduction ? { kind: 'for', introduction, sound: true } : broken(parser, start);
    }
    case 'else':
    case 'endif':
    case 'endfor':
      parser.advance();
      return { kind: word, sound: true };
    default:
      parser.report(
        word ? 'Invalid template control keyword' : 'Invalid template directive',
        'A template directive starts with one of the keywords "if", "else", "endif", "for", "endfor".',
      );
      return broken(parser, start);
  }
}

function reportUnclosed(parser: Parser, at: number, content: Content): void {
  if (parser.stringCut || parser.at('"') || parser.at('eof') || parser.at('stop')) {
    parser.reportAt(
      parser.span(at, at + 2),
      'Unclosed template interpolation sequence',
      'There is no closing brace for this interpolation sequence before the end of the template. This might be caused by incorrect nesting inside the given expression.',
    );
  } else if (content.kind === 'interpolation') {
    parser.report(
      'Extra characters after interpolation expression',
      'Expected a closing brace to end the interpolation expression, but found extra characters. If this belongs to another language, escape it by starting with "$${" instead of "${".',
    );
  } else {
    parser.report(
      `Extra characters in ${content.kind} marker`,
      'Expected a closing brace to end the sequence, but found extra characters.',
    );
  }
}

/** Whether the current brace, on a later line than the sequence, has no quote after it and so closes a block instead. */
function closesBlock(parser: Parser, at: number): boolean {
  if (!parser.firstOnLine || parser.lineStart <= at) return false;
  const rest = parser.text.slice(parser.end, lineEnd(parser.text, parser.end));
  return !rest.includes('"') && !rest.includes('${') && !rest.includes('%{');
}

/**
 * Where text goes on after a sequence that did not end well: at a quote, which then ends the string; after the next
 * brace on the line where reading stopped (in a heredoc, lest the closing marker be missed, the line where the sequence
 * began); or else not before that line's end.
 */
function resumption(parser: Parser, at: number, quoted: boolean): { end: number; resumable: boolean } {
  const { text } = parser;
  if (quoted && parser.at('"')) return { end: parser.start, resumable: true };
  const from = quoted || parser.previousLineStart <= at ? parser.previousEnd : at;
  let end = from;
  while (end < text.length && text[end] !== '}' && text[end] !== '\n') end++;
  if (text[end] === '}' && from === parser.previousEnd && !parser.stringCut) return { end: end + 1, resumable: true };
  const line = lineEnd(text, end);
  return { end: line, resumable: !quoted };
}
