import type { Span } from '../../core/text';
import { lexicalProblem } from './lexical';
import { Scanner, type TokenKind } from './scanner';
import type { ErrorExpression, HclProblem } from './syntax';

/** Deeper nesting than this, of brackets, blocks and templates together, is a problem instead of a stack overflow. */
export const deepest = 500;

type Closer = ')' | ']' | '}';

/** What `open` hands to `close`. */
export interface Opened {
  readonly closer: Closer;
  readonly newlines: boolean;
}

/** The state that the parsing functions share: the current token, problems, nesting, and which brackets are open. */
export class Parser extends Scanner {
  readonly problems: HclProblem[] = [];
  depth = 0;
  /** How many of each bracket are open. A template's interpolation starts afresh. */
  waiting: Record<Closer, number> = { ')': 0, ']': 0, '}': 0 };
  /** Set by the first problem of an argument, block or object item, so that one cause is reported once. */
  panicking = false;
  /** Whether a quoted string ended with its line inside the interpolation that is being read. */
  stringCut = false;
  /** How many quoted strings the current token is inside of. */
  quotes = 0;

  /** How many blocks have their first item further right than their header, less those that have not. */
  indentation = 0;
  /** Whether a brace is missing or superfluous somewhere. */
  unbalanced = false;
  /** Whether following the indentation would have closed something elsewhere than the braces do. */
  indentationDiffers = false;

  /** The last line that consists of a word, by the word. */
  #loneWords: Map<string, number> | undefined;

  /** With `byIndent`, indentation decides where a block or object ends whose brace is missing. */
  constructor(
    file: Scanner['file'],
    readonly byIndent: boolean,
  ) {
    super(file);
  }

  /** Records a problem at the current token, or the lexical one that the token is itself. */
  report(summary: string, detail: string): void {
    const lexical = this.kind === 'invalid' ? lexicalProblem(this.word) : { summary, detail };
    this.reportAt(this.span(this.start, this.end), lexical.summary, lexical.detail);
  }

  reportAt(at: Span, summary: string, detail: string): void {
    if (!this.panicking) this.problems.push({ at, summary, detail });
    this.panicking = true;
  }

  /** Steps over the opening bracket at the current token. */
  open(closer: Closer, newlines: boolean): Opened {
    const opened = { closer, newlines: this.newlines };
    this.waiting[closer]++;
    this.newlines = newlines;
    this.advance();
    return opened;
  }

  /** Steps over the closing bracket if it is there; returns where the bracket's content, closed or not, ends. */
  close({ closer, newlines }: Opened): number {
    this.waiting[closer]--;
    this.newlines = newlines;
    if (this.kind === closer) this.advance();
    else this.rescan();
    return this.previousEnd;
  }

  /** Runs `read` one level deeper; past the deepest level reports that and returns undefined. */
  nest<Result>(read: () => Result): Result | undefined {
    if (this.depth >= deepest) {
      this.report('Nesting too deep', `Expressions, templates and blocks can be nested ${deepest} levels deep.`);
      return undefined;
    }
    this.depth++;
    const result = read();
    this.depth--;
    return result;
  }

  /** An empty error expression after the last token, where something is missing. */
  missing(): ErrorExpression {
    return { kind: 'error', ...this.span(this.previousEnd, this.previousEnd) };
  }

  /** Whether a line at or after `offset` holds nothing but this heredoc marker. */
  markerFollows(marker: string, offset: number): boolean {
    if (!this.#loneWords) {
      this.#loneWords = new Map();
      for (const line of this.text.matchAll(/^[ \t]*([\p{ID_Continue}-]+)[ \t]*\r?\n/gmu)) {
        this.#loneWords.set(line[1] as string, line.index);
      }
    }
    return (this.#loneWords.get(marker) ?? -1) >= offset;
  }

  /** Whether the current token closes a bracket that is open. */
  get closesSomething(): boolean {
    return (this.kind === ')' || this.kind === ']' || this.kind === '}') && this.waiting[this.kind] > 0;
  }

  /** Skips to `separator` at this level, to a bracket that closes something, to a line break that counts, or the end. */
  skipTo(separator: TokenKind): void {
    let open = 0;
    for (;;) {
      if (this.kind === 'eof' || this.kind === 'stop' || this.kind === 'newline') return;
      if (open === 0 && (this.kind === separator || this.closesSomething)) return;
      if (this.kind === '(' || this.kind === '[' || this.kind === '{') open++;
      else if (open > 0 && (this.kind === ')' || this.kind === ']' || this.kind === '}')) open--;
      this.skip();
    }
  }

  /** Skips the current token; a quoted string is skipped to its end, or its line's. */
  skip(): void {
    if (this.kind === '"') this.resume(quotedEnd(this.text, this.end));
    else this.advance();
  }
}

/** Where a quoted string that starts before `at` ends, read without regard to interpolation. */
function quotedEnd(text: string, at: number): number {
  for (let end = at; end < text.length; end++) {
    const character = text[end];
    if (character === '"') return end + 1;
    if (character === '\n') return end;
    if (character === '\\' && text[end + 1] !== '\n') end++;
  }
  return text.length;
}
