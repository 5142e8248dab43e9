import type { Block, Statement, StringToken, Token } from './syntax';

/** One argument of a call. */
interface Argument {
  /** `script` of `script: '…'`. */
  readonly name: string | undefined;
  readonly tokens: readonly Token[];
  /** Where it is a text and nothing else. */
  readonly string: StringToken | undefined;
}

/** The arguments of the call that a statement is, without those in blocks. */
export function argumentsOf({ tokens }: Statement): readonly Argument[] {
  return argumentsIn(tokens.slice(1));
}

/** Arguments, with or without the parentheses around them. */
export function argumentsIn(tokens: readonly Token[]): readonly Argument[] {
  const isWrapped = isMark(tokens[0], '(');
  const all: Argument[] = [];
  let current: Token[] = [];
  let open = 0;
  const finish = () => {
    if (current.length > 0) all.push(argument(current));
    current = [];
  };
  for (const token of isWrapped ? tokens.slice(1) : tokens) {
    if (isMark(token, ')') && isWrapped && open === 0) break;
    if (isMark(token, '(') || isMark(token, '[')) open++;
    if (isMark(token, ')') || isMark(token, ']')) open--;
    if (isMark(token, ',') && open === 0) finish();
    else current.push(token);
  }
  finish();
  return all;
}

function argument(tokens: readonly Token[]): Argument {
  const [first, second] = tokens;
  const isNamed = first?.kind === 'word' && isMark(second, ':');
  const rest = isNamed ? tokens.slice(2) : tokens;
  const [only] = rest;
  return {
    name: isNamed ? first.text : undefined,
    tokens: rest,
    string: rest.length === 1 && only?.kind === 'string' ? only : undefined,
  };
}

export function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === 'mark' && token.text === text;
}

/** The text that stands first, or under a name; undefined where it is no text, or one with something filled in. */
export function textArgument(statement: Statement, name?: string): string | undefined {
  const found = argumentsOf(statement).find((each) => each.name === name)?.string;
  return found && found.interpolations.length === 0 ? found.text : undefined;
}

/** The statements of a block by their name. */
export function named(block: Block | undefined, name: string): Statement | undefined {
  return block?.statements.find((statement) => statement.name === name);
}

/** All statements below a block, those in closures within closures too, in order. */
export function* statementsBelow(block: Block | undefined): Generator<Statement> {
  for (const statement of block?.statements ?? []) {
    yield statement;
    for (const inner of statement.blocks) yield* statementsBelow(inner);
  }
}
