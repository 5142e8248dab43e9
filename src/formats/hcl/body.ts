import { parseBlock } from './block';
import { parseExpression, takeIdentifier } from './expression';
import type { Parser } from './parser';
import type { Attribute, Block, Body, Identifier } from './syntax';

/** Where the block stands whose body is read: the indentation of its header's line. */
interface Enclosing {
  readonly indent: number;
}

export const unexpectedItem = {
  summary: 'Argument or block definition required',
  detail: 'An argument or block definition is required here.',
  afterName:
    'An argument or block definition is required here. To set an argument, use the equals sign "=" to introduce the argument value.',
};

/** Reads arguments and blocks up to the closing brace, which stays unread, or the end of the file. */
export function parseBody(
  parser: Parser,
  enclosing: Enclosing | undefined,
  start: number,
  first?: Attribute | Block,
): Body {
  const body = new BodyBuilder(parser);
  if (first) body.add(first);
  let untouched = true;
  for (;;) {
    if (parser.at('newline')) {
      parser.advance();
      continue;
    }
    if (parser.at('eof')) break;
    parser.panicking = false;
    if (enclosing && parser.firstOnLine) {
      if (untouched && !parser.at('}')) parser.indentation += parser.indent > enclosing.indent ? 1 : -1;
      untouched = false;
      const relation = compareIndent(parser, enclosing);
      if (relation === 'outside') break;
      if (relation === 'stray') {
        parser.advance();
        continue;
      }
    }
    if (parser.at('}') && enclosing) break;
    if (parser.at('identifier')) body.add(parseItem(parser));
    else skipJunk(parser);
  }
  return body.finish(start);
}

/**
 * What the indentation says of the current token, the first on its line: that it belongs to something further out, or
 * is a brace too many. It is followed only where the braces are known not to match.
 */
function compareIndent(parser: Parser, { indent }: Enclosing): 'inside' | 'outside' | 'stray' {
  const column = parser.indent;
  let relation: 'inside' | 'outside' | 'stray' = 'inside';
  if (parser.at('}')) {
    if (column < indent && parser.waiting['}'] > 1) relation = 'outside';
    else if (column > indent) relation = 'stray';
  } else if (parser.at('identifier') && column <= indent) relation = 'outside';
  if (relation !== 'inside') parser.indentationDiffers = true;
  return parser.byIndent ? relation : 'inside';
}

function skipJunk(parser: Parser): void {
  if (parser.at('"')) parser.report('Invalid argument name', 'Argument names must not be quoted.');
  else parser.report(unexpectedItem.summary, unexpectedItem.detail);
  if (parser.at('}')) {
    parser.unbalanced = true;
    parser.advance();
  } else skipLine(parser);
}

function parseItem(parser: Parser): Attribute | Block | undefined {
  const name = takeIdentifier(parser);
  switch (parser.kind) {
    case '=':
      return parseAttribute(parser, name);
    case '"':
    case '{':
    case 'identifier':
      return parseWholeBlock(parser, name);
    default:
      reportLoneName(parser, name);
      skipLine(parser);
      return undefined;
  }
}

/** Reports a name with neither `=` nor a block after it. */
export function reportLoneName(parser: Parser, name: Identifier): void {
  const { summary, afterName } = unexpectedItem;
  if (parser.at('invalid')) parser.report(summary, afterName);
  else parser.reportAt(parser.span(name.start, name.end), summary, afterName);
}

/** A block, and the line break that has to follow it. */
function parseWholeBlock(parser: Parser, type: Identifier): Block | undefined {
  const block = parseBlock(parser, type);
  if (!block || parser.at('newline') || parser.at('eof') || parser.firstOnLine) return block;
  parser.report('Missing newline after block definition', 'A block definition must end with a newline.');
  if (!parser.at('}')) return block;
  parser.unbalanced = true;
  if (parser.waiting['}'] === 0) parser.advance();
  return block;
}

function parseAttribute(parser: Parser, name: Identifier): Attribute {
  const attribute = parseArgument(parser, name);
  if (parser.at('newline') || parser.at('eof')) return attribute;
  const must = 'An argument definition must end with a newline.';
  if (parser.at(',')) parser.report('Unexpected comma after argument', must);
  else parser.report('Missing newline after argument', must);
  if (!parser.at('}') || parser.waiting['}'] === 0) skipLine(parser);
  return { ...attribute, recovered: true };
}

/** `name = expression` whose name has been read, at the equals sign; what follows is left to the caller. */
export function parseArgument(parser: Parser, name: Identifier): Attribute {
  parser.advance();
  const expression = parseExpression(parser);
  const nameSpan = parser.span(name.start, name.end);
  const span = parser.span(name.start, expression.end);
  return { kind: 'attribute', name: name.name, nameSpan, expression, recovered: false, ...span };
}

/** Skips the rest of a line that can't be read, with a block that begins at its end; leaves a brace that closes one. */
export function skipLine(parser: Parser): void {
  let open = 0;
  while (!parser.at('newline') && !parser.at('eof')) {
    if (parser.at('{')) {
      const { indent } = parser;
      open++;
      parser.advance();
      if (!parser.at('newline')) continue;
      parser.nest(() => {
        parser.waiting['}']++;
        const { panicking } = parser;
        parseBody(parser, { indent }, parser.previousEnd);
        parser.panicking = panicking;
        parser.waiting['}']--;
      });
    } else if (parser.at('}')) {
      if (open === 0 && parser.waiting['}'] > 0) return;
      open--;
      parser.advance();
    } else parser.skip();
  }
}

class BodyBuilder {
  readonly #items: (Attribute | Block)[] = [];
  readonly #attributes: Attribute[] = [];
  readonly #blocks: Block[] = [];
  readonly #byName = new Map<string, Attribute>();

  constructor(readonly parser: Parser) {}

  add(item: Attribute | Block | undefined): void {
    if (!item) return;
    this.#items.push(item);
    if (item.kind === 'block') {
      this.#blocks.push(item);
      return;
    }
    this.#attributes.push(item);
    const first = this.#byName.get(item.name);
    if (!first) this.#byName.set(item.name, item);
    else {
      const line = item.file.lineAt(first.start) + 1;
      const detail = `The argument "${item.name}" was already set on line ${line}. Each argument may be set only once.`;
      this.parser.problems.push({ at: item.nameSpan, summary: 'Attribute redefined', detail });
    }
  }

  /** The body from `start`, which is after the opening brace, to the current token. */
  finish(start: number): Body {
    const end = this.parser.at('}') ? this.parser.start : this.parser.previousEnd;
    return {
      kind: 'body',
      items: this.#items,
      attributes: this.#attributes,
      blocks: this.#blocks,
      byName: this.#byName,
      ...this.parser.span(start, Math.max(start, end)),
    };
  }
}
