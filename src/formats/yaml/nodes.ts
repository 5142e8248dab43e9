import type { SourceFile, Span } from '../../core/text';
import { BaseNode, type ScalarNode, UnknownNode } from './leaf-nodes';
import type { YamlDocument, YamlItem, YamlMap, YamlPair, YamlSeq } from './syntax';

export type Holder = PairNode | ItemNode | undefined;
export type Node = MapNode | SeqNode | ScalarNode | UnknownNode;

/** Merges deeper than this, or longer, are not followed: the map is uncertain then. */
const DEEPEST_MERGE = 100;
const MOST_MERGED = 2000;

/** The nodes are filled in once, by the composer, and stay as they are from then on. */
export class DocumentNode implements YamlDocument {
  root: Node | undefined;
  #anchors: Map<string, Node[]> | undefined;

  constructor(
    readonly file: SourceFile,
    readonly start: number,
    readonly end: number,
  ) {}

  /** What an alias leads to: the last anchor of its name before it, unless the alias stands inside. */
  resolve(name: string, at: number): Node | undefined {
    this.#anchors ??= this.#collect();
    const candidates = this.#anchors.get(name) ?? [];
    const found = candidates.findLast((node) => node.start < at);
    return found && found.end > at ? undefined : found;
  }

  #collect(): Map<string, Node[]> {
    const anchors = new Map<string, Node[]>();
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
function* writtenNodes(root: Node | undefined): Generator<Node> {
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

export class MapNode extends BaseNode implements YamlMap {
  readonly ownPairs: PairNode[] = [];
  isFlow = false;
  /** There are keys that are no scalars. */
  hasOddKeys = false;
  #pairs: readonly PairNode[] | undefined;
  #byName: Map<string, PairNode> | undefined;
  #isUncertain = false;

  get kind(): 'map' {
    return 'map';
  }

  get pairs(): readonly PairNode[] {
    this.#pairs ??= this.#merged(0);
    return this.#pairs;
  }

  get isUncertain(): boolean {
    return this.pairs.length >= 0 && (this.#isUncertain || this.hasOddKeys);
  }

  pair(name: string): PairNode | undefined {
    const { pairs } = this;
    if (pairs.length < 12) return pairs.findLast(({ key }) => key.is(name));
    this.#byName ??= new Map(pairs.map((pair) => [pair.name, pair]));
    return this.#byName.get(name);
  }

  get(name: string): Node | undefined {
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
    if (!ownPairs.some((pair) => pair.isMerge)) return ownPairs;
    const merges = ownPairs.filter((pair) => pair.isMerge);
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

export class SeqNode extends BaseNode implements YamlSeq {
  readonly entries: ItemNode[] = [];
  isFlow = false;

  get kind(): 'seq' {
    return 'seq';
  }

  get items(): readonly Node[] {
    return this.entries.flatMap(({ value }) => value ?? []);
  }
}

/** An alias as it is written. */
export interface AliasMark {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What holds one value: a pair or an item. */
abstract class HolderNode {
  end: number;
  /** What is written here itself, or the alias that stands for it. */
  content: Node | undefined = undefined;
  mark: AliasMark | undefined = undefined;

  protected constructor(
    readonly document: DocumentNode,
    readonly start: number,
    end: number,
  ) {
    this.end = end;
  }

  get file(): SourceFile {
    return this.document.file;
  }

  get value(): Node | undefined {
    const { mark, document } = this;
    if (!mark) return this.content;
    return (
      document.resolve(mark.name, mark.start) ??
      new UnknownNode(document, mark.start, mark.end, this as unknown as Holder, undefined)
    );
  }

  get alias(): Span | undefined {
    return this.mark && this.file.span(this.mark.start, this.mark.end);
  }
}

export class PairNode extends HolderNode implements YamlPair {
  constructor(
    document: DocumentNode,
    readonly parent: MapNode,
    start: number,
    end: number,
    makeKey: (holder: PairNode) => ScalarNode,
  ) {
    super(document, start, end);
    this.key = makeKey(this);
  }

  readonly key: ScalarNode;

  get kind(): 'pair' {
    return 'pair';
  }

  get name(): string {
    return this.key.text;
  }

  get isMerge(): boolean {
    return this.key.style === 'plain' && this.key.is('<<');
  }
}

export class ItemNode extends HolderNode implements YamlItem {
  constructor(
    document: DocumentNode,
    readonly parent: SeqNode,
    start: number,
    end: number,
  ) {
    super(document, start, end);
  }

  get kind(): 'item' {
    return 'item';
  }
}
