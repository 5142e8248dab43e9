import type { SourceFile } from '../../core/text';

/** The offsets at which the block comments of a PowerShell text start and end, in turns: help shows there how to call. */
export function blockComments({ text }: SourceFile): readonly number[] {
  const bounds: number[] = [];
  for (let start = text.indexOf('<#'); start >= 0; start = text.indexOf('<#', bounds.at(-1))) {
    const end = text.indexOf('#>', start);
    bounds.push(start, end < 0 ? text.length : end + 2);
  }
  return bounds;
}
