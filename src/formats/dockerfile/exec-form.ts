import type { Span } from '../../core/text';
import { ComposedSource, type ShellSource } from '../shell/source';

/** One string of a JSON array. */
export interface ExecWord {
  readonly text: string;
  /** The quotes included. */
  readonly span: Span;
  /** The text as a script, for `["sh", "-c", "…"]`. */
  readonly script: ShellSource;
}

const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|.)/g;

/** Reads a JSON array of strings that makes up the rest of a line; undefined where it is none, which means shell form. */
export function readExecForm(line: ShellSource, start: number, end: number): readonly ExecWord[] | undefined {
  const { text } = line;
  let at = start;
  const skip = () => {
    while (at < end && /\s/.test(text.charAt(at))) at++;
  };
  const take = (character: string) => {
    skip();
    if (at >= end || text[at] !== character) return false;
    at++;
    return true;
  };
  if (!take('[')) return undefined;
  const words: ExecWord[] = [];
  if (!take(']')) {
    do {
      skip();
      STRING.lastIndex = at;
      const string = STRING.exec(text)?.[0];
      if (string === undefined || at + string.length > end) return undefined;
      words.push(wordOf(line, at, at + string.length));
      at += string.length;
    } while (take(','));
    if (!take(']')) return undefined;
  }
  skip();
  return at === end ? words : undefined;
}

function wordOf(line: ShellSource, start: number, end: number): ExecWord {
  const literal = line.text.slice(start, end);
  return {
    text: JSON.parse(literal) as string,
    span: line.locate(start, end),
    get script() {
      const script = new ComposedSource(line);
      let from = start + 1;
      for (const { 0: escaped, index } of literal.matchAll(ESCAPE)) {
        script.copy(from, start + index);
        from = start + index + escaped.length;
        script.put(JSON.parse(`"${escaped}"`) as string, start + index, from);
      }
      return script.copy(from, end - 1);
    },
  };
}
