import { type Edit, indentAt, insert, replace, type SourceFile } from '../../core/text';
import { ScalarNode } from './leaf-nodes';
import {
  flowText,
  itemLines,
  jsonLines,
  layoutOf,
  linesBelow,
  pairLines,
  pairText,
  scalarText,
  type YamlValue,
} from './render';
import { beginsLine } from './statement';
import type { YamlItem, YamlMap, YamlNode, YamlPair, YamlScalar, YamlSeq } from './syntax';

export { Verbatim, type YamlValue } from './render';

export type Place = 'first' | 'last' | { readonly after: string };

/** Adds pairs to a map in its own style and indentation; an empty `{}` in a block map becomes a block. */
export function insertPairs(map: YamlMap, pairs: { readonly [name: string]: YamlValue }, place: Place = 'last'): Edit {
  const neighbour = neighbourOf(map, place);
  if (!neighbour) return fillEmpty(map, pairs);
  const { file } = map;
  const isBefore = place === 'first';
  if (map.isFlow) return insertInFlow(map, pairs, neighbour, isBefore);
  const indent = ' '.repeat(columnOf(file, neighbour.start));
  const lines = pairLines(pairs, layoutOf(file));
  if (isBefore) return insert(file, neighbour.start, lines.map((line) => `${line}${file.eol}${indent}`).join(''));
  return insert(file, linesEnd(neighbour), lines.map((line) => file.eol + indent + line).join(''));
}

/**
 * Adds pairs to the map under a name, and the map itself where there is none.
 * Undefined where something else stands there, or where what stands there is shared by an alias or a merge.
 */
export function insertUnder(
  map: YamlMap,
  name: string,
  pairs: { readonly [name: string]: YamlValue },
  place: Place = 'last',
): Edit | undefined {
  const pair = map.pair(name);
  if (!pair) return insertPairs(map, { [name]: pairs }, place);
  if (pair.alias || pair.parent !== map) return undefined;
  if (!pair.value || (pair.value.kind === 'scalar' && pair.value.value === null)) return setValue(pair, pairs);
  return pair.value.kind === 'map' ? insertPairs(pair.value, pairs) : undefined;
}

/** Writes a pair's value, in place of the one that is there. What an alias leads to stays as it is. */
export function setValue(pair: YamlPair, value: YamlValue): Edit {
  const { file } = pair;
  const old =
    pair.alias ?? (pair.value && { start: pair.value.properties?.start ?? pair.value.start, end: pair.value.end });
  const colon = file.text.slice(pair.key.end, old?.start ?? pair.end).indexOf(':');
  const after = colon < 0 ? pair.end : pair.key.end + colon + 1;
  const missing = colon < 0 ? ':' : '';
  const below = pair.parent.isFlow ? undefined : linesBelow(value, layoutOf(file));
  if (!below) {
    const text = flowText(value, contextOf(pair.parent));
    return old ? replace(file.span(old.start, old.end), text) : insert(file, after, `${missing} ${text}`);
  }
  const indent = ' '.repeat(columnOf(file, pair.start));
  const text = missing + below.map((line) => file.eol + indent + line).join('');
  return old ? replace(file.span(after, old.end), text) : insert(file, file.line(file.lineAt(after)).end, text);
}

/** Adds an item at the end of a sequence, in its own style. */
export function appendItem(seq: YamlSeq, item: YamlValue): Edit {
  const { file } = seq;
  const last = seq.entries.at(-1);
  if (!seq.isFlow && last) {
    const indent = ' '.repeat(columnOf(file, last.start));
    const lines = itemLines(item, layoutOf(file));
    return insert(file, linesEnd(last), lines.map((line) => file.eol + indent + line).join(''));
  }
  const context = isJson(seq) ? 'json' : 'flow';
  if (!last) return insert(file, seq.start + 1, flowText(item, context));
  if (!beginsLine(last)) return insert(file, last.end, `, ${flowText(item, context)}`);
  return insert(file, last.end, `,${spread(item, last.start, seq, file)}`);
}

/** Takes a pair or an item away, with its line; a map or sequence that would be left empty goes with it. */
export function removePart(part: YamlPair | YamlItem): Edit {
  const { file, parent } = part;
  const siblings: readonly (YamlPair | YamlItem)[] = parent.kind === 'map' ? parent.ownPairs : parent.entries;
  const index = siblings.indexOf(part as YamlPair & YamlItem);
  const next = siblings[index + 1];
  if (siblings.length === 1 && parent.holder) return removePart(parent.holder);
  if (parent.isFlow) return removeFromFlow(part, siblings[index - 1], next);
  if (!next || beginsLine(part)) return removeLines(part);
  // `- name: x`: what comes next moves up to the dash.
  const word = /\S/g;
  word.lastIndex = linesEnd(part);
  return replace(file.span(part.start, word.exec(file.text)?.index ?? next.start), '');
}

/** Writes a scalar anew, in its own style as far as the text allows. */
export function setScalar(scalar: YamlScalar, value: string | number | boolean): Edit {
  const { style } = scalar;
  if (style === 'literal' || style === 'folded') return replace(scalar, literalText(scalar, String(value)));
  if (style === 'double') return replace(scalar, JSON.stringify(String(value)));
  if (style === 'single' && /^[^\p{Cc}]*$/u.test(String(value)))
    return replace(scalar, `'${String(value).replaceAll("'", "''")}'`);
  return replace(scalar, scalarText(value, scalar.holder?.parent.isFlow ? 'flow' : 'block'));
}

