import { type Edit, indentAt, insert, replace, type SourceFile } from '../../core/text';
import type { Attribute, Block, Body, Expression, ObjectExpression, ObjectItem } from '../hcl/syntax';

/** A key and the text of its value, as they are to stand in an object. */
export type Entry = readonly [key: string, value: string];

/** The lines of an object with these entries, from `{` to `}`, its `=` aligned; `indent` is that of the line it begins on. */
export function objectText(entries: readonly Entry[], indent: string, eol: string): string {
  const width = Math.max(...entries.map(([key]) => key.length));
  const lines = entries.map(([key, value]) => `${indent}  ${key.padEnd(width)} = ${value}${eol}`);
  return `{${eol}${lines.join('')}${indent}}`;
}

/** Adds entries to an object, in the way it is written: on its one line, or on lines of their own with `=` aligned. */
export function addEntries(object: ObjectExpression, entries: readonly Entry[]): Edit[] {
  const { file } = object;
  const last = object.items.at(-1);
  if (!last) return [replace(object, inlineObject(entries))];
  const after = file.text.slice(last.end, object.end - 1);
  const comma = /^[ \t]*,/.exec(after)?.[0].length ?? 0;
  if (file.lineAt(object.start) === file.lineAt(object.end)) {
    const added = entries.map(([key, value]) => `${key} ${last.separator} ${value}`).join(', ');
    return [insert(file, last.end + comma, `${comma > 0 ? ' ' : ', '}${added}`)];
  }
  const indent = indentAt(file, last.start);
  const line = file.line(file.lineAt(last.end));
  const at = line.end < object.end ? line.end : last.end + comma;
  const { width, edits } = alignment(object, entries);
  const lines = entries.map(([key, value]) => {
    const head = last.separator === '=' ? `${key.padEnd(width)} =` : `${key}:`;
    return `${file.eol}${indent}${head} ${value}${comma > 0 ? ',' : ''}`;
  });
  return [...edits, insert(file, at, lines.join(''))];
}

/** How wide keys have to be for the new entries and the lines right above them, and the edits that make those so. */
function alignment(object: ObjectExpression, entries: readonly Entry[]): { width: number; edits: Edit[] } {
  const { file } = object;
  const group: { item: ObjectItem; equals: number }[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (const item of object.items.toReversed()) {
    const line = file.lineAt(item.start);
    const equals = file.text.indexOf('=', item.key.end);
    const adjoins = next === Number.POSITIVE_INFINITY || line === next - 1;
    if (item.separator !== '=' || file.lineAt(item.end) !== line || !adjoins) break;
    group.push({ item, equals });
    next = line;
  }
  const widths = group.map(({ item }) => item.key.end - item.key.start);
  const width = Math.max(...entries.map(([key]) => key.length), ...widths);
  const columns = new Set(group.map(({ equals }) => file.position(equals).column));
  // Lines that nobody aligned stay as they are.
  if (columns.size > 1) return { width: 0, edits: [] };
  const edits = group.flatMap(({ item, equals }, i) => {
    const blanks = ' '.repeat(width - (widths[i] ?? width) + 1);
    return file.text.slice(item.key.end, equals) === blanks ? [] : [replace(file.span(item.key.end, equals), blanks)];
  });
  return { width, edits };
}

/** Lays entries over the value of an expression: `merge(…, { … })`. */
export function mergeEntries({ file, start, end }: Expression, entries: readonly Entry[]): Edit[] {
  return [insert(file, start, 'merge('), insert(file, end, `, ${inlineObject(entries)})`)];
}

/** An object on one line, so that the arguments around it stay aligned. */
export function inlineObject(entries: readonly Entry[]): string {
  return `{ ${entries.map(([key, value]) => `${key} = ${value}`).join(', ')} }`;
}

/** What Terraform itself reads in a block, by custom written last. */
const META = new Set(['depends_on', 'lifecycle', 'provisioner', 'connection', 'timeouts']);

/**
 * Adds an argument or block to a block, after a blank line, before what is written last by custom. `text` is given the
 * indentation of its first line.
 */
export function addToBlock(block: Block, text: (indent: string, eol: string) => string): Edit[] {
  const { file, body, openBrace, closeBrace } = block;
  const { eol } = file;
  const outer = indentAt(file, block.start);
  const inner = `${outer}  `;
  const inside = file.span(openBrace.end, closeBrace.start);
  if (file.lineAt(openBrace.end) === file.lineAt(closeBrace.start)) {
    const [only] = body.items;
    const added = `${inner}${text(inner, eol)}${eol}${outer}`;
    if (!only) return [replace(inside, `${eol}${added}`)];
    return [
      replace(file.span(inside.start, only.start), `${eol}${inner}`),
      replace(file.span(only.end, inside.end), `${eol}${eol}${added}`),
    ];
  }
  const before = lastBeforeMeta(body);
  const first = body.items[0];
  const next = body.items[before ? body.items.indexOf(before) + 1 : 0];
  const indent = first ? indentAt(file, first.start) : inner;
  const at = lineEndAt(file, before ? before.end : openBrace.end);
  const adjoins = next !== undefined && file.lineAt(next.start) <= file.lineAt(at) + 1;
  return [insert(file, at, `${before ? eol : ''}${eol}${indent}${text(indent, eol)}${adjoins ? eol : ''}`)];
}

/** The last argument or block before those written last by custom; one of these that adjoins it belongs to it. */
function lastBeforeMeta({ items, file }: Body): Attribute | Block | undefined {
  let last = items.findLastIndex((item) => !META.has(item.kind === 'block' ? item.type : item.name));
  for (let next = items[last + 1]; last >= 0 && next?.kind === 'attribute'; next = items[last + 1]) {
    if (file.lineAt(next.start) > file.lineAt(items[last]?.end ?? 0) + 1) break;
    last++;
  }
  return items[last];
}

function lineEndAt(file: SourceFile, offset: number): number {
  return file.line(file.lineAt(offset)).end;
}
