import { parseExpression, takeIdentifier } from './expression';
import type { Opened, Parser } from './parser';
import type { Expression, Identifier } from './syntax';

export interface ForIntroduction {
  readonly keyName: Identifier | undefined;
  readonly valueName: Identifier;
  readonly collection: Expression;
}

/** `for k, v in collection`, at the word `for`; undefined, with a problem, where it is not one. */
export function parseForIntroduction(
  parser: Parser,
  construct: 'expression' | 'directive',
): ForIntroduction | undefined {
  const fail = (detail: string): undefined => {
    parser.report(`Invalid 'for' ${construct}`, `For ${construct} requires ${detail}.`);
  };
  parser.advance();
  if (!parser.at('identifier')) return fail("variable name after 'for'");
  let valueName = takeIdentifier(parser);
  let keyName: Identifier | undefined;
  if (parser.at(',')) {
    parser.advance();
    if (!parser.at('identifier')) return fail('value variable name after comma');
    keyName = valueName;
    valueName = takeIdentifier(parser);
  }
  if (!parser.at('identifier') || parser.word !== 'in') return fail("the 'in' keyword after its name declarations");
  parser.advance();
  return { keyName, valueName, collection: parseExpression(parser) };
}

/** The rest of `[for …]` or `{for …}`, whose bracket at `start` has been opened, at the word `for`. */
export function parseForExpression(parser: Parser, start: number, opened: Opened): Expression {
  const introduction = parseForIntroduction(parser, 'expression');
  const rest = introduction && parseForResult(parser, opened.closer === '}');
  const recovered = !parser.at(opened.closer);
  if (recovered) {
    parser.report("Invalid 'for' expression", "Extra characters after the end of the 'for' expression.");
    parser.skipTo(opened.closer);
  }
  const span = parser.span(start, parser.close(opened));
  if (!introduction || !rest) return { kind: 'error', ...span };
  return { kind: 'for', ...introduction, ...rest, recovered: recovered || rest.recovered, ...span };
}

/** `: key => value... if condition` */
function parseForResult(parser: Parser, isObject: boolean) {
  const fail = (detail: string): void => parser.report("Invalid 'for' expression", detail);
  if (!parser.at(':')) {
    fail('For expression requires a colon after the collection expression.');
    return undefined;
  }
  parser.advance();
  let recovered = false;
  let value = parseExpression(parser);
  let key: Expression | undefined;
  if (parser.at('=>')) {
    if (!isObject) {
      fail('Key expression is not valid when building a tuple.');
      recovered = true;
    }
    parser.advance();
    key = value;
    value = parseExpression(parser);
  } else if (isObject) {
    fail('Key expression is required when building an object.');
    recovered = true;
  }
  const grouped = parser.at('...');
  if (grouped) {
    if (!isObject) {
      fail('Grouping ellipsis (...) cannot be used when building a tuple.');
      recovered = true;
    }
    parser.advance();
  }
  let condition: Expression | undefined;
  if (parser.at('identifier') && parser.word === 'if') {
    parser.advance();
    condition = parseExpression(parser);
  }
  return { key, value, grouped, condition, recovered };
}