function neighbourOf(map: YamlMap, place: Place): YamlPair | undefined {
  const own = map.ownPairs;
  if (place === 'first') return own[0];
  const named = place === 'last' ? undefined : own.findLast((pair) => pair.name === place.after);
  return named ?? own.at(-1);
}

function insertInFlow(
  map: YamlMap,
  pairs: { readonly [name: string]: YamlValue },
  neighbour: YamlPair,
  isBefore: boolean,
): Edit {
  const { file } = map;
  const context = isJson(map) ? 'json' : 'flow';
  const entries = Object.entries(pairs);
  if (!beginsLine(neighbour)) {
    const text = entries.map(([name, value]) => pairText(name, value, context)).join(', ');
    return isBefore ? insert(file, neighbour.start, `${text}, `) : insert(file, neighbour.end, `, ${text}`);
  }
  const indent = indentAt(file, neighbour.start);
  const lines = entries.map(
    ([name, value]) => `${scalarText(name, context)}: ${spread(value, neighbour.start, map, file).trimStart()}`,
  );
  if (isBefore) return insert(file, neighbour.start, lines.map((line) => `${line},${file.eol}${indent}`).join(''));
  return insert(file, neighbour.end, lines.map((line) => `,${file.eol}${indent}${line}`).join(''));
}

/** A value on lines of its own in a flow collection whose parts begin at `start`. */
function spread(value: YamlValue, start: number, parent: YamlNode, file: SourceFile): string {
  const indent = indentAt(file, start);
  if (!isJson(parent)) return file.eol + indent + flowText(value, 'flow');
  const outer = indentAt(file, parent.start);
  const step = indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : '  ';
  return jsonLines(value, step)
    .map((line) => file.eol + indent + line)
    .join('');
}

function fillEmpty(map: YamlMap, pairs: { readonly [name: string]: YamlValue }): Edit {
  const { file, holder } = map;
  const isAlone = map.end - map.start >= 2 && !map.properties;
  if (holder && isAlone && !holder.parent.isFlow && !holder.alias) {
    if (holder.kind === 'pair') return setValue(holder, pairs);
    const indent = ' '.repeat(columnOf(file, map.start));
    return replace(map, pairLines(pairs, layoutOf(file)).join(file.eol + indent));
  }
  const context = isJson(map) ? 'json' : 'flow';
  const text = Object.entries(pairs)
    .map(([name, value]) => pairText(name, value, context))
    .join(', ');
  return replace(map, `{ ${text} }`);
}

function removeFromFlow(
  { file, start, end }: YamlPair | YamlItem,
  before: YamlPair | YamlItem | undefined,
  next: YamlPair | YamlItem | undefined,
): Edit {
  if (next) return replace(file.span(start, next.start), '');
  return replace(file.span(before?.end ?? start, end), '');
}

function removeLines(part: YamlPair | YamlItem): Edit {
  const { file } = part;
  const first = file.line(file.lineAt(part.start)).start;
  return replace(file.span(first, file.lineStarts[file.lineAt(linesEnd(part)) + 1] ?? file.text.length), '');
}

/** The end of the last line that belongs to a part: blank lines too, where a block scalar keeps them. */
function linesEnd(part: YamlPair | YamlItem): number {
  const { file } = part;
  let last: YamlPair | YamlItem | undefined = part;
  let leaf: YamlNode | undefined;
  while (last && !last.alias) {
    leaf = last.value;
    last = leaf?.kind === 'map' ? leaf.ownPairs.at(-1) : leaf?.kind === 'seq' ? leaf.entries.at(-1) : undefined;
  }
  const block = leaf instanceof ScalarNode ? leaf.block : undefined;
  if (!block?.header.includes('+')) return file.line(file.lineAt(part.end)).end;
  const body = file.text.slice(block.start, block.end);
  return block.end - (/\r?\n$/.exec(body)?.[0].length ?? 0);
}

function literalText(scalar: YamlScalar, text: string): string {
  const { file, inner } = scalar;
  const body = file.text.slice(inner.start, inner.end);
  const indent = /^(?:[ \t]*\r?\n)*( *)/.exec(body)?.[1] || `${indentAt(file, scalar.start)}  `;
  const lines = text.replace(/\n$/, '').split('\n');
  const chomping = !text.endsWith('\n') ? '-' : text.endsWith('\n\n') ? '+' : '';
  const explicit = lines[0]?.startsWith(' ') ? String(indent.length - indentAt(file, scalar.start).length) : '';
  return [`|${explicit}${chomping}`, ...lines.map((line) => (line === '' ? '' : indent + line))].join(file.eol);
}

/** Whether quotes are a must: the whole document is in flow style, keys in quotes. */
function isJson(node: YamlNode): boolean {
  let top: YamlNode = node;
  for (let { holder } = top; holder; { holder } = top) top = holder.parent;
  if (top.kind !== 'map' && top.kind !== 'seq') return false;
  return top.isFlow && /^[{[]\s*(?:["{[\]}]|$)/.test(top.file.text.slice(top.start, top.start + 200));
}

function contextOf(parent: YamlMap): 'block' | 'flow' | 'json' {
  if (!parent.isFlow) return 'block';
  return isJson(parent) ? 'json' : 'flow';
}

function columnOf(file: SourceFile, offset: number): number {
  return offset - file.line(file.lineAt(offset)).start;
}
