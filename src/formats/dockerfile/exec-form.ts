import type { Span } from '../../core/text';
import { ComposedSource, type ShellSource } from '../shell/source';
import type { ShellWord } from '../shell/word';

/** One string of a JSON array: a word of a command that no shell reads. Its place includes the quotes. */
export interface ExecWord extends ShellWord {
  readonly text: string;
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
      words.push(new JsonString(line, at, at + string.length));
      at += string.length;
    } while (take(','));
    if (!take(']')) return undefined;
  }
  skip();
  return at === end ? words : undefined;
}

class JsonString implements ExecWord {
  readonly text: string;
  readonly isExpanded = false;
  readonly isExec = true;

  constructor(
    private readonly line: ShellSource,
    private readonly start: number,
    private readonly end: number,
  ) {
    this.text = JSON.parse(this.raw) as string;
  }

  get raw(): string {
    return this.line.text.slice(this.start, this.end);
  }

  get value(): string {
    return this.text;
  }

  get prefix(): string {
    return this.text;
  }

  get span(): Span {
    return this.line.locate(this.start, this.end);
  }

  spanFrom(offset: number): Span {
    return this.line.locate(Math.min(this.start + 1 + offset, this.end), this.end);
  }

  get script(): ShellSource {
    const script = new ComposedSource(this.line);
    let from = this.start + 1;
    for (const { 0: escaped, index } of this.raw.matchAll(ESCAPE)) {
      script.copy(from, this.start + index);
      from = this.start + index + escaped.length;
      script.put(JSON.parse(`"${escaped}"`) as string, this.start + index, from);
    }
    return script.copy(from, this.end - 1);
  }
}
