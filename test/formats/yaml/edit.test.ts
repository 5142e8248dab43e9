import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../src/core/fix';
import { type Edit, SourceFile } from '../../../src/core/text';
import { at, map, parseYaml, scalar, seq } from '../../../src/formats/yaml';
import {
  appendItem,
  insertPairs,
  insertUnder,
  removePart,
  setScalar,
  setValue,
  Verbatim,
} from '../../../src/formats/yaml/edit';
import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../../src/formats/yaml/syntax';

/** The text after an edit that is made from its first document's root. */
function edited(text: string, edit: (root: YamlMap) => Edit | undefined): string {
  const root = parseYaml(new SourceFile('a.yaml', text)).documents[0]?.root as YamlMap;
  const made = edit(root);
  return made ? applyEdits(text, [made]) : text;
}

const mapAt = (node: YamlNode, ...path: string[]) => map(at(node, ...path)) as YamlMap;
const pairAt = (node: YamlMap, name: string) => node.pair(name) as NonNullable<ReturnType<YamlMap['pair']>>;

describe('insertPairs', () => {
  test('keeps indentation, comments and line ends', () => {
    expect(
      edited('a:\r\n    b: 1 # one\r\nc: 2\r\n', (root) => insertPairs(mapAt(root, 'a'), { x: { w: ['z'] } })),
    ).toBe('a:\r\n    b: 1 # one\r\n    x:\r\n        w:\r\n            - z\r\nc: 2\r\n');
  });

  test('inside a sequence, first and after a key', () => {
    const text = 'items:\n- name: x\n  image: y\n';
    const item = (root: YamlMap) => map(seq(root.get('items'))?.items[0]) as YamlMap;
    expect(edited(text, (root) => insertPairs(item(root), { id: 1 }, 'first'))).toBe(
      'items:\n- id: 1\n  name: x\n  image: y\n',
    );
    expect(edited(text, (root) => insertPairs(item(root), { id: ['a'] }, { after: 'name' }))).toBe(
      'items:\n- name: x\n  id:\n  - a\n  image: y\n',
    );
  });

  test('without a last line end, in flow style, in an empty map', () => {
    expect(edited('a: 1', (root) => insertPairs(root, { b: 2 }))).toBe('a: 1\nb: 2');
    expect(edited('a: {b: 1}\n', (root) => insertPairs(mapAt(root, 'a'), { c: { d: 'e, f' } }))).toBe(
      'a: {b: 1, c: {d: "e, f"}}\n',
    );
    expect(edited('a: {} # none\n', (root) => insertPairs(mapAt(root, 'a'), { b: 1 }))).toBe('a:\n  b: 1 # none\n');
    expect(
      edited('- {}\n', (root) => insertPairs(map((root as unknown as YamlSeq).items[0]) as YamlMap, { b: 1, c: 2 })),
    ).toBe('- b: 1\n  c: 2\n');
  });

  test('in JSON', () => {
    expect(
      edited('{\n  "a": {\n    "b": 1\n  }\n}\n', (root) => insertPairs(mapAt(root, 'a'), { c: { d: ['e'] } })),
    ).toBe('{\n  "a": {\n    "b": 1,\n    "c": {\n      "d": [\n        "e"\n      ]\n    }\n  }\n}\n');
    expect(edited('{"a": 1}', (root) => insertPairs(root, { b: 'c' }, 'first'))).toBe('{"b": "c", "a": 1}');
    expect(edited('{}', (root) => insertPairs(root, { b: 'c' }))).toBe('{ "b": "c" }');
  });

  test('quotes just what needs it', () => {
    expect(
      edited('a: 1\n', (root) =>
        insertPairs(root, {
          b: 'yes',
          c: '8080',
          d: 'x: y',
          e: 'node:24',
          f: '${1:/healthz}',
          g: new Verbatim('${2:80}'),
        }),
      ),
    ).toBe('a: 1\nb: "yes"\nc: "8080"\nd: "x: y"\ne: node:24\nf: ${1:/healthz}\ng: ${2:80}\n');
  });
});

