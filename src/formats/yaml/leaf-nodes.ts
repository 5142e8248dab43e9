import type { SourceFile, Span } from '../../core/text';
import { coreValue } from './core-schema';
import type { DocumentNode, Holder } from './nodes';
import type { YamlScalar, YamlStyle, YamlUnknown } from './syntax';

/** A node's tag and anchor, and where they stand. */
export interface Properties {
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
  readonly start: number;
  readonly end: number;
}

export abstract class BaseNode {
  end: number;

  constructor(
    protected readonly document: DocumentNode,
    readonly start: number,
    end: number,
    readonly holder: Holder,
    private readonly props: Properties | undefined,
  ) {
    this.end = end;
  }

  get file(): SourceFile {
    return this.document.file;
  }

  get tag(): string | undefined {
    return this.props?.tag;
  }

  get anchor(): string | undefined {
    return this.props?.anchor;
  }

  get properties(): Span | undefined {
    return this.props && this.file.span(this.props.start, this.props.end);
  }
}

export class UnknownNode extends BaseNode implements YamlUnknown {
  readonly kind = 'unknown';
}

/** What a block scalar is made of: its indicators as written, all its lines, and the indentation of what holds it. */
export interface Block {
  readonly header: string;
  readonly start: number;
  readonly end: number;
  readonly parentIndent: number;
}

export class ScalarNode extends BaseNode implements YamlScalar {
  constructor(
    document: DocumentNode,
    start: number,
    end: number,
    holder: Holder,
    props: Properties | undefined,
    readonly style: YamlStyle,
    /** The text where it isn't just what is written inside. */
    private readonly decoded: string | undefined,
    readonly block: Block | undefined,
  ) {
    super(document, start, end, holder, props);
  }

  get kind(): 'scalar' {
    return 'scalar';
  }

  get text(): string {
    if (this.decoded !== undefined) return this.decoded;
    const quote = this.style === 'plain' ? 0 : 1;
    return this.file.text.slice(this.start + quote, this.end - quote);
  }

  /** Whether the text is this one; without cutting it out. */
  is(text: string): boolean {
    if (this.decoded !== undefined) return this.decoded === text;
    const quote = this.style === 'plain' ? 0 : 1;
    return this.end - this.start - 2 * quote === text.length && this.file.text.startsWith(text, this.start + quote);
  }

  get value(): string | number | boolean | null {
    const { tag } = this;
    const typed = tag === undefined ? this.style === 'plain' : /^!!(?:int|float|bool|null)$/.test(tag);
    return typed ? coreValue(this.text) : this.text;
  }

  get inner(): Span {
    const { file, start, end, style, block } = this;
    if (style === 'plain') return file.span(start, end);
    if (block) return file.span(Math.min(block.start, end), end);
    const closed = end - start > 1 && file.text[end - 1] === file.text[start];
    return file.span(start + 1, closed ? end - 1 : end);
  }
}
