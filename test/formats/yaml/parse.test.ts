import { describe, expect, test } from 'vitest';
import { SourceFile, textOf } from '../../../src/core/text';
import { at, items, map, parseYaml, scalar, seq, string } from '../../../src/formats/yaml';
import { locate } from '../../../src/formats/yaml/locate';
import type { YamlMap, YamlNode } from '../../../src/formats/yaml/syntax';

const parse = (text: string) => parseYaml(new SourceFile('a.yaml', text));
const root = (text: string): YamlMap => map(parse(text).documents[0]?.root) as YamlMap;
const shown = (node: YamlNode | undefined) => node && textOf(node);

describe('spans', () => {
  test('of scalars include quotes, of block scalars end with their last content', () => {
    const text = 'a: "x"\nb: |-\n  one\n\n  two  \n\n# c\nc: plain # why\n';
    const node = root(text);
    expect(shown(node.get('a'))).toBe('"x"');
    expect(textOf(scalar(node.get('a'))?.inner ?? node)).toBe('x');
    expect(shown(node.get('b'))).toBe('|-\n  one\n\n  two');
    expect(textOf(scalar(node.get('b'))?.inner ?? node)).toBe('  one\n\n  two');
    expect(shown(node.get('c'))).toBe('plain');
    expect(node.pairs.map(textOf)).toEqual(['a: "x"', 'b: |-\n  one\n\n  two', 'c: plain']);
  });

  test('of items begin at the dash, of flow parts at the value', () => {
    const node = root('a:\n  - x\n  -\n  - k: v\n    l: w\nb: [1, {c: 2}, d: 3,]\n');
    expect(seq(node.get('a'))?.entries.map(textOf)).toEqual(['- x', '-', '- k: v\n    l: w']);
    expect(items(node.get('a')).map(textOf)).toEqual(['x', 'k: v\n    l: w']);
    expect(seq(node.get('b'))?.entries.map(textOf)).toEqual(['1', '{c: 2}', 'd: 3']);
  });

  test('of documents follow one another', () => {
    const file = parse('# head\na: 1\n---\nb: 2\n---\n');
    expect(file.documents.map(textOf)).toEqual(['# head\na: 1\n', '---\nb: 2\n', '---\n']);
    expect(file.documents.map(({ root: node }) => shown(node))).toEqual(['a: 1', 'b: 2', undefined]);
    expect(file.comments.map(textOf)).toEqual(['# head']);
  });
});

describe('values', () => {
  test('follow the core schema of YAML 1.2', () => {
    const node = root(
      'a: yes\nb: 0777\nc: 0x1f\nd: 1e3\ne: ~\nf: null\ng: True\nh: "1"\ni: !!str 5\nj: !!int "5"\nk: .5\nl: 1.2.3\n',
    );
    expect(node.pairs.map(({ value }) => scalar(value)?.value)).toEqual([
      'yes',
      777,
      31,
      1000,
      null,
      null,
      true,
      '1',
      '5',
      5,
      0.5,
      '1.2.3',
    ]);
  });

  test('that are not written are undefined, but their keys are there', () => {
    const node = root('a:\nb: # why\nc: ""\n');
    expect([node.has('a'), node.get('a'), node.get('b'), string(node.get('c'))]).toEqual([
      true,
      undefined,
      undefined,
      '',
    ]);
    expect([node.lacks('a'), node.lacks('z')]).toEqual([false, true]);
  });

  test('keep custom tags apart', () => {
    const node = root('a: !Ref Bucket\nb: !Sub\n  - x\nc: !reference [.job, script]\nd: &n !GetAtt a.b\n');
    expect(
      node.pairs.map(({ value }) => [value?.tag, shown(value), value?.properties && textOf(value.properties)]),
    ).toEqual([
      ['!Ref', 'Bucket', '!Ref'],
      ['!Sub', '- x', '!Sub'],
      ['!reference', '[.job, script]', '!reference'],
      ['!GetAtt', 'a.b', '&n !GetAtt'],
    ]);
    expect(parse('a: !Ref Bucket\n').problems).toEqual([]);
  });
});

describe('aliases and merges', () => {
  const text = 'base: &b {image: x, tag: 1}\nmore: &m\n  env: y\nuse:\n  <<: [*b, *m]\n  tag: 2\nsame: *b\n';

  test('are seen through, to where the content is written', () => {
    const node = root(text);
    expect(node.get('same')).toBe(node.get('base'));
    expect(textOf(node.pair('same')?.alias ?? node)).toBe('*b');
    expect(node.get('base')?.holder).toBe(node.pair('base'));
  });

  test('own keys win, earlier merges win over later ones', () => {
    const use = map(root(text).get('use'));
    expect(use?.pairs.map(({ name, value }) => [name, shown(value)])).toEqual([
      ['tag', '2'],
      ['image', 'x'],
      ['env', 'y'],
    ]);
    expect(use?.ownPairs.map(({ name }) => name)).toEqual(['<<', 'tag']);
    expect([use?.isUncertain, use?.lacks('z')]).toEqual([false, true]);
  });

  test('that lead nowhere, or into themselves, are unknown', () => {
    const node = root('a: *none\nb: &b\n  c: *b\nd:\n  <<: *none\n  e: 1\n');
    expect([node.get('a')?.kind, at(node, 'b', 'c')?.kind]).toEqual(['unknown', 'unknown']);
    expect([map(node.get('d'))?.isUncertain, map(node.get('d'))?.lacks('z')]).toEqual([true, false]);
  });

  test('take the last anchor of the name before them', () => {
    const node = root('a: &x 1\nb: *x\nc: &x 2\nd: *x\n');
    expect([shown(node.get('b')), shown(node.get('d'))]).toEqual(['1', '2']);
  });
});

