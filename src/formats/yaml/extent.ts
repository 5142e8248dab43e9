import { type CST, isAlias, isCollection, isPair, isScalar, type Pair, type ParsedNode } from 'yaml';

/** The tokens that stand before a node: blanks, comments, its indicator, tag and anchor. */
export type Props = readonly CST.SourceToken[];

/** The tag and the anchor among them; those of a value stand after the colon. */
export function propsOf(tokens: Props): CST.SourceToken[] {
  return tokens.filter(({ type }) => type === 'tag' || type === 'anchor');
}

/** Whether anything is written where the composer has put a node. */
export function isWritten(node: ParsedNode | null | undefined): node is ParsedNode {
  if (!node) return false;
  if (!isScalar(node)) return true;
  return node.range[1] > node.range[0] || node.tag !== undefined || node.anchor !== undefined || isGivenUp(node);
}

/** Whether the composer met a collection here that nests too deep for it. */
export function isGivenUp(node: ParsedNode): boolean {
  const type = isScalar(node) ? node.srcToken?.type : undefined;
  return (['block-map', 'block-seq', 'flow-collection'] as (string | undefined)[]).includes(type);
}

/** The end of the last of these tokens that is more than a blank, a line end or a comment; -1 without one. */
export function wordEnd(tokens: readonly CST.Token[] | undefined): number {
  for (const token of [...(tokens ?? [])].reverse()) {
    if (token.type === 'space' || token.type === 'newline' || token.type === 'comment') continue;
    if ('source' in token) return token.offset + token.source.length;
  }
  return -1;
}

/** Where a node's content ends: closing quotes and brackets belong to it, trailing blanks, line ends and comments don't. */
export function contentEnd(node: ParsedNode): number {
  // A loop and no recursion: collections nest deep in hostile text.
  for (let at: ParsedNode = node; ; ) {
    if (isAlias(at) || !isCollection(at) || at.flow) return leafEnd(at);
    const last = at.items.at(-1) as ParsedNode | Pair<ParsedNode, ParsedNode | null> | undefined;
    if (!last) return at.range[0];
    if (isPair(last)) {
      const { key, value, srcToken } = last as Pair<ParsedNode, ParsedNode | null>;
      const afterProps = Math.max(wordEnd(srcToken?.sep), key.range[1]);
      if (!isWritten(value)) return afterProps;
      if (value.range[0] === value.range[1]) return Math.max(afterProps, value.range[1]);
      at = value;
    } else {
      if (!isWritten(last)) {
        const token = at.srcToken as CST.BlockSequence | undefined;
        return Math.max(wordEnd(token?.items.findLast(({ start }) => wordEnd(start) >= 0)?.start), at.range[0]);
      }
      at = last;
    }
  }
}

function leafEnd(node: ParsedNode): number {
  const token = node.srcToken;
  if (token?.type !== 'block-scalar') return node.range[1];
  const body = token.source.trimEnd();
  const start = node.range[1] - token.source.length;
  return body === '' ? wordEnd(token.props) : start + body.length;
}
