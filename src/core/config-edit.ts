import { isMap, isScalar, parseDocument } from 'yaml';
import type { Level } from './rule';
import { type Edit, insert, replace, type SourceFile } from './text';

/** The edit that sets a rule's level in a configuration file, which may be empty; undefined when the file can't be read. */
export function levelEdit(file: SourceFile, rule: string, level: Level): Edit | undefined {
  const document = parseDocument(file.text, { logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  const { eol } = file;
  const entry = `  ${rule}: ${level}`;
  const atEnd = (text: string) => {
    const gap = file.text === '' || file.text.endsWith('\n') ? '' : eol;
    return insert(file, file.text.length, `${gap}${text}${eol}`);
  };
  const top = document.contents;
  if (top === null) return atEnd(`rules:${eol}${entry}`);
  if (!isMap(top)) return undefined;
  const pair = top.items.find(({ key }) => isScalar(key) && key.value === 'rules');
  if (!pair) return top.flow ? undefined : atEnd(`rules:${eol}${entry}`);
  const rules = pair.value;
  if (!isMap(rules)) {
    const keyEnd = isScalar(pair.key) ? pair.key.range?.[1] : undefined;
    const empty = rules === null || (isScalar(rules) && rules.value === null);
    if (!empty || keyEnd === undefined) return undefined;
    const { end } = file.line(file.lineAt(keyEnd));
    return insert(file, end, `${eol}${entry}`);
  }
  const set = rules.items.find(({ key }) => isScalar(key) && key.value === rule);
  if (set) {
    const range = isScalar(set.value) ? set.value.range : undefined;
    return range ? replace(file.span(range[0], range[1]), level) : undefined;
  }
  const first = rules.items[0]?.key;
  if (rules.flow || !isScalar(first) || !first.range) return undefined;
  const start = file.line(file.lineAt(first.range[0])).start;
  const indent = file.text.slice(start, first.range[0]);
  return insert(file, start, `${indent}${rule}: ${level}${eol}`);
}
