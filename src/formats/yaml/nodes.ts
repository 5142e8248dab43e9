import { type Alias, type CST, isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, type Scalar } from 'yaml';
import type { SourceFile, Span } from '../../core/text';
import { contentEnd, isGivenUp, isWritten, type Props, wordEnd } from './extent';
import { BaseNode, ScalarNode, UnknownNode } from './leaf-nodes';
import type { YamlDocument, YamlItem, YamlMap, YamlPair, YamlSeq } from './syntax';

/** What `yaml` composed, as far as it is used here. */
type Composed = ParsedNode;
export type Holder = PairNode | ItemNode | undefined;

/** Merges deeper than this, or longer, are not followed: the map is uncertain then. */
const DEEPEST_MERGE = 100;
const MOST_MERGED = 2000;

/** Wraps the composed tree, each node when it is first asked for. */
export class DocumentNode implements YamlDocument {
  #root: WrappedNode | undefined | null = null;
  #anchors: Map<string, WrappedNode[]> | undefined;

  constructor(
    readonly file: SourceFile,
    readonly start: number,
    readonly end: number,
    private readonly contents: Composed | null,
    private readonly startTokens: Props,
  ) {}

  get root(): WrappedNode | undefined {
    if (this.#root === null)
      this.#root = isWritten(this.contents) ? wrap(this, this.contents, this.startTokens, undefined) : undefined;
    return this.#root;
  }

  /** What an alias leads to: the last anchor of its name before it, unless the alias stands inside. */
  resolve(name: string, at: number): WrappedNode | undefined {
    this.#anchors ??= this.#collect();
    const candidates = this.#anchors.get(name) ?? [];
    const found = candidates.findLast((node) => node.start < at);
    return found && found.end > at ? undefined : found;
  }

  #collect(): Map<string, WrappedNode[]> {
    const anchors = new Map<string, WrappedNode[]>();
    for (const node of writtenNodes(this.root)) {
      if (node.anchor === undefined) continue;
      const known = anchors.get(node.anchor);
      if (known) known.push(node);
      else anchors.set(node.anchor, [node]);
    }
    return anchors;
  }
}

/** A node and all that is written below it, in the order of the text; aliases are not followed. */
export function* writtenNodes(root: WrappedNode | undefined): Generator<WrappedNode> {
  const waiting = root ? [root] : [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    if (node.kind === 'map') {
      for (const pair of node.ownPairs.toReversed()) {
        if (pair.content) waiting.push(pair.content);
        waiting.push(pair.key);
      }
    } else if (node.kind === 'seq') {
      for (const item of node.entries.toReversed()) if (item.content) waiting.push(item.content);
    }
  }
}

export type WrappedNode = MapNode | SeqNode | ScalarNode | UnknownNode;

function wrap(document: DocumentNode, node: Composed, props: Props, holder: Holder): WrappedNode {
  if (isMap(node)) return new MapNode(document, node, props, holder);
  if (isSeq(node)) return new SeqNode(document, node, props, holder);
  if (isScalar(node) && !isGivenUp(node)) return new ScalarNode(document, node as Scalar.Parsed, props, holder);
  return new UnknownNode(document, node, props, holder);
}

type ComposedMap = Extract<Composed, { items: { key: unknown }[] }>;
type ComposedPair = Pair<ParsedNode, ParsedNode | null>;

export class MapNode extends BaseNode<ComposedMap> implements YamlMap {
  readonly kind = 'map';
  #ownPairs: readonly PairNode[] | undefined;
  #pairs: readonly PairNode[] | undefined;
  #byName: Map<string, PairNode> | undefined;
  #hasOddKeys = false;
  #isUncertain = false;

  get isFlow(): boolean {
    return this.composed.flow === true;
  }

  get ownPairs(): readonly PairNode[] {
    if (!this.#ownPairs) {
      const pairs: PairNode[] = [];
      for (const pair of this.composed.items as ComposedPair[]) {
        if (isScalar(pair.key) && !isGivenUp(pair.key)) pairs.push(new PairNode(this.document, this, pair, pair.key));
        else this.#hasOddKeys = true;
      }
      this.#ownPairs = pairs;
    }
    return this.#ownPairs;
  }

  get pairs(): readonly PairNode[] {
    this.#pairs ??= this.#merged(0);
    return this.#pairs;
  }

  get isUncertain(): boolean {
    return this.pairs.length >= 0 && (this.#isUncertain || this.#hasOddKeys);
  }

  pair(name: string): PairNode | undefined {
    const { pairs } = this;
    if (pairs.length < 12) return pairs.findLast((pair) => pair.name === name);
    this.#byName ??= new Map(pairs.map((pair) => [pair.name, pair]));
    return this.#byName.get(name);
  }

  get(name: string): WrappedNode | undefined {
    return this.pair(name)?.value;
  }

  has(name: string): boolean {
    return this.pair(name) !== undefined;
  }

  lacks(name: string): boolean {
    return !this.has(name) && !this.isUncertain;
  }

  #merged(depth: number): readonly PairNode[] {
    const { ownPairs } = this;
    const merges = ownPairs.filter((pair) => pair.isMerge);
    if (merges.length === 0) return ownPairs;
    const own = ownPairs.filter((pair) => !pair.isMerge);
    const names = new Set(own.map(({ name }) => name));
    const pairs = [...own];
    const sources = merges.flatMap(({ value }) =>
      value?.kind === 'seq' ? value.entries.map((e) => e.value) : [value],
    );
    for (const source of sources) {
      if (source?.kind !== 'map' || depth > DEEPEST_MERGE || pairs.length > MOST_MERGED) {
        this.#isUncertain = true;
        continue;
      }
      source.#pairs ??= source.#merged(depth + 1);
      if (source.isUncertain) this.#isUncertain = true;
      for (const pair of source.#pairs) {
        if (names.has(pair.name)) continue;
        names.add(pair.name);
        pairs.push(pair);
      }
    }
    return pairs;
  }
}

