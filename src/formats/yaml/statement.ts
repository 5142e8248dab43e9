import type { SourceFile, Span } from '../../core/text';
import type { YamlDocument, YamlItem, YamlNode, YamlPair } from './syntax';

/** The smallest pair or sequence item that begins its line and holds the offset; its line where there is none. */
export function statementAt(file: SourceFile, documents: readonly YamlDocument[], offset: number): Span {
  let found: Span = file.line(file.lineAt(offset));
  let node = holding(documents, offset)?.root;
  while (node) {
    const part: YamlPair | YamlItem | undefined = holding(partsOf(node), offset);
    if (!part) break;
    if (beginsLine(part)) found = file.span(part.start, part.end);
    // What an alias leads to stands elsewhere.
    node = part.alias ? undefined : part.value;
  }
  return found;
}

function partsOf(node: YamlNode): readonly (YamlPair | YamlItem)[] {
  if (node.kind === 'map') return node.ownPairs;
  return node.kind === 'seq' ? node.entries : [];
}

/** The last that starts at or before the offset, if it reaches that far. */
function holding<Part extends Span>(parts: readonly Part[], offset: number): Part | undefined {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle] as Part).start <= offset) low = middle + 1;
    else high = middle;
  }
  const part = parts[low - 1];
  return part && offset <= part.end ? part : undefined;
}

/** Whether just blanks stand before it on its line. */
export function beginsLine({ file, start }: Span): boolean {
  for (let at = start - 1; at >= 0; at--) {
    const character = file.text[at];
    if (character === '\n' || character === '\r') return true;
    if (character !== ' ' && character !== '\t') return false;
  }
  return true;
}
