import type { Span } from '../../core/text';
import { parseArgument, parseBody, reportLoneName, skipLine, unexpectedItem } from './body';
import { skipBlanks } from './characters';
import { takeIdentifier } from './expression';
import type { Parser } from './parser';
import type { Block, Body, Identifier, Label, TemplateExpression } from './syntax';
import { parseQuoted } from './template';
import { constantString } from './traversal';

/** A block whose type has been read, at its first label or its brace. Undefined where no brace follows. */
export function parseBlock(parser: Parser, type: Identifier): Block | undefined {
  const { indent } = parser;
  const { labels, sound } = parseLabels(parser);
  if (!parser.at('{') && !findBrace(parser)) {
    skipLine(parser);
    return undefined;
  }
  const openBrace = parser.span(parser.start, parser.end);
  const problems = parser.problems.length;
  const body = parser.nest(() => parseContent(parser, indent)) ?? skipContent(parser);
  const closed = parser.at('}');
  const closeBrace = closed ? parser.span(parser.start, parser.end) : parser.span(body.end, body.end);
  if (closed) parser.advance();
  else parser.unbalanced = true;
  if (!closed && parser.problems.length === problems) {
    parser.reportAt(
      openBrace,
      'Unclosed configuration block',
      'There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.',
    );
  }
  return {
    kind: 'block',
    type: type.name,
    typeSpan: parser.span(type.start, type.end),
    labels,
    header: parser.span(type.start, labels.at(-1)?.end ?? type.end),
    openBrace,
    closeBrace,
    body,
    recovered: !closed || !sound,
    ...parser.span(type.start, closeBrace.end),
  };
}

function parseLabels(parser: Parser): { labels: Label[]; sound: boolean } {
  const labels: Label[] = [];
  let sound = true;
  for (;;) {
    if (parser.at('identifier')) {
      const { name, start, end } = takeIdentifier(parser);
      labels.push({ kind: 'label', text: name, quoted: false, ...parser.span(start, end) });
    } else if (parser.at('"')) {
      const problems = parser.problems.length;
      const template = parseQuoted(parser);
      if (template.kind !== 'template') return { labels, sound: false };
      const text = constantString(template);
      if (text === undefined) sound = false;
      labels.push(text === undefined ? unsoundLabel(parser, template, problems) : quotedLabel(parser, text, template));
    } else break;
  }
  if (parser.at('{')) return { labels, sound };
  parser.report('Invalid block definition', headerDetail(parser));
  return { labels, sound: false };
}

function quotedLabel(parser: Parser, text: string, { start, end }: Span): Label {
  return { kind: 'label', text, quoted: true, ...parser.span(start, end) };
}

/**
 * A label with interpolation or a missing quote; a brace at its line's end is taken for the block's. What is wrong
 * inside an interpolation, the problems from `known` on, gives way to that there is one at all.
 */
function unsoundLabel(parser: Parser, template: TemplateExpression, known: number): Label {
  const sequence = template.parts.find((part) => part.kind !== 'text');
  if (sequence) {
    const sign = parser.text[sequence.start];
    if (parser.problems.length > known) {
      parser.problems.length = known;
      parser.panicking = false;
    }
    parser.reportAt(
      parser.span(sequence.start, sequence.start + 2),
      'Invalid string literal',
      `Template sequences are not allowed in this string. To include a literal "${sign}", double it (as "${sign}${sign}") to escape it.`,
    );
  }
  const raw = parser.text.slice(template.start + 1, template.end);
  const visible = raw.trimEnd();
  if (!visible.endsWith('{') || !parser.at('newline')) {
    return quotedLabel(parser, raw.endsWith('"') ? raw.slice(0, -1) : raw, template);
  }
  const text = visible.slice(0, -1).trimEnd();
  parser.resume(template.start + visible.length);
  return quotedLabel(parser, text, parser.span(template.start, template.start + 1 + text.length));
}

function headerDetail(parser: Parser): string {
  if (parser.at('=')) {
    return 'The equals sign "=" indicates an argument definition, and must not be used when defining a block.';
  }
  if (parser.at('newline')) {
    return 'A block definition must have block content delimited by "{" and "}", starting on the same line as the block header.';
  }
  return 'Either a quoted string block label or an opening brace ("{") is expected here.';
}

/** Skips to the brace that ends a header which is not as it should be: on this line, or first on the next. */
function findBrace(parser: Parser): boolean {
  while (!parser.at('{') && !parser.at('}') && !parser.at('newline') && !parser.at('eof')) parser.skip();
  if (parser.at('newline') && parser.text[skipBlanks(parser.text, parser.end)] === '{') parser.advance();
  return parser.at('{');
}

/** What stands between the braces, at the opening one; the closing one stays unread. */
function parseContent(parser: Parser, indent: number): Body {
  parser.waiting['}']++;
  const start = parser.end;
  parser.advance();
  const first = parser.at('newline') || parser.at('}') ? undefined : parseSingleLine(parser);
  const body = parseBody(parser, { indent }, start, first);
  parser.waiting['}']--;
  return body;
}

/** The one argument that a block may have on its header's line. Reports all else, and what follows the argument. */
function parseSingleLine(parser: Parser) {
  if (parser.at('eof')) return undefined;
  if (!parser.at('identifier')) {
    parser.report(unexpectedItem.summary, unexpectedItem.detail);
    skipLine(parser);
    return undefined;
  }
  const name = takeIdentifier(parser);
  if (parser.at('=')) {
    const argument = parseArgument(parser, name);
    const { kind } = parser;
    if (kind === '}' || kind === 'eof') return argument;
    parser.report('Invalid single-argument block definition', singleLineDetail(parser));
    skipLine(parser);
    return kind === 'newline' ? argument : { ...argument, recovered: true };
  }
  if (parser.at('"') || parser.at('{') || parser.at('identifier')) {
    parser.reportAt(
      parser.span(name.start, name.end),
      'Argument definition required',
      `A single-line block definition can contain only a single argument. If you meant to define argument "${name.name}", use an equals sign to assign it a value. To define a nested block, place it on a line of its own within its parent block.`,
    );
    return parseBlock(parser, name);
  }
  reportLoneName(parser, name);
  skipLine(parser);
  return undefined;
}

function singleLineDetail(parser: Parser): string {
  if (parser.at(',')) {
    return 'Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line.';
  }
  if (parser.at('newline')) {
    return "An argument definition on the same line as its containing block creates a single-line block definition, which must also be closed on the same line. Place the block's closing brace immediately after the argument definition.";
  }
  return 'A single-line block definition must end with a closing brace immediately after its single argument definition.';
}

/** Skips the content of a block that is nested too deep, to its closing brace. */
function skipContent(parser: Parser): Body {
  const start = parser.end;
  let open = 0;
  do {
    if (parser.at('{')) open++;
    else if (parser.at('}')) open--;
    if (open === 0) break;
    parser.skip();
  } while (!parser.at('eof'));
  return { kind: 'body', items: [], attributes: [], blocks: [], byName: new Map(), ...parser.span(start, start) };
}
