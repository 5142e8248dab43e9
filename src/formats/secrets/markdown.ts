import type { SourceFile } from '../../core/text';
import { kindOfLanguage, type TextKind } from './kind';

/** A stretch of code in Markdown, between its fences. */
interface FencedBlock {
  readonly start: number;
  readonly end: number;
  readonly kind: TextKind;
}

const FENCE = /^[ \t]{0,20}(`{3,}|~{3,})[ \t]{0,20}([\w+#-]{0,20})[^\r\n]*$/gm;

/** The fenced blocks of a Markdown text that name a known language, in their order. */
export function fencedBlocks({ text }: SourceFile): readonly FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let open: { readonly mark: string; readonly language: string; readonly start: number } | undefined;
  for (const { 0: line, 1: mark = '', 2: language = '', index } of text.matchAll(FENCE)) {
    if (!open) open = { mark, language, start: index + line.length };
    else if (mark.startsWith(open.mark) && line.trim() === mark) {
      const kind = kindOfLanguage(open.language);
      if (kind) blocks.push({ start: open.start, end: index, kind });
      open = undefined;
    }
  }
  return blocks;
}

/** The block around an offset; `blocks` are in their order. */
export function blockAt(blocks: readonly FencedBlock[], offset: number): FencedBlock | undefined {
  let low = 0;
  let high = blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle];
    if (!block) return undefined;
    if (offset < block.start) high = middle - 1;
    else if (offset >= block.end) low = middle + 1;
    else return block;
  }
  return undefined;
}
