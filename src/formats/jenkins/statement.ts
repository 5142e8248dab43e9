import type { Span } from '../../core/text';
import type { Block, Statement } from './syntax';

/** The smallest statement around an offset that begins its line, without the blocks that follow its head. */
export function innermost(block: Block, offset: number): Span | undefined {
  let best: Statement | undefined;
  let statements = block.statements;
  for (;;) {
    const found = statements.find(({ start, end }) => start <= offset && offset <= end);
    if (!found) break;
    const { file } = found;
    const lineStart = file.line(file.lineAt(found.start)).start;
    if (/^[ \t]*$/.test(file.text.slice(lineStart, found.start))) best = found;
    const inner = found.blocks.find(({ start, end }) => start <= offset && offset <= end);
    if (!inner) break;
    statements = inner.statements;
  }
  if (!best) return undefined;
  const head = best.blocks[0];
  return head && offset < head.start ? best.file.span(best.start, head.start) : best;
}
