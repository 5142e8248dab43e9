import { isAlias, type ParsedNode, type Scalar } from 'yaml';
import type { SourceFile, Span } from '../../core/text';
import { coreValue } from './core-schema';
import { contentEnd, type Props, propsOf } from './extent';
import type { DocumentNode, Holder } from './nodes';
import type { YamlScalar, YamlStyle, YamlUnknown } from './syntax';

export abstract class BaseNode<Kind extends ParsedNode> {
  constructor(
    protected readonly document: DocumentNode,
    protected readonly composed: Kind,
    private readonly props: Props,
    readonly holder: Holder,
  ) {}

  get file(): SourceFile {
    return this.document.file;
  }

  get start(): number {
    return this.composed.range[0];
  }

  get end(): number {
    return contentEnd(this.composed);
  }

  get tag(): string | undefined {
    return this.composed.tag === undefined ? undefined : propsOf(this.props).find(({ type }) => type === 'tag')?.source;
  }

  get anchor(): string | undefined {
    return isAlias(this.composed) ? undefined : this.composed.anchor;
  }

  get properties(): Span | undefined {
    const tokens = propsOf(this.props);
    const [first] = tokens;
    const last = tokens.at(-1);
    return first && last && this.file.span(first.offset, last.offset + last.source.length);
  }
}

export class UnknownNode extends BaseNode<ParsedNode> implements YamlUnknown {
  readonly kind = 'unknown';
}

export class ScalarNode extends BaseNode<Scalar.Parsed> implements YamlScalar {
  readonly kind = 'scalar';

  get text(): string {
    return this.composed.source;
  }

  get value(): string | number | boolean | null {
    const { tag } = this;
    const typed = tag === undefined ? this.style === 'plain' : /^!!(?:int|float|bool|null)$/.test(tag);
    return typed ? coreValue(this.text) : this.text;
  }

  get style(): YamlStyle {
    return STYLES[this.composed.type ?? 'PLAIN'] ?? 'plain';
  }

  get inner(): Span {
    const { file, start, end, style } = this;
    if (style === 'plain') return this.file.span(start, end);
    if (style === 'literal' || style === 'folded') {
      return file.span(Math.min(this.block?.body.start ?? end, end), end);
    }
    const closed = end - start > 1 && file.text[end - 1] === file.text[start];
    return file.span(start + 1, closed ? end - 1 : end);
  }

  /** Of a block scalar: its indicators as written, all its lines, and the indentation of what holds it. */
  get block(): { readonly header: string; readonly body: Span; readonly parentIndent: number } | undefined {
    const { srcToken: token, range } = this.composed;
    if (token?.type !== 'block-scalar') return undefined;
    const [first] = token.props;
    return {
      header: first && 'source' in first ? first.source : '',
      body: this.file.span(range[1] - token.source.length, range[1]),
      parentIndent: token.indent,
    };
  }
}

const STYLES: Readonly<Record<string, YamlStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};
