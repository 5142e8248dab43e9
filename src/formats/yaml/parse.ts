import { Composer, type CST, type Document, Lexer, type ParsedNode, Parser } from 'yaml';
import type { Problem } from '../../core/format';
import type { SourceFile, Span } from '../../core/text';
import { composeRoot } from './compose';
import { lenientLexer } from './lenient-lexer';
import { DocumentNode } from './nodes';
import { statementAt } from './statement';
import type { YamlFile } from './syntax';

/** Reads YAML or JSON; never throws, and keeps all that it can read. The same file is parsed once. */
export function parseYaml(file: SourceFile): YamlFile {
  return file.derived(parseAnew);
}

/** What some messages repeat of the text, which may be long, and secret. */
const QUOTED_TEXT = /(?:: "|(?<=extra characters): |(?<=Not a YAML token): )[\s\S]*$/;

function parseAnew(file: SourceFile): YamlFile {
  const strict = new YamlReader(file).read(new Lexer());
  if (!strict.problems.some(({ message }) => message.startsWith('Missing closing'))) return strict;
  const lenient = new YamlReader(file).read(lenientLexer());
  return lenient.problems.length === 0 ? lenient : strict;
}

/** Types are settled later and lazily, so scalars are all composed as text. */
const OPTIONS = { schema: 'failsafe', uniqueKeys: false, keepSourceTokens: true, merge: false } as const;

/** Says of the lexeme that follows that it is a scalar's text; the others are marks without text too. */
const SCALAR_FOLLOWS = '\x1f';
const MARKS = new Set(['\x02', '\x18', SCALAR_FOLLOWS]);

/** Text with more mistakes than this is something else than YAML. */
const MOST_PROBLEMS = 200;

class YamlReader {
  readonly #parser = new Parser();
  readonly #composer = new Composer(OPTIONS);
  readonly #heads: Pick<CST.Document, 'offset' | 'start'>[] = [];
  readonly #documents: DocumentNode[] = [];
  readonly #problems: Problem[] = [];
  readonly #comments: Span[] = [];
  #errors = 0;
  #isTemplated = false;

  constructor(private readonly file: SourceFile) {}

  read(lexer: Lexer): YamlFile {
    const { file } = this;
    try {
      this.#lex(lexer);
      for (const token of this.#parser.end()) this.#compose(token);
      for (const document of this.#composer.end()) this.#keep(document);
      for (const error of this.#composer.streamInfo().errors) this.#problem(error.pos, error.message);
    } catch (error) {
      this.#problem([0, 0], `Can't be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    const documents = this.#documents;
    this.#problems.sort((a, b) => a.at.start - b.at.start);
    return {
      file,
      documents,
      problems: this.#problems,
      comments: this.#comments,
      isTemplated: this.#isTemplated,
      statementAt: (offset) => statementAt(file, documents, offset),
    };
  }

  #lex(lexer: Lexer): void {
    let offset = 0;
    let before = '';
    for (const lexeme of lexer.lex(this.file.text)) {
      const isScalar = before === SCALAR_FOLLOWS;
      if (!isScalar && lexeme.startsWith('#')) this.#comments.push(this.file.span(offset, offset + lexeme.length));
      // No YAML has `{` twice, a `%` after it, or a plain scalar that begins with `@`.
      if (before === '{' && lexeme === '{') this.#isTemplated = true;
      if (isScalar && /^(?:%|@\w+@)/.test(lexeme) && (lexeme.startsWith('@') || this.file.text[offset - 1] === '{'))
        this.#isTemplated = true;
      for (const token of this.#parser.next(lexeme)) this.#compose(token);
      if (isScalar || !MARKS.has(lexeme)) offset += lexeme.length;
      before = isScalar ? '' : lexeme;
    }
  }

  #compose(token: CST.Token): void {
    if (token.type === 'document') this.#heads.push({ offset: token.offset, start: token.start });
    if (token.type === 'error' && ++this.#errors > MOST_PROBLEMS) return;
    for (const document of this.#composer.next(token)) this.#keep(document);
  }

  /** The composer gives a document out once the next one has begun. What it is made of can go then. */
  #keep({ contents, errors }: Document.Parsed): void {
    const index = this.#documents.length;
    const head = this.#heads[index];
    const start = index === 0 ? 0 : (head?.offset ?? 0);
    const document = new DocumentNode(this.file, start, this.#heads[index + 1]?.offset ?? this.file.text.length);
    this.#documents.push(document);
    try {
      composeRoot(document, contents as ParsedNode | null, head?.start ?? []);
    } catch (error) {
      // The stack of whoever called may have been deeper than the composer's.
      this.#problem([start, start], `Can't be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    for (const { pos, message, code } of errors) {
      if (code === 'RESOURCE_EXHAUSTION') this.#problem(pos, 'Nested too deep to be read');
      else if (code !== 'KEY_OVER_1024_CHARS') this.#problem(pos, message);
    }
  }

  #problem([start, end]: readonly [number, number], message: string): void {
    if (this.#problems.length >= MOST_PROBLEMS) return;
    const { length } = this.file.text;
    const from = Math.min(Math.max(start, 0), length);
    const at = this.file.span(from, Math.min(Math.max(end, from), length));
    this.#problems.push({ at, message: message.replace(QUOTED_TEXT, '') });
  }
}