describe('insertUnder and setValue', () => {
  test('make the map that is missing, or fill the one that is there', () => {
    expect(edited('a: 1\n', (root) => insertUnder(root, 's', { t: true }))).toBe('a: 1\ns:\n  t: true\n');
    expect(edited('s:\n  a: 1\n', (root) => insertUnder(root, 's', { t: true }))).toBe('s:\n  a: 1\n  t: true\n');
    expect(edited('s: # why\nb: 1\n', (root) => insertUnder(root, 's', { t: true }))).toBe(
      's: # why\n  t: true\nb: 1\n',
    );
    expect(edited('s: null\n', (root) => insertUnder(root, 's', { t: true }))).toBe('s:\n  t: true\n');
  });

  test('leave alone what is shared or something else', () => {
    const text = 'base: &b {x: 1}\ns: *b\nt: word\nu:\n  <<: *b\n';
    expect(edited(text, (root) => insertUnder(root, 's', { t: true }))).toBe(text);
    expect(edited(text, (root) => insertUnder(root, 't', { t: true }))).toBe(text);
  });

  test('replace scalars, aliases and maps', () => {
    expect(edited('a: 1 # one\n', (root) => setValue(pairAt(root, 'a'), 'x'))).toBe('a: x # one\n');
    expect(edited('b: &b 1\na: *b\n', (root) => setValue(pairAt(root, 'a'), 2))).toBe('b: &b 1\na: 2\n');
    expect(edited('a:\n  b: 1\nc: 2\n', (root) => setValue(pairAt(root, 'a'), []))).toBe('a:\n  []\nc: 2\n');
    expect(edited('a:', (root) => setValue(pairAt(root, 'a'), 2))).toBe('a: 2');
  });
});

describe('removePart', () => {
  test('takes the line, and what would be left empty', () => {
    expect(edited('a: 1\nb: |\n  x\n  y\nc: 3\n', (root) => removePart(pairAt(root, 'b')))).toBe('a: 1\nc: 3\n');
    expect(edited('a:\n  b: 1\nc: 3\n', (root) => removePart(pairAt(mapAt(root, 'a'), 'b')))).toBe('c: 3\n');
    expect(
      edited('- a: 1 # x\n  # of b\n  b: 2\n', (root) =>
        removePart(pairAt(map((root as unknown as YamlSeq).items[0]) as YamlMap, 'a')),
      ),
    ).toBe('- # of b\n  b: 2\n');
  });

  test('in flow style, with its comma', () => {
    expect(edited('a: {b: 1, c: 2, d: 3}\n', (root) => removePart(pairAt(mapAt(root, 'a'), 'c')))).toBe(
      'a: {b: 1, d: 3}\n',
    );
    expect(edited('{\n  "a": 1,\n  "b": 2\n}\n', (root) => removePart(pairAt(root, 'b')))).toBe('{\n  "a": 1\n}\n');
  });
});

describe('appendItem and setScalar', () => {
  test('keep the style that is there', () => {
    const list = (root: YamlMap) => seq(root.get('a')) as YamlSeq;
    expect(edited('a:\n- x # one\nb: 1\n', (root) => appendItem(list(root), { k: 1, l: [2] }))).toBe(
      'a:\n- x # one\n- k: 1\n  l:\n  - 2\nb: 1\n',
    );
    expect(edited('a: [x]\n', (root) => appendItem(list(root), 'z'))).toBe('a: [x, z]\n');
    expect(edited('{"a": [\n  "x"\n]}\n', (root) => appendItem(list(root), 'z'))).toBe('{"a": [\n  "x",\n  "z"\n]}\n');
    const set = (text: string, value: string | number | boolean) =>
      edited(text, (root) => setScalar(scalar(root.get('a')) as YamlScalar, value));
    expect(set('a: node:latest # x\n', 'node:24')).toBe('a: node:24 # x\n');
    expect(set('a: "1"\n', 'say "x"')).toBe('a: "say \\"x\\""\n');
    expect(set("a: '1'\n", "it's")).toBe("a: 'it''s'\n");
    expect(set('a: true\n', false)).toBe('a: false\n');
    expect(set('a: |\r\n    x\r\n', 'y\nz\n')).toBe('a: |\r\n    y\r\n    z\r\n');
  });
});
