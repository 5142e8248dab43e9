import { parseCall, parseObject, parseTuple } from './collections';
import { parseHeredoc } from './heredoc';
import type { Parser } from './parser';
import type { BinaryOperator, Expression, Identifier } from './syntax';
import { parseQuoted } from './template';

const precedence: Partial<Record<string, number>> = {
  ...{ '||': 1, '&&': 2, '==': 3, '!=': 3, '<': 4, '<=': 4, '>': 4, '>=': 4 },
  ...{ '+': 5, '-': 5, '*': 6, '/': 6, '%': 6 },
};

const wellFormedNumber = /^\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/;

/** Reads an expression at the current token. What is none becomes an error expression and stays unread. */
export function parseExpression(parser: Parser): Expression {
  return parser.nest(() => parseConditional(parser)) ?? parser.missing();
}

function parseConditional(parser: Parser): Expression {
  const condition = parseBinary(parser, 1);
  if (!parser.at('?')) return condition;
  parser.advance();
  const whenTrue = parseExpression(parser);
  let whenFalse: Expression;
  if (parser.at(':')) {
    parser.advance();
    whenFalse = parseExpression(parser);
  } else {
    parser.report(
      'Missing false expression in conditional',
      'The conditional operator (...?...:...) requires a false expression, delimited by a colon.',
    );
    whenFalse = parser.missing();
  }
  const span = parser.span(condition.start, Math.max(whenFalse.end, parser.previousEnd));
  return { kind: 'conditional', condition, whenTrue, whenFalse, ...span };
}

function parseBinary(parser: Parser, lowest: number): Expression {
  let left = parseOperand(parser);
  for (;;) {
    const level = precedence[parser.kind] ?? 0;
    if (level < lowest) return left;
    const operator = parser.kind as BinaryOperator;
    parser.advance();
    const right = parseBinary(parser, level + 1);
    left = { kind: 'binary', operator, left, right, ...parser.span(left.start, right.end) };
  }
}

/** A term with all the steps that follow it. */
function parseOperand(parser: Parser): Expression {
  let operand = parseTerm(parser);
  if (operand.kind === 'error') return operand;
  for (;;) {
    if (parser.at('.')) operand = parseDot(parser, operand);
    else if (parser.at('[')) operand = parseIndex(parser, operand);
    else return operand;
  }
}

function parseDot(parser: Parser, object: Expression): Expression {
  parser.advance();
  const { kind, start, end } = parser;
  if (kind === '*') {
    parser.advance();
    return { kind: 'splat', object, full: false, ...parser.span(object.start, end) };
  }
  if (kind === 'number') {
    const recovered = parser.word.includes('.');
    if (recovered) {
      parser.report(
        'Invalid legacy index syntax',
        'When using the legacy index syntax, chaining two indexes together is not permitted. Use the proper index syntax instead.',
      );
    }
    const key: Expression = { kind: 'literal', value: Number.parseFloat(parser.word), ...parser.span(start, end) };
    parser.advance();
    return { kind: 'index', object, key, legacy: true, recovered, ...parser.span(object.start, end) };
  }
  if (kind === 'identifier') {
    const name = takeIdentifier(parser);
    return { kind: 'member', object, name, ...parser.span(object.start, end) };
  }
  parser.report('Invalid attribute name', 'An attribute name is required after a dot.');
  return unfinishedStep(parser, object);
}

/** `object.` without a name: an index that holds an error, so that the reference so far is still to be seen. */
function unfinishedStep(parser: Parser, object: Expression): Expression {
  const end = parser.previousEnd;
  const key: Expression = { kind: 'error', ...parser.span(end, end) };
  return { kind: 'index', object, key, legacy: false, recovered: true, ...parser.span(object.start, end) };
}

function parseIndex(parser: Parser, object: Expression): Expression {
  const opened = parser.open(']', false);
  if (parser.at('*')) {
    parser.advance();
    if (parser.at(']')) {
      return { kind: 'splat', object, full: true, ...parser.span(object.start, parser.close(opened)) };
    }
    parser.report(
      'Missing close bracket on splat index',
      'The star for a full splat operator must be immediately followed by a closing bracket ("]").',
    );
  }
  const key = parseExpression(parser);
  const recovered = !parser.at(']');
  if (recovered) {
    parser.report('Missing close bracket on index', 'The index operator must end with a closing bracket ("]").');
    parser.skipTo(']');
  }
  const end = parser.close(opened);
  return { kind: 'index', object, key, legacy: false, recovered, ...parser.span(object.start, end) };
}

function parseTerm(parser: Parser): Expression {
  const { start, kind } = parser;
  switch (kind) {
    case 'identifier':
      return parseWord(parser);
    case 'number':
      return parseNumber(parser);
    case '"':
      return parseQuoted(parser);
    case 'heredoc':
      return parseHeredoc(parser);
    case '(':
      return parseParentheses(parser);
    case '[':
      return parseTuple(parser);
    case '{':
      return parseObject(parser);
    case '-':
    case '!': {
      parser.advance();
      const operand = parser.nest(() => parseOperand(parser)) ?? parser.missing();
      return { kind: 'unary', operator: kind, operand, ...parser.span(start, operand.end) };
    }
    case 'eof':
      parser.report('Missing expression', 'Expected the start of an expression, but found the end of the file.');
      return parser.missing();
    default:
      parser.report(
        'Invalid expression',
        'Expected the start of an expression, but found an invalid expression token.',
      );
      return parser.missing();
  }
}

function parseWord(parser: Parser): Expression {
  const name = takeIdentifier(parser);
  if (parser.at('(') || parser.at('::')) return parseCall(parser, name);
  const { start, end } = name;
  switch (name.name) {
    case 'true':
      return { kind: 'literal', value: true, ...parser.span(start, end) };
    case 'false':
      return { kind: 'literal', value: false, ...parser.span(start, end) };
    case 'null':
      return { kind: 'literal', value: null, ...parser.span(start, end) };
    default:
      return { kind: 'variable', name: name.name, ...parser.span(start, end) };
  }
}

function parseNumber(parser: Parser): Expression {
  const { start, end, word } = parser;
  if (!wellFormedNumber.test(word)) {
    parser.report('Invalid number literal', 'Failed to recognize the value of this number literal.');
    parser.advance();
    return { kind: 'error', ...parser.span(start, end) };
  }
  parser.advance();
  return { kind: 'literal', value: Number(word), ...parser.span(start, end) };
}

function parseParentheses(parser: Parser): Expression {
  const { start } = parser;
  const opened = parser.open(')', false);
  const expression = parseExpression(parser);
  const recovered = !parser.at(')');
  if (recovered) {
    parser.report('Unbalanced parentheses', 'Expected a closing parenthesis to terminate the expression.');
    parser.skipTo(')');
  }
  const end = parser.close(opened);
  return { kind: 'parentheses', expression, recovered, ...parser.span(start, end) };
}

/** The identifier that the current token is, stepping over it. */
export function takeIdentifier(parser: Parser): Identifier {
  const { start, end, word } = parser;
  parser.advance();
  return { kind: 'identifier', name: word, ...parser.span(start, end) };
}
