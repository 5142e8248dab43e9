import {
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type Block, type Properties, ScalarNode, UnknownNode } from './leaf-nodes';
import { type DocumentNode, type Holder, ItemNode, MapNode, type Node, PairNode, SeqNode } from './nodes';
import type { YamlStyle } from './syntax';

// From the tree that the `yaml` package composes, heavy with tokens, to a light one that keeps just places.

/** The tokens that stand before a node: blanks, comments, its indicator, tag and anchor. */
type Tokens = readonly CST.SourceToken[];
type ComposedPair = Pair<ParsedNode, ParsedNode | null>;

/** Makes the root of a document of what was composed; `tokens` are those before it. */
export function composeRoot(document: DocumentNode, composed: ParsedNode | null, tokens: Tokens): void {
  if (isWritten(composed)) document.root = nodeOf(document, composed, tokens, undefined);
}

/** Whether anything is written where the composer has put a node. */
function isWritten(node: ParsedNode | null): node is ParsedNode {
  if (!node) return false;
  if (!isScalar(node)) return true;
  return node.range[1] > node.range[0] || node.tag !== undefined || node.anchor !== undefined || isGivenUp(node);
}

/** Whether the composer met a collection here that nests too deep for it. */
function isGivenUp(node: ParsedNode): boolean {
  const type: string | undefined = isScalar(node) ? node.srcToken?.type : undefined;
  return type === 'block-map' || type === 'block-seq' || type === 'flow-collection';
}

function nodeOf(document: DocumentNode, node: ParsedNode, tokens: Tokens, holder: Holder): Node {
  const props =
    isAlias(node) || (node.tag === undefined && node.anchor === undefined) ? undefined : propertiesOf(tokens);
  if (isMap(node)) return mapOf(document, node as YAMLMap.Parsed, props, holder);
  if (isSeq(node)) return seqOf(document, node as YAMLSeq.Parsed, props, holder);
  if (isScalar(node) && !isGivenUp(node)) return scalarOf(document, node as Scalar.Parsed, props, holder);
  return new UnknownNode(document, node.range[0], node.range[1], holder, props);
}

function propertiesOf(tokens: Tokens): Properties | undefined {
  const found = tokens.filter(({ type }) => type === 'tag' || type === 'anchor');
  const [first] = found;
  const last = found.at(-1);
  if (!first || !last) return undefined;
  return {
    tag: found.find(({ type }) => type === 'tag')?.source,
    anchor: found.find(({ type }) => type === 'anchor')?.source.slice(1),
    start: first.offset,
    end: last.offset + last.source.length,
  };
}

function mapOf(
  document: DocumentNode,
  composed: YAMLMap.Parsed,
  props: Properties | undefined,
  holder: Holder,
): MapNode {
  const map = new MapNode(document, composed.range[0], composed.range[1], holder, props);
  map.isFlow = composed.flow === true;
  for (const pair of composed.items as ComposedPair[]) {
    if (isScalar(pair.key) && !isGivenUp(pair.key)) map.ownPairs.push(pairOf(document, pair, pair.key, map));
    else map.hasOddKeys = true;
  }
  const last = composed.items.at(-1) as ComposedPair | undefined;
  if (!map.isFlow) map.end = last ? Math.max(map.ownPairs.at(-1)?.end ?? 0, oddEnd(last)) : composed.range[0];
  return map;
}

/** The end of a pair whose key is no scalar; 0 of all others. */
function oddEnd({ key, value, srcToken }: ComposedPair): number {
  if (isScalar(key) && !isGivenUp(key)) return 0;
  return Math.max(value ? value.range[1] : 0, wordEnd(srcToken?.sep), key.range[1]);
}

