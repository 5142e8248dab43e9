/** What is wrong with a character that belongs to no token. */
export function lexicalProblem(character: string): { summary: string; detail: string } {
  const bitwise = 'Bitwise operators are not supported.';
  switch (character) {
    case '&':
      return { summary: 'Unsupported operator', detail: `${bitwise} Did you mean boolean AND ("&&")?` };
    case '|':
      return { summary: 'Unsupported operator', detail: `${bitwise} Did you mean boolean OR ("||")?` };
    case '~':
      return { summary: 'Unsupported operator', detail: `${bitwise} Did you mean boolean NOT ("!")?` };
    case '^':
      return { summary: 'Unsupported operator', detail: bitwise };
    default:
      return { summary: 'Invalid character', detail: invalidCharacter(character) };
  }
}

function invalidCharacter(character: string): string {
  switch (character) {
    case "'":
      return 'Single quotes are not valid. Use double quotes (") to enclose strings.';
    case '`':
      return 'The "`" character is not valid. To create a multi-line string, use the "heredoc" syntax, like "<<EOT".';
    case ';':
      return 'The ";" character is not valid. Use newlines to separate arguments and blocks, and commas to separate items in collection values.';
    case '“':
    case '”':
    case '‘':
    case '’':
      return '"Curly quotes" are not valid here. Use the straight double quote (").';
    default:
      return 'This character is not used within the language.';
  }
}
