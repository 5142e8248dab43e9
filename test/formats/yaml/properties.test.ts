import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments, parseDocument } from 'yaml';
import { applyEdits } from '../../../src/core/fix';
import { SourceFile, type Span, textOf } from '../../../src/core/text';
import { parseYaml } from '../../../src/formats/yaml';
import { appendItem, insertPairs, insertUnder, removePart, setScalar, setValue } from '../../../src/formats/yaml/edit';
import { locate } from '../../../src/formats/yaml/locate';
import type {
  YamlFile,
  YamlItem,
  YamlMap,
  YamlNode,
  YamlPair,
  YamlScalar,
  YamlSeq,
} from '../../../src/formats/yaml/syntax';
import { brokenText, yamlText } from './arbitrary';

const parse = (text: string) => parseYaml(new SourceFile('a.yaml', text));

function* writtenNodes(file: YamlFile): Generator<YamlNode> {
  const waiting = file.documents.flatMap(({ root }) => root ?? []);
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    for (const part of partsOf(node)) if (part.value && !part.alias) waiting.push(part.value);
  }
}

function partsOf(node: YamlNode): readonly (YamlPair | YamlItem)[] {
  return node.kind === 'map' ? node.ownPairs : node.kind === 'seq' ? node.entries : [];
}

function scalars(file: YamlFile): YamlScalar[] {
  return [...writtenNodes(file)].flatMap((node) => (node.kind === 'scalar' ? [node] : []));
}

