import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, SourceFile, textOf } from '../../../src/core/text';
import { codeWordOf } from '../../../src/formats/shell/nested';
import { parseShell } from '../../../src/formats/shell/parse';
import { ComposedSource, type ShellSource } from '../../../src/formats/shell/source';
import type { ShellCommand } from '../../../src/formats/shell/syntax';
import { expectLinear } from '../../support/linear';

function sourceOf(text: string): ShellSource {
  const file = new SourceFile('script.sh', text);
  return { text, locate: (start, end) => file.span(start, end) };
}

function read(text: string): readonly ShellCommand[] {
  return parseShell(sourceOf(text)).commands;
}

/** Each command as `connector name word word`, unknown words as `?`. */
function outline(text: string): string[] {
  return read(text).map(({ connector, words }) =>
    [connector ?? '-', ...words.map(({ value }) => value ?? '?')].join(' '),
  );
}

describe('commands', () => {
  it.each<[string, string[]]>([
    ['a && b || c; d & e', ['- a', '&& b', '|| c', '; d', '& e']],
    ['a | b |& c', ['- a', '| b', '|& c']],
    ['a\nb\n\n# c\nd', ['- a', '; b', '; d']],
    ['x && (a; b) && { c; }', ['- x', '&& a', '; b', '&& c']],
    ['if a; then b; elif c; then d; else e; fi', ['- a', '- b', '- c', '- d', '- e']],
    ['for x in 1 2; do a; b; done; while c; do d; done', ['- a', '; b', '- c', '- d']],
    ['case $x in a) b ;; *) c ;; esac', ['- b', '- c']],
    ['f() { a; b; }\nf', ['- a', '; b', '; f']],
    ['! a; time b; if ! c; then d; fi > out', ['- a', '; b', '- c', '- d']],
    ['set -ex; \\\n  a \\\n  b', ['- set -ex', '; a b']],
    ['echo "$(a | b)" `c`', ['- echo ? ?', '- a', '| b', '- c']],
    ['diff <(a) <(b $(c))', ['- diff ? ?', '- a', '- b ?', '- c']],
    ['for x in $(a); do b; done < <(c)', ['- a', '- b', '- c']],
    ['X=$(a) b', ['- b', '- a']],
    ['X=$(a)', ['-', '- a']],
  ])('%s', (text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ["sh -c 'a && b'", ['- sh -c a && b', '- a', '&& b']],
    ['bash -euxo pipefail -c "a \\"x y\\" \\$z; b"', ['- bash -euxo pipefail -c a "x y" $z; b', '- a x y ?', '; b']],
    [`sh -c "sh -c 'a'"`, ["- sh -c sh -c 'a'", '- sh -c a', '- a']],
    ['bash -lc "$(a)"', ['- bash -lc ?', '- a', '- ?']],
    ['eval "a b"', ['- eval a b', '- a b']],
    ['su - app -c "a"', ['- su - app -c a', '- a']],
    ['bash <<EOF\na $x\nb\nEOF\nc', ['- bash', '- a ?', '; b', '; c']],
    ["bash -s x <<'EOF'\na\nEOF", ['- bash -s x', '- a']],
    ["sh <<< 'a; b'", ['- sh', '- a', '; b']],
    ['cat <<EOF > x\na\nEOF', ['- cat']],
    ["sh run.sh -c 'a'", ['- sh run.sh -c a']],
  ])('inside %s', (text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  it('know what they pipe into', () => {
    const [curl, tar, gzip] = read('curl x | { tar x; gzip; } && y');
    expect(curl?.pipedInto).toBe(tar);
    expect(tar?.pipedInto).toBeUndefined();
    expect(gzip?.pipedInto).toBeUndefined();
    const [a, b, sh] = read('(a; b) | sh');
    expect(a?.pipedInto).toBe(sh);
    expect(b?.pipedInto).toBe(sh);
  });

  it('know what they are there for', () => {
    const [sh, curl, inner] = read('sh -c "$(curl x)"');
    expect(curl?.within).toEqual({ as: 'substitution', command: sh });
    expect(inner?.within).toEqual({ as: 'script', command: sh });
    expect(inner?.name).toBeUndefined();
  });

  it('share their list and pipeline', () => {
    const [a, b, c, d] = read('a && b | c; d');
    expect(a?.list).toBe(b?.list);
    expect(b?.pipeline).toBe(c?.pipeline);
    expect(a?.pipeline).not.toBe(b?.pipeline);
    expect(d?.list).not.toBe(a?.list);
    expect(a && textOf(a.list.span)).toBe('a && b | c');
    expect(b && textOf(b.pipeline.span)).toBe('b | c');
  });
});

describe('wrappers', () => {
  it.each<[string, string, string[]]>([
    ['sudo -E -u app apt-get install x', 'apt-get', ['sudo']],
    ['sudo A=1 env -i B=2 /usr/bin/make', 'make', ['sudo', 'env']],
    ['exec timeout -k 5 30 curl x', 'curl', ['exec', 'timeout']],
    ['echo x | xargs -r -n 1 rm', 'echo', []],
    ['exec "$@"', '', ['exec']],
    ['command -v curl', 'command', []],
    ['sudo -l', 'sudo', []],
    ['exec', 'exec', []],
    ['tini -- node x', 'node', ['tini']],
  ])('%s', (text, name, wrappers) => {
    const [command] = read(text);
    expect(command?.name ?? '').toBe(name);
    expect(command?.wrappers).toEqual(wrappers);
  });

  it('give their assignments', () => {
    const [command] = read('A=1 sudo B="$x" C=y z');
    expect(command?.assignments.map(({ name, value }) => [name, value])).toEqual([
      ['A', '1'],
      ['B', undefined],
      ['C', 'y'],
    ]);
    expect(command?.assignments.map(({ valueSpan }) => textOf(valueSpan))).toEqual(['1', '"$x"', 'y']);
  });
});

describe('words', () => {
  it.each([
    [`a'b'"c"\\ d`, 'abc d', 'abc d'],
    ['pkg=$V', undefined, 'pkg='],
    ['"$X"y', undefined, ''],
    ['/var/lib/apt/lists/*', '/var/lib/apt/lists/*', '/var/lib/apt/lists/*'],
    ['~/x', '~/x', '~/x'],
    ['a{b,c}', undefined, 'a'],
    ['"$(x)"', undefined, ''],
    ["$'a\\tb'", 'a\tb', 'a\tb'],
  ])('%s', (text, value, prefix) => {
    const word = read(`echo ${text}`)[0]?.words[1];
    expect(word?.value).toBe(value);
    expect(word?.prefix).toBe(prefix);
    expect(word && textOf(word.span)).toBe(text);
    expect(word?.raw).toBe(text);
  });

  it.each([
    ['sh a.sh b', 'a.sh'],
    ['bash -ex b.sh c', 'b.sh'],
    ['sh -c d', 'd'],
    ['. e', 'e'],
    ['eval f', 'f'],
    ['bash <(g)', '<(g)'],
    ['bash -s h', undefined],
    ['bash -', undefined],
    ['sh', undefined],
    ['node x.js', undefined],
  ])('%s runs %s', (text, code) => {
    const [command] = read(text);
    expect(command && codeWordOf(command)?.raw).toBe(code);
  });
});

describe('redirections', () => {
  it('give operator, target and descriptor', () => {
    const [command] = read('a > out 2>&1 << EOF\ntext\nEOF\n');
    expect(command?.redirects.map(({ operator, target, descriptor }) => [operator, target?.value, descriptor])).toEqual(
      [
        ['>', 'out', undefined],
        ['>&', '1', 2],
        ['<<', undefined, undefined],
      ],
    );
    expect(command?.redirects[2]?.document?.text).toBe('text\n');
  });
});

describe('spans', () => {
  it('lead through quotes and continuation lines back into the file', () => {
    const file = new SourceFile('Dockerfile', `RUN sh -c "apt-get \\"install\\" \\\n# note\n  'cu'rl"`);
    const under: ShellSource = { text: file.text, locate: (start, end) => file.span(start, end) };
    const joined = new ComposedSource(under);
    const gap = file.text.indexOf('\\\n');
    joined.copy(4, gap).copy(file.text.indexOf("  'cu'"), file.text.length);
    const inner = parseShell(joined).commands[1];
    expect(inner?.words.map(({ value }) => value)).toEqual(['apt-get', 'install', 'curl']);
    // A word begins after the backslash that the outer quotes need.
    expect(inner?.words.map(({ span }) => textOf(span))).toEqual(['apt-get', '"install\\"', "'cu'rl"]);
  });

  const token = fc.constantFrom(
    ...[
      'a',
      'curl',
      ' ',
      ' ',
      '\n',
      ';',
      '&&',
      '||',
      '|',
      '&',
      '(',
      ')',
      '{',
      '}',
      '"',
      "'",
      '\\',
      '$x',
      '${y:-z}',
      '$(',
      '`',
    ],
    ...[
      '<(',
      '<<EOF\n',
      'EOF\n',
      '<<<',
      '>',
      '2>&1',
      'if ',
      'then ',
      'fi',
      'for x in ',
      'do ',
      'done',
      'case ',
      ' in ',
      ';;',
    ],
    ...[
      'esac',
      'sh -c ',
      'eval ',
      'sudo ',
      'env A=1 ',
      'X=1 ',
      'X=(',
      '[[ ',
      ' ]]',
      '((',
      '))',
      '#',
      '*',
      '{a,b}',
      '!',
      'é',
      '🐚',
    ],
  );

  it('lie inside the text, nest, and plain words stand where they are said to be; nothing throws', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
        const text = tokens.join('');
        const file = new SourceFile('x', text);
        const { commands, problems } = parseShell({ text, locate: (start, end) => file.span(start, end) });
        for (const { at } of problems) expect(contains(file.all, at)).toBe(true);
        for (const command of commands) {
          expect(contains(file.all, command.list.span)).toBe(true);
          for (const word of command.words) {
            expect(contains(file.all, word.span)).toBe(true);
            expect(word.span.start).toBeLessThanOrEqual(word.span.end);
            if (!command.within && word.value !== undefined && /^[a-z]+$/.test(word.raw)) {
              expect(textOf(word.span)).toBe(word.value);
            }
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  it.each(["sh -c 'a b' && ", 'echo "$(a)" | ', '(', '$(', 'if a; then ', 'X=1 ', '"$x', 'sudo '])(
    'cost no more than the text of %j is long',
    (piece) => {
      expectLinear((times) => read(piece.repeat(times)));
    },
  );
});