function pairOf(document: DocumentNode, pair: ComposedPair, key: Scalar.Parsed, map: MapNode): PairNode {
  const { value, srcToken } = pair;
  const first = srcToken?.start.find(({ type }) => type === 'explicit-key-ind' || type === 'anchor' || type === 'tag');
  const start = first?.offset ?? key.range[0];
  const tokens = srcToken?.start ?? [];
  const made = new PairNode(document, map, start, Math.max(wordEnd(srcToken?.sep), key.range[1]), (holder) =>
    scalarOf(
      document,
      key,
      key.tag === undefined && key.anchor === undefined ? undefined : propertiesOf(tokens),
      holder,
    ),
  );
  fill(made, document, value, srcToken?.sep ?? []);
  return made;
}

function seqOf(
  document: DocumentNode,
  composed: YAMLSeq.Parsed,
  props: Properties | undefined,
  holder: Holder,
): SeqNode {
  const seq = new SeqNode(document, composed.range[0], composed.range[1], holder, props);
  seq.isFlow = composed.flow === true;
  const tokens = itemTokens(composed.srcToken);
  for (const [index, item] of (composed.items as ParsedNode[]).entries()) {
    const before = tokens[index] ?? [];
    const first = before.find(
      ({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment' && type !== 'comma',
    );
    const start = first?.offset ?? item.range[0];
    const entry = new ItemNode(
      document,
      seq,
      start,
      Math.max(wordEnd(before.filter(({ type }) => type !== 'comma')), start),
    );
    fill(entry, document, item, before);
    seq.entries.push(entry);
  }
  if (!seq.isFlow) seq.end = seq.entries.at(-1)?.end ?? composed.range[0];
  return seq;
}

/** What stands before each item of a sequence that the composer has kept. */
function itemTokens(token: CST.Token | undefined): Tokens[] {
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

/** Puts a value into what holds it, which reaches to the value's end then. */
function fill(holder: PairNode | ItemNode, document: DocumentNode, value: ParsedNode | null, tokens: Tokens): void {
  if (!isWritten(value)) return;
  if (isAlias(value)) holder.mark = { name: value.source, start: value.range[0], end: value.range[1] };
  else holder.content = nodeOf(document, value, tokens, holder);
  holder.end = Math.max(holder.end, holder.content?.end ?? value.range[1]);
}

const STYLES: Readonly<Record<string, YamlStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function scalarOf(
  document: DocumentNode,
  scalar: Scalar.Parsed,
  props: Properties | undefined,
  holder: Holder,
): ScalarNode {
  const style = STYLES[scalar.type ?? 'PLAIN'] ?? 'plain';
  const [start, valueEnd] = scalar.range;
  const block = blockOf(scalar);
  const end = block ? blockEnd(scalar, block, document.file.text) : valueEnd;
  const quote = style === 'plain' ? 0 : 1;
  const isAsWritten =
    !block &&
    scalar.source.length === end - start - 2 * quote &&
    document.file.text.startsWith(scalar.source, start + quote);
  return new ScalarNode(document, start, end, holder, props, style, isAsWritten ? undefined : scalar.source, block);
}

function blockOf({ srcToken: token, range }: Scalar.Parsed): Block | undefined {
  if (token?.type !== 'block-scalar') return undefined;
  const [first] = token.props;
  return {
    header: first && 'source' in first && typeof first.source === 'string' ? first.source : '',
    start: range[1] - token.source.length,
    end: range[1],
    parentIndent: token.indent,
  };
}

/** The end of the last line with content; of the header where there is none. */
function blockEnd({ srcToken }: Scalar.Parsed, { start, end }: Block, text: string): number {
  const body = text.slice(start, end).trimEnd();
  return body === '' && srcToken?.type === 'block-scalar' ? wordEnd(srcToken.props) : start + body.length;
}

/** The end of the last of these tokens that is more than a blank, a line end or a comment; -1 without one. */
function wordEnd(tokens: readonly CST.Token[] | undefined): number {
  const last = tokens?.findLast(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment');
  return last && 'source' in last ? last.offset + last.source.length : -1;
}
