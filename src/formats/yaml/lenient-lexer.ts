import { Lexer } from 'yaml';

/** What the lexer keeps to itself. */
interface LexerState {
  readonly buffer: string;
  readonly pos: number;
  indentNext: number;
  continueScalar(offset: number): number;
}

/**
 * A lexer that takes quoted text over lines of any indentation, against the letter of YAML, but as the readers written
 * in C and Go do, and as their writers fold it. Unclosed quotes swallow more for it: for text that is wrong otherwise.
 */
export function lenientLexer(): Lexer {
  const lexer = new Lexer();
  const state = lexer as unknown as LexerState;
  const strict = state.continueScalar;
  state.continueScalar = (offset) => {
    const first = state.buffer[state.pos];
    if (first !== '"' && first !== "'") return strict.call(state, offset);
    const { indentNext } = state;
    state.indentNext = 0;
    const end = strict.call(state, offset);
    state.indentNext = indentNext;
    return end;
  };
  return lexer;
}
