import { type Span, textOf } from '../../core/text';
import { isArgument, isBlockHeader } from './boundary';
import { skipBlanks } from './characters';
import { parseExpression } from './expression';
import { parseForExpression } from './for';
import type { Opened, Parser } from './parser';
import type { Expression, Identifier, ObjectItem } from './syntax';
import { constantString } from './traversal';

const endOfFile = 'before the end of the file. This may be caused by incorrect';

/** `[a, b]` or `[for …]`, at the opening bracket. */
export function parseTuple(parser: Parser): Expression {
  const bracket = parser.span(parser.start, parser.end);
  const opened = parser.open(']', false);
  if (parser.at('identifier') && parser.word === 'for') return parseForExpression(parser, bracket.start, opened);
  const { items, recovered } = parseItems(parser, opened, {
    unterminated: 'Unterminated tuple constructor expression',
    unterminatedDetail: `There is no corresponding closing bracket ${endOfFile} bracket nesting elsewhere in this file.`,
    opener: bracket,
    separator: 'Missing item separator',
    separatorDetail: 'Expected a comma to mark the beginning of the next item.',
  });
  return { kind: 'tuple', items, recovered, ...parser.span(bracket.start, parser.close(opened)) };
}

/** `name(a, b...)`, at the parenthesis or the first `::`. */
export function parseCall(parser: Parser, first: Identifier): Expression {
  let name = first.name;
  let nameEnd = first.end;
  while (parser.at('::')) {
    parser.advance();
    if (!parser.at('identifier')) {
      parser.report(
        'Missing function name',
        'Function scope resolution symbol :: must be followed by a function name in this scope.',
      );
      return { kind: 'error', ...parser.span(first.start, parser.previousEnd) };
    }
    name += `::${parser.word}`;
    nameEnd = parser.end;
    parser.advance();
  }
  if (!parser.at('(')) {
    parser.report(
      'Missing open parenthesis',
      'Function selector must be followed by an open parenthesis to begin the function call.',
    );
    return { kind: 'error', ...parser.span(first.start, nameEnd) };
  }
  const opener = parser.span(first.start, parser.end);
  const opened = parser.open(')', false);
  const { items, recovered, expands } = parseItems(parser, opened, {
    unterminated: 'Unterminated function call',
    unterminatedDetail: `There is no closing parenthesis for this function call ${endOfFile} parenthesis nesting elsewhere in this file.`,
    opener,
    separator: 'Missing argument separator',
    separatorDetail: 'A comma is required to separate each function argument from the next.',
  });
  const span = parser.span(first.start, parser.close(opened));
  const nameSpan = parser.span(first.start, nameEnd);
  return { kind: 'call', name, nameSpan, arguments: items, expands, recovered, ...span };
}

interface ListWords {
  readonly unterminated: string;
  readonly unterminatedDetail: string;
  readonly opener: Span;
  readonly separator: string;
  readonly separatorDetail: string;
}

/** Expressions separated by commas, up to the closing bracket, which stays unread. */
function parseItems(parser: Parser, { closer }: Opened, words: ListWords) {
  const items: Expression[] = [];
  let expands = false;
  let recovered = false;
  while (!parser.at(closer)) {
    if (!parser.at('eof') || items.length === 0) items.push(parseExpression(parser));
    if (parser.at('...') && closer === ')') {
      expands = true;
      const ellipsis = parser.span(parser.start, parser.end);
      parser.advance();
      if (parser.at(closer)) break;
      parser.reportAt(
        ellipsis,
        'Missing closing parenthesis',
        'An expanded function argument (with ...) must be immediately followed by closing parentheses.',
      );
    } else if (parser.at(',')) {
      parser.advance();
      continue;
    } else if (parser.at(closer)) break;
    else if (parser.at('eof')) parser.reportAt(words.opener, words.unterminated, words.unterminatedDetail);
    else parser.report(words.separator, words.separatorDetail);
    recovered = true;
    parser.skipTo(',');
    if (!parser.at(',')) break;
    parser.advance();
  }
  return { items, expands, recovered };
}

/** `{a = b}` or `{for …}`, at the opening brace. */
export function parseObject(parser: Parser): Expression {
  const { indent } = parser;
  const brace = parser.span(parser.start, parser.end);
  const opened = parser.open('}', false);
  if (parser.at('identifier') && parser.word === 'for') return parseForExpression(parser, brace.start, opened);
  parser.newlines = true;
  parser.rescan();

  const items: ObjectItem[] = [];
  let recovered = false;
  while (!parser.at('}')) {
    if (parser.at('newline')) {
      if (endsBeforeNextLine(parser, indent)) {
        reportUnterminated(parser, brace);
        recovered = true;
        break;
      }
      parser.advance();
      continue;
    }
    if (parser.firstOnLine) parser.panicking = false;
    const item = parseItem(parser);
    if (item) items.push(item);
    else recovered = true;
    if (parser.at(',')) parser.advance();
    else if (!parser.at('newline') && !parser.at('}')) {
      recovered = true;
      if (parser.at('eof')) reportUnterminated(parser, brace);
      else {
        parser.report(
          'Missing attribute separator',
          'Expected a newline or comma to mark the beginning of the next attribute.',
        );
      }
      parser.skipTo(',');
      if (parser.at(',')) parser.advance();
      else if (!parser.at('newline')) break;
    }
  }
  return { kind: 'object', items, recovered, ...parser.span(brace.start, parser.close(opened)) };
}

function reportUnterminated(parser: Parser, brace: Span): void {
  parser.unbalanced = true;
  parser.reportAt(
    brace,
    'Unterminated object constructor expression',
    `There is no corresponding closing brace ${endOfFile} brace nesting elsewhere in this file.`,
  );
}

/**
 * Whether an object whose first line is indented by `indent` is over before the line after the current line break: a
 * block header there says so, and where indentation counts, an argument or closing brace of something further out.
 */
function endsBeforeNextLine(parser: Parser, indent: number): boolean {
  const at = skipBlanks(parser.text, parser.end);
  if (isBlockHeader(parser.text, at)) return true;
  const column = at - parser.end;
  const outside =
    (column <= indent && isArgument(parser.text, at)) ||
    (column < indent && parser.text[at] === '}' && parser.waiting['}'] > 1);
  if (outside) parser.indentationDiffers = true;
  return outside && parser.byIndent;
}

/** `key = value`; undefined, with a problem unless the file ends there, where there is a key only. */
function parseItem(parser: Parser): ObjectItem | undefined {
  const key = parseExpression(parser);
  const separator = parser.kind;
  if (separator === 'eof') return undefined;
  if (separator !== '=' && separator !== ':') {
    if (separator === 'newline' || separator === ',') {
      parser.report('Missing attribute value', 'Expected an attribute value, introduced by an equals sign ("=").');
    } else {
      parser.report(
        'Missing key/value separator',
        'Expected an equals sign ("=") to mark the beginning of the attribute value.',
      );
    }
    return undefined;
  }
  parser.advance();
  const value = parseExpression(parser);
  return { kind: 'item', key, name: keyName(key), separator, value, ...parser.span(key.start, value.end) };
}

function keyName(key: Expression): string | undefined {
  return key.kind === 'variable' || key.kind === 'literal' ? textOf(key) : constantString(key);
}
