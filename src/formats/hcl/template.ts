import { breakLength, lineEnd } from './characters';
import type { Parser } from './parser';
import type { Expression, TemplatePart } from './syntax';
import { assemble, type Piece } from './template-parts';
import { parseSequence, sequenceLength } from './template-sequence';

const quote = 0x22;
const backslash = 0x5c;

/** A quoted string, at its opening quote. It ends at its closing quote, or unfinished with its line. */
export function parseQuoted(parser: Parser): Expression {
  return parsePlain(parser) ?? parser.nest(() => parseParts(parser)) ?? skipLine(parser);
}

/** By far the most strings have neither escapes nor interpolation. */
const plain = /[^"\\$%\r\n]*"/y;

function parsePlain(parser: Parser): Expression | undefined {
  const { text, start, end: from } = parser;
  plain.lastIndex = from;
  if (!plain.test(text)) return undefined;
  const end = plain.lastIndex;
  parser.resume(end);
  const parts: TemplatePart[] = [];
  if (end - 1 > from) {
    parts.push({ kind: 'text', value: text.slice(from, end - 1), ...parser.span(from, end - 1) });
  }
  return { kind: 'template', parts, recovered: false, ...parser.span(start, end) };
}

function skipLine(parser: Parser): Expression {
  const { start } = parser;
  parser.resume(lineEnd(parser.text, start));
  return { kind: 'error', ...parser.span(start, parser.previousEnd) };
}

function parseParts(parser: Parser): Expression {
  const { text, start } = parser;
  const pieces: Piece[] = [];
  let at = parser.end;
  let literal = at;
  let closed = true;
  let sound = true;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === quote) break;
    if (at >= text.length || isBreak(code)) {
      closed = false;
      reportCut(parser, at);
      break;
    }
    const length = sequenceLength(text, at);
    if (length === 2) {
      if (at > literal) pieces.push({ kind: 'text', start: literal, end: at });
      const sequence = parseSequence(parser, at, true);
      pieces.push(sequence.piece);
      at = sequence.piece.end;
      literal = at;
      sound &&= sequence.sound;
      if (sequence.resumable) continue;
      closed = false;
      break;
    }
    if (code === backslash && at + 1 < text.length && !isBreak(text.charCodeAt(at + 1))) at += 2;
    else at += length || 1;
  }
  if (at > literal) pieces.push({ kind: 'text', start: literal, end: at });
  const { parts, sound: decoded } = assemble(parser, pieces, { quoted: true, flush: false, end: at });
  const end = closed ? at + 1 : at;
  parser.resume(end);
  return { kind: 'template', parts, recovered: !closed || !sound || !decoded, ...parser.span(start, end) };
}

function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

/** Within an interpolation of another string it is that interpolation which is reported, as unclosed. */
function reportCut(parser: Parser, at: number): void {
  if (parser.quotes > 0) {
    parser.stringCut = true;
  } else if (at >= parser.text.length) {
    parser.reportAt(parser.span(at, at), 'Unterminated template string', 'No closing marker was found for the string.');
  } else {
    parser.reportAt(
      parser.span(at, at + (breakLength(parser.text, at) || 1)),
      'Invalid multi-line string',
      'Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline character or use the "heredoc" multi-line template syntax.',
    );
  }
}