function inside(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

describe('any text', () => {
  test('never throws, keeps spans in order and inside the text', () => {
    fc.assert(
      fc.property(fc.oneof(brokenText, yamlText), (text) => {
        const file = parse(text);
        for (const { at } of file.problems) expect(inside(file.file.all, at) && at.start <= at.end).toBe(true);
        for (const comment of file.comments) expect(text[comment.start]).toBe('#');
        for (const node of writtenNodes(file)) {
          expect(inside(file.file.all, node) && node.start <= node.end).toBe(true);
          if (node.kind === 'map') for (const { name } of node.pairs) node.get(name);
          if (node.kind === 'scalar') locate(node, 0, node.text.length);
        }
        for (let offset = 0; offset <= text.length; offset += 7) {
          const { start, end } = file.statementAt(offset);
          expect(start <= end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('a text cut short keeps what stood before', () => {
    fc.assert(
      fc.property(yamlText, fc.nat(300), (text, at) => {
        const line = text.lastIndexOf('\nkey', at);
        const whole = parse(text);
        if (line < 0 || whole.problems.length > 0) return;
        const before = parse(text.slice(0, line + 1));
        const cut = parse(text.slice(0, line + 3));
        const names = (file: YamlFile) => [...writtenNodes(file)].filter(({ kind }) => kind === 'scalar').length;
        expect(names(cut)).toBeGreaterThanOrEqual(names(before) - 1);
      }),
    );
  });
});

describe('text that parses', () => {
  test('is read as the package reads it', () => {
    fc.assert(
      fc.property(yamlText, (text) => {
        const file = parse(text);
        const expected = parseAllDocuments(text);
        if (expected.some(({ errors }) => errors.length > 0)) return;
        expect(file.problems).toEqual([]);
        expect(file.documents.map(({ root }) => plain(root))).toEqual(
          expected.map((document) => document.toJS({ mapAsMap: false })),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('has parts inside their parents, and statements that begin their lines', () => {
    fc.assert(
      fc.property(yamlText, fc.nat(), (text, which) => {
        const file = parse(text);
        if (file.problems.length > 0) return;
        for (const node of writtenNodes(file)) {
          let before = node.start;
          for (const part of partsOf(node)) {
            expect(inside(node, part)).toBe(true);
            expect(part.start).toBeGreaterThanOrEqual(before);
            before = part.end;
            if (part.value && !part.alias) expect(inside(part, part.value)).toBe(true);
          }
          expect(textOf(node)).toBe(textOf(node).trim());
        }
        const node = pick([...writtenNodes(file)], which);
        if (!node) return;
        const statement = file.statementAt(node.start);
        const line = file.file.line(file.file.lineAt(statement.start));
        expect(text.slice(line.start, statement.start).trim()).toBe('');
        const indent = ' '.repeat(statement.start - line.start);
        expect(js(`${text.slice(0, line.start)}${indent}# why${file.file.eol}${text.slice(line.start)}`)).toEqual(
          js(text),
        );
      }),
    );
  });

  test('locate() finds where each character is written', () => {
    fc.assert(
      fc.property(yamlText, (text) => {
        const file = parse(text);
        if (file.problems.length > 0) return;
        for (const scalar of scalars(file)) {
          const { text: decoded } = scalar;
          let before = 0;
          for (let at = 0; at < decoded.length; at++) {
            const span = locate(scalar, at, at + 1);
            const written = textOf(span);
            const character = decoded[at] ?? '';
            if (written !== character) expect(written).toMatch(/^\\|^''$|\n|^$|^\r/);
            expect(span.start).toBeGreaterThanOrEqual(before === 0 ? scalar.start : before);
            before = span.start;
          }
        }
      }),
    );
  });
});

describe('edits', () => {
  const value = fc.constantFrom(
    1,
    true,
    'plain',
    'yes',
    '8080',
    ': x',
    '# y',
    "it's",
    '',
    ['a', 'b'],
    { a: 1, b: ['c', { d: 'e', f: 'g' }] },
    [],
    {},
    'a, b]',
    '{{ x }}',
  );

  test('insertPairs adds just that', () => {
    fc.assert(
      fc.property(
        yamlText,
        fc.nat(),
        value,
        fc.constantFrom('first' as const, 'last' as const, { after: 'key0' }),
        (text, which, added, place) => {
          const target = pickMap(text, which);
          if (!target) return;
          const edited = applyEdits(text, [insertPairs(target.map, { added, second: 'x' }, place)]);
          expect(js(edited)).toEqual(
            change(text, target.path, (object) => ({ ...(object as object), added, second: 'x' })),
          );
          keepsLineEnds(text, edited);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('insertUnder makes the map that is missing', () => {
    fc.assert(
      fc.property(yamlText, fc.nat(), (text, which) => {
        const target = pickMap(text, which);
        if (!target) return;
        const edit = insertUnder(target.map, 'below', { a: 1 });
        expect(edit).toBeDefined();
        if (!edit) return;
        const edited = applyEdits(text, [edit]);
        expect(js(edited)).toEqual(change(text, target.path, (object) => ({ ...(object as object), below: { a: 1 } })));
      }),
    );
  });

  test('setValue changes just that value', () => {
    fc.assert(
      fc.property(yamlText, fc.nat(), fc.nat(), value, (text, which, index, added) => {
        const target = pickMap(text, which);
        const pair = target?.map.ownPairs[index % Math.max(target.map.ownPairs.length, 1)];
        if (!target || !pair) return;
        const edited = applyEdits(text, [setValue(pair, added)]);
        expect(js(edited)).toEqual(
          change(text, target.path, (object) => ({ ...(object as object), [pair.name]: added })),
        );
        keepsLineEnds(text, edited);
      }),
      { numRuns: 400 },
    );
  });

  test('removePart takes just that away', () => {
    fc.assert(
      fc.property(yamlText, fc.nat(), fc.nat(), (text, which, index) => {
        const target = pickMap(text, which);
        const pair = target?.map.ownPairs[index % Math.max(target.map.ownPairs.length, 1)];
        if (!target || !pair || target.map.ownPairs.length < 2) return;
        const edited = applyEdits(text, [removePart(pair)]);
        expect(js(edited)).toEqual(
          change(text, target.path, (object) =>
            Object.fromEntries(Object.entries(object as object).filter(([name]) => name !== pair.name)),
          ),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('appendItem and removePart undo each other', () => {
    fc.assert(
      fc.property(yamlText, fc.nat(), value, (text, which, added) => {
        const lists = (file: YamlFile) =>
          [...writtenNodes(file)].filter((node): node is YamlSeq => node.kind === 'seq');
        const list = pick(lists(parseOrNone(text)), which);
        if (!list) return;
        const edited = applyEdits(text, [appendItem(list, added)]);
        const after = parse(edited);
        expect(after.problems).toEqual([]);
        const grown = lists(after).find(({ start }) => start === list.start);
        const item = grown?.entries.at(-1);
        expect(plain(item?.value)).toEqual(added);
        if (!item || list.entries.length === 0) return;
        expect(js(applyEdits(edited, [removePart(item)]))).toEqual(js(text));
      }),
    );
  });

  test('setScalar writes any text in the style that is there', () => {
    fc.assert(
      fc.property(
        yamlText,
        fc.nat(),
        fc.oneof(fc.constantFrom('new', 'a: b', ' x\ny\n', 'x\n', 'yes', ''), fc.string()),
        (text, which, added) => {
          const scalar = pick(
            scalars(parseOrNone(text)).filter(({ holder }) => holder),
            which,
          );
          if (!scalar || /\r/.test(added)) return;
          const edited = parse(applyEdits(text, [setScalar(scalar, added)]));
          const now = scalars(edited).find(({ start }) => start === scalar.start);
          if (scalar.style === 'literal' || scalar.style === 'folded') {
            if (!/\p{Cc}|^\s*$/u.test(added)) expect(now?.text).toBe(added);
          } else expect(now?.text).toBe(added);
        },
      ),
      { numRuns: 400 },
    );
  });
});

function parseOrNone(text: string): YamlFile {
  const file = parse(text);
  return file.problems.length > 0 ? parse('') : file;
}

function pick<Item>(items: readonly Item[], which: number): Item | undefined {
  return items[which % Math.max(items.length, 1)];
}

/** A map of the text and the path to it; none where the text doesn't parse. */
function pickMap(text: string, which: number): { map: YamlMap; path: (string | number)[] } | undefined {
  const maps = [...writtenNodes(parseOrNone(text))].filter((node): node is YamlMap => node.kind === 'map');
  const map = pick(maps, which);
  if (!map) return undefined;
  const path: (string | number)[] = [];
  for (let { holder } = map as YamlNode; holder; { holder } = holder.parent)
    path.unshift(holder.kind === 'pair' ? holder.name : holder.parent.entries.indexOf(holder));
  return { map, path };
}

/** What the package reads, which is how the edits are held to account. */
function js(text: string): unknown {
  const document = parseDocument(text);
  expect(document.errors).toEqual([]);
  return document.toJS();
}

function change(text: string, path: readonly (string | number)[], how: (at: unknown) => unknown): unknown {
  const go = (at: unknown, [first, ...rest]: readonly (string | number)[]): unknown => {
    if (first === undefined) return how(at);
    if (Array.isArray(at)) return at.map((item, index) => (index === first ? go(item, rest) : item));
    return Object.fromEntries(
      Object.entries(at as object).map(([name, each]) => [name, name === first ? go(each, rest) : each]),
    );
  };
  return go(js(text), path);
}

function plain(node: YamlNode | undefined): unknown {
  if (node?.kind === 'map') return Object.fromEntries(node.pairs.map(({ name, value }) => [name, plain(value)]));
  if (node?.kind === 'seq') return node.entries.map(({ value }) => plain(value));
  return node?.kind === 'scalar' ? node.value : null;
}

function keepsLineEnds(before: string, after: string): void {
  if (before.includes('\r\n')) expect(after).not.toMatch(/[^\r]\n/);
  else expect(after).not.toContain('\r');
}