describe('locate', () => {
  const place = (text: string, part: string) => {
    const file = parse(text);
    const node = scalar(map(file.documents[0]?.root)?.get('k'));
    const from = node?.text.indexOf(part) ?? -1;
    return node && from >= 0 ? textOf(locate(node, from, from + part.length)) : undefined;
  };

  test('maps decoded text to what is written', () => {
    expect(place('k: "node:latest"\n', 'latest')).toBe('latest');
    expect(place('k: "a\\tb\\u0041c"\n', '\tbA')).toBe('\\tb\\u0041');
    expect(place("k: 'it''s'\n", "'s")).toBe("''s");
    expect(place('k: |\n  one\n    two\n', '  two')).toBe('  two');
    expect(place('k: |2-\n\n    one\r\n  two\r\n', 'two')).toBe('two');
    expect(place('k: >-\r\n  one\r\n  two\r\n', 'one two')).toBe('one\r\n  two');
    expect(place('k: one\n  two\n', 'two')).toBe('two');
  });
});

describe('statementAt', () => {
  const statement = (text: string, part: string) => textOf(parse(text).statementAt(text.indexOf(part)));

  test('is the smallest part that begins its line', () => {
    const text = 'jobs:\n  - name: x\n    run: |\n      echo hi\n      curl x\n    with: {a: b}\n';
    expect(statement(text, 'curl')).toBe('run: |\n      echo hi\n      curl x');
    expect(statement(text, 'b}')).toBe('with: {a: b}');
    expect(statement(text, 'name')).toBe('- name: x\n    run: |\n      echo hi\n      curl x\n    with: {a: b}');
    expect(statement('a: 1\n\n# c\n', '# c')).toBe('# c');
  });

  test('in flow style it is a part that begins its line', () => {
    expect(statement('{\n  "a": [\n    1,\n    2\n  ]\n}\n', '2')).toBe('2');
    expect(statement('{\n  "a": {"b": 2}\n}\n', '2')).toBe('"a": {"b": 2}');
  });
});

describe('what is no YAML', () => {
  test('templates are known by their braces', () => {
    for (const text of [
      '{{- if .x }}\na: b\n',
      'a: {{ .x }}\n',
      '{% if x %}\na: b\n',
      '- {{ x }}\n',
      'a: @NAME@\n',
      '{{ x }}: y\n',
    ])
      expect(parse(text).isTemplated, text).toBe(true);
    for (const text of [
      'a: "{{ x }}"\n',
      'a: ${{ x }}\n',
      'a: |\n  {{ x }}\n',
      'a: b {{ x }}\n',
      'a: x@y\n',
      'a: |\n  @x@\n',
      '{"a": {"b": 1}}\n',
      '# {{ x }}\n',
    ])
      expect(parse(text).isTemplated, text).toBe(false);
  });

  test('quoted text may stand left of its key, as readers in C and Go take it', () => {
    const node = root("a:\n    b: 'one\n  two''s\n\n  three'\n    c: d\n");
    expect(string(at(node, 'a', 'b'))).toBe("one two's\nthree");
    expect(string(at(node, 'a', 'c'))).toBe('d');
    expect(root('a: "x\nb: c\nd: "y"\n').pairs.map(({ name }) => name)).toContain('b');
  });

  test('half-typed text keeps the rest', () => {
    const node = root('kind: Pod\nspec:\n  image\nmetadata:\n  name: "x\n');
    expect(string(node.get('kind'))).toBe('Pod');
    expect(at(node, 'spec')?.kind).toBe('scalar');
    expect(parse('a: [1, 2\nb: 3\n').problems.length).toBeGreaterThan(0);
    expect(root('a: 1\nb\nc: 2\n').pairs.map(({ name }) => name)).toContain('a');
  });

  test.each([
    'a: "b"\n"hunter2-x"\n',
    'a: | hunter2-x\n  b\n',
    'a:\n  b: c\n hunter2-x\n',
    '@hunter2-x\n',
    '"\\hunter2-x"\n',
  ])('a problem does not repeat the text: %j', (text) => {
    const { problems } = parse(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map(({ message }) => message).join()).not.toMatch(/hunter2|x"/);
  });

  test('hostile text comes to an end', () => {
    const hostile = {
      brackets: '['.repeat(50_000),
      nested: '{a: '.repeat(20_000),
      dashes: '- '.repeat(50_000),
      quotes: '"\n'.repeat(20_000),
      garbage: '}{][:,\n'.repeat(20_000),
      bomb: `a0: &a0 [x]\n${Array.from({ length: 200 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(',')}]\n`).join('')}`,
      merges: `a0: &a0 {x: 1}\n${Array.from({ length: 2000 }, (_, n) => `a${n + 1}: &a${n + 1}\n  <<: [*a${n}, *a${n}]\n  k${n}: 1\n`).join('')}`,
    };
    for (const [name, text] of Object.entries(hostile)) {
      const file = parse(text);
      const node = file.documents.at(-1)?.root;
      expect(node?.end ?? 0, name).toBeLessThanOrEqual(text.length);
      map(map(node)?.pairs.at(-1)?.value)?.get('x');
      file.statementAt(text.length / 2);
    }
  });
});
