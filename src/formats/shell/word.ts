import type { Assignment, Word, WordPart } from 'unbash';
import type { Span } from '../../core/text';
import { ComposedSource, type ShellSource } from './source';

/** One word of a command. */
export class ShellWord {
  /** The text that the command gets, quotes and escapes removed; undefined when it holds an expansion. */
  readonly value: string | undefined;
  /** What is known of the text: all that stands before the first expansion. */
  readonly prefix: string;

  constructor(
    private readonly source: ShellSource,
    private readonly node: Word | Assignment,
  ) {
    const { text, isWhole } = node.type === 'Word' ? staticText(node) : assignmentText(node);
    this.value = isWhole ? text : undefined;
    this.prefix = text;
  }

  /** The word as written, quotes included. */
  get raw(): string {
    return this.source.text.slice(this.node.pos, this.node.end);
  }

  get span(): Span {
    return this.source.locate(this.node.pos, this.node.end);
  }

  /** The place of the word's text from a character on; exact where nothing before it is quoted. */
  spanFrom(offset: number): Span {
    return this.source.locate(Math.min(this.node.pos + offset, this.node.end), this.node.end);
  }

  /** The word as a script of its own, for `sh -c`: quotes removed, what the outer shell expands left as a variable. */
  get script(): ShellSource {
    const script = new ComposedSource(this.source);
    if (this.node.type === 'Word') write(script, partsOf(this.node));
    return script;
  }
}

interface StaticText {
  readonly text: string;
  readonly isWhole: boolean;
}

function staticText(word: Word): StaticText {
  const { parts } = word;
  if (!parts) return { text: word.value, isWhole: true };
  let text = '';
  const add = (children: readonly WordPart[]): boolean =>
    children.every((part) => {
      switch (part.type) {
        case 'Literal':
        case 'Glob':
        case 'SingleQuoted':
        case 'AnsiCQuoted':
          text += part.value;
          return true;
        case 'ExtendedGlob':
          text += part.text;
          return true;
        case 'DoubleQuoted':
        case 'LocaleString':
          return add(part.parts);
        default:
          return false;
      }
    });
  const isWhole = add(parts);
  return { text, isWhole };
}

function assignmentText({ name, append, index, value }: Assignment): StaticText {
  const head = `${name}${append ? '+' : ''}=`;
  if (index || value.type !== 'Word') return { text: name, isWhole: false };
  const { text, isWhole } = staticText(value);
  return { text: head + text, isWhole };
}

function partsOf(word: Word): readonly WordPart[] {
  return word.parts ?? [{ type: 'Literal', pos: word.pos, end: word.end, value: word.value, text: word.text }];
}

/** What stands for an expansion in a script that the outer shell expands first. */
const UNKNOWN = '${_}';

function write(script: ComposedSource, parts: readonly WordPart[]): void {
  for (const part of parts) {
    switch (part.type) {
      case 'Literal':
        writeLiteral(script, part, '');
        break;
      case 'SingleQuoted':
        script.copy(part.pos + 1, part.end - 1);
        break;
      case 'DoubleQuoted':
      case 'LocaleString':
        for (const child of part.parts) {
          if (child.type === 'Literal') writeLiteral(script, child, '$`"\\');
          else script.put(UNKNOWN, child.pos, child.end);
        }
        break;
      case 'Glob':
      case 'ExtendedGlob':
      case 'BraceExpansion':
        script.copy(part.pos, part.end);
        break;
      case 'AnsiCQuoted':
        script.put(part.value, part.pos, part.end);
        break;
      default:
        script.put(UNKNOWN, part.pos, part.end);
    }
  }
}

/** Writes a literal without its escapes. `escapable`: what a backslash escapes there; empty means anything. */
function writeLiteral(
  script: ComposedSource,
  { pos, text }: { readonly pos: number; readonly text: string },
  escapable: string,
): void {
  let from = 0;
  for (let at = text.indexOf('\\'); at >= 0 && at + 1 < text.length; at = text.indexOf('\\', at + 2)) {
    const next = text.charAt(at + 1);
    if (escapable !== '' && next !== '\n' && !escapable.includes(next)) continue;
    script.copy(pos + from, pos + at);
    from = next === '\n' ? at + 2 : at + 1;
  }
  script.copy(pos + from, pos + text.length);
}
