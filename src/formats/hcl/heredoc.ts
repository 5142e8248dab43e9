import { nextHeaderLine } from './boundary';
import { lineEnd, skipBlanks } from './characters';
import type { Parser } from './parser';
import type { Expression } from './syntax';
import { assemble, type Piece } from './template-parts';
import { parseSequence, sequenceLength } from './template-sequence';

/** `<<MARKER` to the marker on a line of its own; without one it ends before the next block header in the first column. */
export function parseHeredoc(parser: Parser): Expression {
  return parser.nest(() => parseParts(parser)) ?? skipIntroduction(parser);
}

function skipIntroduction(parser: Parser): Expression {
  const { start, end } = parser;
  const at = end - (parser.text[end - 2] === '\r' ? 2 : 1);
  parser.resume(at);
  return { kind: 'error', ...parser.span(start, at) };
}

function parseParts(parser: Parser): Expression {
  const { text, start } = parser;
  const flush = text[start + 2] === '-';
  const marker = parser.word.slice(flush ? 3 : 2).trimEnd();
  const pieces: Piece[] = [];
  let at = parser.end;
  let literal = at;
  let line = at;
  let sound = true;
  parser.lineStart = line;
  const limit = parser.markerFollows(marker, at) ? text.length : lastLine(text, at);
  let closed = false;
  while (at < limit) {
    if (at === line && isMarkerLine(text, at, marker)) {
      closed = true;
      break;
    }
    const code = text.charCodeAt(at);
    const length = sequenceLength(text, at);
    if (length === 2) {
      if (at > literal) pieces.push({ kind: 'text', start: literal, end: at });
      const sequence = parseSequence(parser, at, false);
      pieces.push(sequence.piece);
      at = sequence.piece.end;
      literal = at;
      sound &&= sequence.sound;
      continue;
    }
    if (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a) {
      parser.reportAt(parser.span(at, at + 1), 'Invalid character', 'This character is not used within the language.');
      sound = false;
    }
    at += length || 1;
    if (code === 0x0a) {
      line = at;
      parser.lineStart = line;
    }
  }
  if (!closed) {
    parser.reportAt(parser.span(at, at), 'Unterminated template string', 'No closing marker was found for the string.');
    at = lineBreakBefore(text, at);
  }
  if (at > literal) pieces.push({ kind: 'text', start: literal, end: at });
  const { parts, sound: decoded } = assemble(parser, pieces, { quoted: false, flush, end: at });
  const end = closed ? text.indexOf(marker, at) + marker.length : at;
  parser.resume(closed ? lineEnd(text, end) : end);
  return {
    kind: 'heredoc',
    marker,
    flush,
    parts,
    recovered: !closed || !sound || !decoded,
    ...parser.span(start, end),
  };
}

function lastLine(text: string, from: number): number {
  const header = nextHeaderLine(text, from - 1);
  return header < 0 ? text.length : header;
}

/** Whether the line at `at` holds the marker alone and has an end. */
function isMarkerLine(text: string, at: number, marker: string): boolean {
  const first = text.charCodeAt(skipBlanks(text, at));
  if (first !== marker.charCodeAt(0) && first < 128) return false;
  const end = lineEnd(text, at);
  return end < text.length && text.slice(at, end).trim() === marker;
}

/** The offset before the line break that ends at `at`, so that the line's end stays to be read. */
function lineBreakBefore(text: string, at: number): number {
  if (text[at - 1] !== '\n') return at;
  return text[at - 2] === '\r' ? at - 2 : at - 1;
}
