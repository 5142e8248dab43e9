import type { Assignment, Word, WordPart } from 'unbash';
import type { Span } from '../../core/text';
import { ComposedSource, type ShellSource } from './source';
import { expansionOf, type Variables } from './variables';

/** One word of a command, as a shell or a JSON array gives it. */
export interface ShellWord {
  /** The text that the command gets, quotes and escapes removed; undefined when it holds an expansion that is not known. */
  readonly value: string | undefined;
  /** What is known of the text: all that stands before the first unknown expansion. */
  readonly prefix: string;
  /** The word as written, quotes and variables included. */
  readonly raw: string;
  readonly span: Span;
  /** Whether the value of a variable is in it: then `value` is not what stands at `span`, and can't be edited there. */
  readonly isExpanded: boolean;
  /** Whether it is a string of a JSON array, which no shell reads. */
  readonly isExec: boolean;
  /** The place of the word's text from a character on; exact where nothing before it is quoted. */
  spanFrom(offset: number): Span;
  /** The word as a script of its own, for `sh -c`: quotes removed, what the outer shell expands left as a variable. */
  readonly script: ShellSource;
}

type WordNode = Word | Assignment;

/** The words that a shell makes of one: none or several where an unquoted variable is known to hold blanks. */
export function readWords(source: ShellSource, node: WordNode, variables: Variables): readonly ShellWord[] {
  const only = node.type === 'Word' && node.parts?.length === 1 ? node.parts[0] : undefined;
  const text = only && expansionOf(only, variables);
  if (text === undefined) return [readWord(source, node, variables)];
  const words = text.split(/[ \t\n]+/).filter((word) => word !== '');
  return words.map((word) => new SyntaxWord(source, node, { text: word, isWhole: true, isExpanded: true }, variables));
}

/** A word that is never split, such as the target of a redirection. */
export function readWord(source: ShellSource, node: WordNode, variables: Variables): ShellWord {
  const text = node.type === 'Word' ? knownText(node, variables) : assignmentText(node, variables);
  return new SyntaxWord(source, node, text, variables);
}

class SyntaxWord implements ShellWord {
  readonly value: string | undefined;
  readonly prefix: string;
  readonly isExpanded: boolean;
  readonly isExec = false;

  constructor(
    private readonly source: ShellSource,
    private readonly node: WordNode,
    { text, isWhole, isExpanded }: KnownText,
    private readonly variables: Variables,
  ) {
    this.value = isWhole ? text : undefined;
    this.prefix = text;
    this.isExpanded = isExpanded;
  }

  get raw(): string {
    return this.source.text.slice(this.node.pos, this.node.end);
  }

  get span(): Span {
    return this.source.locate(this.node.pos, this.node.end);
  }

  spanFrom(offset: number): Span {
    return this.source.locate(Math.min(this.node.pos + offset, this.node.end), this.node.end);
  }

  get script(): ShellSource {
    const script = new ComposedSource(this.source);
    if (this.node.type === 'Word') write(script, partsOf(this.node), this.variables);
    return script;
  }
}

interface KnownText {
  readonly text: string;
  readonly isWhole: boolean;
  readonly isExpanded: boolean;
}

function knownText(word: Word, variables: Variables): KnownText {
  const { parts } = word;
  if (!parts) return { text: word.value, isWhole: true, isExpanded: false };
  let text = '';
  let isExpanded = false;
  const expand = (part: WordPart, isQuoted: boolean): boolean => {
    const value = expansionOf(part, variables);
    // Unquoted blanks split the word, and where it is cut is left open.
    if (value === undefined || (!isQuoted && /[ \t\n]/.test(value))) return false;
    isExpanded = true;
    text += value;
    return true;
  };
  const add = (children: readonly WordPart[], isQuoted: boolean): boolean =>
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
          return add(part.parts, true);
        default:
          return expand(part, isQuoted);
      }
    });
  const isWhole = add(parts, false);
  return { text, isWhole, isExpanded };
}

function assignmentText({ name, append, index, value }: Assignment, variables: Variables): KnownText {
  const head = `${name}${append ? '+' : ''}=`;
  if (index || value.type !== 'Word') return { text: name, isWhole: false, isExpanded: false };
  const known = knownText(value, variables);
  return { ...known, text: head + known.text };
}

function partsOf(word: Word): readonly WordPart[] {
  return word.parts ?? [{ type: 'Literal', pos: word.pos, end: word.end, value: word.value, text: word.text }];
}

/** What stands for an expansion in a script that the outer shell expands first. */
const UNKNOWN = '${_}';

function write(script: ComposedSource, parts: readonly WordPart[], variables: Variables): void {
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
          else script.put(expansionOf(child, variables) ?? UNKNOWN, child.pos, child.end);
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
        script.put(expansionOf(part, variables) ?? UNKNOWN, part.pos, part.end);
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
