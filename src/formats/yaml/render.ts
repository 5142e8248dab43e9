import { fillTabStops } from '../../core/fix';
import type { SourceFile } from '../../core/text';
import { coreValue } from './core-schema';

/** A small value to be written as YAML. Strings are quoted where they need it; names keep their order. */
export type YamlValue =
  | string
  | number
  | boolean
  | null
  | Verbatim
  | readonly YamlValue[]
  | { readonly [name: string]: YamlValue };

/** A scalar that is written as it stands, such as `${1:8080}`, which is to become a number. */
export class Verbatim {
  constructor(readonly text: string) {}
}

/** How a file is laid out, in numbers of blanks. */
export interface Layout {
  /** From a map to a map below it. */
  readonly step: number;
  /** From a key to the dashes below it; many write none. */
  readonly dash: number;
}

const NESTED_MAP = /^( *)[\w"'./-]{1,80}:[ \t]*\r?\n( *)[\w"'./-]{1,80}:/gm;
const NESTED_SEQ = /^( *)[\w"'./-]{1,80}:[ \t]*\r?\n( *)- /m;

export function layoutOf(file: SourceFile): Layout {
  return file.derived(readLayout);
}

function readLayout({ text }: SourceFile): Layout {
  const head = text.slice(0, 20_000);
  let step = 2;
  for (const [, outer = '', inner = ''] of head.matchAll(NESTED_MAP)) {
    if (inner.length <= outer.length) continue;
    step = inner.length - outer.length;
    break;
  }
  const [, key = '', dashes] = NESTED_SEQ.exec(head) ?? [];
  return { step, dash: dashes === undefined ? step : Math.max(0, dashes.length - key.length) };
}

/** The lines of the pairs of a block map, without the map's own indentation. */
export function pairLines(pairs: { readonly [name: string]: YamlValue }, layout: Layout): string[] {
  return Object.entries(pairs).flatMap(([name, value]) => {
    const key = scalarText(name, 'block');
    const below = linesBelow(value, layout);
    return below ? [`${key}:`, ...below] : [`${key}: ${flowText(value, 'block')}`];
  });
}

/** The lines below a key or, for a value that stands on the key's line, undefined. */
export function linesBelow(value: YamlValue, layout: Layout): string[] | undefined {
  if (isList(value)) {
    if (value.length === 0) return undefined;
    return value.flatMap((item) => itemLines(item, layout)).map((line) => ' '.repeat(layout.dash) + line);
  }
  if (!isMapping(value) || Object.keys(value).length === 0) return undefined;
  return pairLines(value, layout).map((line) => ' '.repeat(layout.step) + line);
}

/** The lines of one item of a block sequence, dash included. */
export function itemLines(item: YamlValue, layout: Layout): string[] {
  const isEmpty = typeof item === 'object' && item !== null && Object.keys(item).length === 0;
  if (isMapping(item) && !isEmpty) return pairLines(item, layout).map((line, index) => (index ? '  ' : '- ') + line);
  return [`- ${flowText(item, 'block')}`];
}

type Context = 'block' | 'flow' | 'json';

/** A value on one line. */
export function flowText(value: YamlValue, context: Context): string {
  if (isList(value)) return `[${value.map((item) => flowText(item, inside(context))).join(', ')}]`;
  if (isMapping(value)) {
    const pairs = Object.entries(value).map(([name, each]) => pairText(name, each, inside(context)));
    return pairs.length === 0 ? '{}' : context === 'json' ? `{ ${pairs.join(', ')} }` : `{${pairs.join(', ')}}`;
  }
  return scalarText(value, context);
}

export function pairText(name: string, value: YamlValue, context: 'flow' | 'json'): string {
  return `${scalarText(name, context)}: ${flowText(value, context)}`;
}

/** The lines of a value in JSON that is spread over lines, the first without indentation. */
export function jsonLines(value: YamlValue, step: string): string[] {
  const parts = isList(value)
    ? value.map((item) => jsonLines(item, step))
    : isMapping(value)
      ? Object.entries(value).map(([name, each]) => {
          const [first = '', ...rest] = jsonLines(each, step);
          return [`${JSON.stringify(name)}: ${first}`, ...rest];
        })
      : [];
  if (parts.length === 0) return [flowText(value, 'json')];
  const [open, close] = isList(value) ? '[]' : '{}';
  const lines = parts.flatMap((part, index) =>
    part.map((line, number) => step + line + (number === part.length - 1 && index < parts.length - 1 ? ',' : '')),
  );
  return [open ?? '', ...lines, close ?? ''];
}

/** One scalar, quoted where its text would otherwise mean something else. */
export function scalarText(value: string | number | boolean | null | Verbatim, context: Context): string {
  if (value instanceof Verbatim) return value.text;
  if (typeof value !== 'string') return String(value);
  return context === 'json' || !isPlain(fillTabStops(value), context) ? JSON.stringify(value) : value;
}

/** Words that readers of YAML 1.1 take for a truth, a number, a time or a day. */
const OTHER_MEANINGS =
  /^(?:y|n|yes|no|on|off)$|^[-+]?[\d_]+(?::[0-5]?\d)+(?:\.\d*)?$|^[-+]?\d[\d_]*$|^\d{4}-\d\d?-\d\d?/i;

/** Whether a text may stand without quotes and be read as that very string. */
export function isPlain(text: string, context: Context): boolean {
  if (text === '' || text !== text.trim() || typeof coreValue(text) !== 'string' || OTHER_MEANINGS.test(text))
    return false;
  if (/^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|---|\.\.\.)|:(?:\s|$)|\s#|[\p{Cc}\u2028\u2029\ufeff]/u.test(text))
    return false;
  return context === 'block' || !/[,[\]{}]|^[-?:]/.test(text);
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isMapping(value: YamlValue): value is { readonly [name: string]: YamlValue } {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof Verbatim);
}

function inside(context: Context): 'flow' | 'json' {
  return context === 'json' ? 'json' : 'flow';
}
