const identifierStart = /^[\p{ID_Start}_]$/u;
const identifierPart = /^[\p{ID_Continue}-]$/u;

/** What an ASCII character can be in an identifier: 2 at its start and later, 1 later only. */
const ascii = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return identifierStart.test(character) ? 2 : identifierPart.test(character) ? 1 : 0;
});

/** The offset where an identifier that starts at `at` ends; `at` itself where none starts. */
export function identifierEnd(text: string, at: number): number {
  let end = at;
  for (;;) {
    const code = text.charCodeAt(end);
    if (code < 128) {
      if ((ascii[code] as number) < (end === at ? 2 : 1)) return end;
      end++;
    } else {
      const point = text.codePointAt(end);
      if (point === undefined) return end;
      const character = String.fromCodePoint(point);
      if (!(end === at ? identifierStart : identifierPart).test(character)) return end;
      end += character.length;
    }
  }
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** The offset of the first character at or after `at` that is neither a space nor a tab. */
export function skipBlanks(text: string, at: number): number {
  let end = at;
  while (isBlank(text.charCodeAt(end))) end++;
  return end;
}

/** The offset of the line break (`\n` or `\r\n`) that ends the line of `at`, or the text's end. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  if (newline < 0) return text.length;
  return newline > at && text.charCodeAt(newline - 1) === 0x0d ? newline - 1 : newline;
}

/** The length of the line break at `at`: 0 where there is none. */
export function breakLength(text: string, at: number): 0 | 1 | 2 {
  const code = text.charCodeAt(at);
  if (code === 0x0a) return 1;
  return code === 0x0d && text.charCodeAt(at + 1) === 0x0a ? 2 : 0;
}