type ComposedSeq = Extract<Composed, { items: (ParsedNode | Pair)[] }>;

export class SeqNode extends BaseNode<ComposedSeq> implements YamlSeq {
  readonly kind = 'seq';
  #entries: readonly ItemNode[] | undefined;

  get isFlow(): boolean {
    return this.composed.flow === true;
  }

  get entries(): readonly ItemNode[] {
    if (!this.#entries) {
      const starts = itemTokens(this.composed.srcToken);
      this.#entries = (this.composed.items as ParsedNode[]).map(
        (item, index) => new ItemNode(this.document, this, item, starts[index] ?? []),
      );
    }
    return this.#entries;
  }

  get items(): readonly WrappedNode[] {
    return this.entries.flatMap(({ value }) => value ?? []);
  }
}

/** What stands before each item of a sequence that the composer has kept. */
function itemTokens(token: CST.Token | undefined): Props[] {
  if (token?.type === 'block-seq')
    return token.items
      .filter(({ start, value }) => value || start.some(({ type }) => /^(?:seq-item-ind|anchor|tag)$/.test(type)))
      .map(({ start }) => start);
  if (token?.type !== 'flow-collection') return [];
  return (
    token.items
      .filter(
        ({ start, sep, value }) =>
          sep || value || start.some(({ type }) => /^(?:explicit-key-ind|anchor|tag)$/.test(type)),
      )
      // With a key, what stands before belongs to the key of a map of one pair.
      .map(({ start, sep }) => (sep ? [] : start))
  );
}

/** What holds one value: a pair or an item. */
abstract class HolderNode {
  #content: WrappedNode | undefined | null = null;
  #reached: WrappedNode | undefined;

  protected constructor(
    protected readonly document: DocumentNode,
    private readonly composedValue: ParsedNode | null,
    private readonly valueProps: Props,
  ) {}

  get file(): SourceFile {
    return this.document.file;
  }

  /** What is written here itself. */
  get content(): WrappedNode | undefined {
    if (this.#content === null) {
      const written = isWritten(this.composedValue) && !isAlias(this.composedValue);
      this.#content = written ? wrap(this.document, this.composedValue, this.valueProps, this.self()) : undefined;
    }
    return this.#content;
  }

  get value(): WrappedNode | undefined {
    if (!isAlias(this.composedValue)) return this.content;
    this.#reached ??=
      this.document.resolve(this.composedValue.source, this.composedValue.range[0]) ??
      new UnknownNode(this.document, this.composedValue, [], this.self());
    return this.#reached;
  }

  get alias(): Span | undefined {
    if (!isAlias(this.composedValue)) return undefined;
    const [start, end] = (this.composedValue as Alias.Parsed).range;
    return this.file.span(start, end);
  }

  protected abstract self(): PairNode | ItemNode;
}

export class PairNode extends HolderNode implements YamlPair {
  readonly kind = 'pair';
  readonly key: ScalarNode;

  constructor(
    document: DocumentNode,
    readonly parent: MapNode,
    private readonly composed: ComposedPair,
    key: Scalar.Parsed,
  ) {
    super(document, composed.value, composed.srcToken?.sep ?? []);
    this.key = new ScalarNode(document, key, composed.srcToken?.start ?? [], this);
  }

  get name(): string {
    return this.key.text;
  }

  get isMerge(): boolean {
    return this.name === '<<' && this.key.style === 'plain';
  }

  get start(): number {
    const first = this.composed.srcToken?.start.find(({ type }) => /^(?:explicit-key-ind|anchor|tag)$/.test(type));
    return first?.offset ?? this.composed.key.range[0];
  }

  get end(): number {
    const { value, srcToken } = this.composed;
    return isWritten(value) ? contentEnd(value) : Math.max(wordEnd(srcToken?.sep), this.composed.key.range[1]);
  }

  protected self(): PairNode {
    return this;
  }
}

export class ItemNode extends HolderNode implements YamlItem {
  readonly kind = 'item';

  constructor(
    document: DocumentNode,
    readonly parent: SeqNode,
    private readonly composed: ParsedNode,
    private readonly tokens: Props,
  ) {
    super(document, composed, tokens);
  }

  get start(): number {
    const first = this.tokens.find(({ type }) => /^(?:seq-item-ind|explicit-key-ind|anchor|tag)$/.test(type));
    return first?.offset ?? this.composed.range[0];
  }

  get end(): number {
    return isWritten(this.composed) ? contentEnd(this.composed) : Math.max(wordEnd(this.tokens), this.start);
  }

  protected self(): ItemNode {
    return this;
  }
}
