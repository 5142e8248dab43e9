import type { Span } from '../../core/text';
import type { Block, Body } from './syntax';

/** The innermost argument or block around an offset. */
export function statementIn({ items }: Body, offset: number): Span | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle] as Span).end <= offset) low = middle + 1;
    else high = middle;
  }
  const item = items[low];
  if (!item || offset < item.start) return undefined;
  return (item.kind === 'block' ? statementIn(item.body, offset) : undefined) ?? item;
}

/** The blocks around an offset, from the outermost. */
export function blocksAround(body: Body, offset: number): readonly Block[] {
  const block = body.blocks.find(({ start, end }) => start <= offset && offset < end);
  return block ? [block, ...blocksAround(block.body, offset)] : [];
}
