import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, SourceFile, textOf } from '../../../src/core/text';
import { readsOf } from '../../../src/formats/shell/reads';
import { untouchedBy } from '../../../src/formats/shell/variables';
import { expectLinear } from '../../support/linear';

function reads(text: string): string[] {
  const file = new SourceFile('x.sh', text);
  return readsOf({ text, locate: (start, end) => file.span(start, end) }).map(({ name, span }) => {
    expect(textOf(span)).toContain(name);
    return textOf(span);
  });
}

describe('variables that a script reads from its environment', () => {
  it.each<[string, string[]]>([
    ['a $X "${Y}z"', ['$X', '${Y}']],
    ['if [ "$X" ]; then b $(c $Y); fi', ['$X', '$Y']],
    ['for x in $X; do a $x; done', ['$X']],
    ['X=1; a $X $Y', ['$Y']],
    ['read X < y; a $X', []],
    ['export X && a $X', []],
    ['. /y; a $X', []],
    ['source y\na $X', []],
    ['eval "$Y"; a $X', []],
    ['a ${X:-1} ${X%.*} ${#Y} $1 $@ $? $$', []],
    ["a '$X' \\$X", []],
    [': ${X:=1} && a $X', []],
    ['cat <<EOF\n$X\nEOF', ['$X']],
    ["cat <<'EOF'\n$X\nEOF", []],
  ])('%s', (text, expected) => expect(reads(text)).toEqual(expected));

  it('are not known where the script may set them', () => {
    const known = (text: string) => untouchedBy(text, () => 'v')('X');
    expect(['a $X', 'a ${X}', 'a ${#X}', 'a ${X:-b}'].map(known)).toEqual(['v', 'v', 'v', 'v']);
    expect(['X=1 a $X', 'unset X; a $X', 'a ${X:=b}', 'a ${X=b}', '. b; a $X', 'a'].map(known)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });

  const token = fc.constantFrom(
    'a',
    ' ',
    '$',
    '{',
    '}',
    'X',
    '"',
    "'",
    '`',
    '(',
    ')',
    ';',
    '\n',
    '<<E\n',
    'E\n',
    ':-',
    '#',
    '\\',
    'if ',
  );

  it('never throw, and lie inside the text', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 30 }), (tokens) => {
        const text = tokens.join('');
        const file = new SourceFile('x.sh', text);
        for (const { span } of readsOf({ text, locate: (start, end) => file.span(start, end) })) {
          expect(contains(file.all, span)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['$X ', 'X=1; ', '$(a $X) '])('cost no more than the text of %j is long', (piece) =>
    expectLinear((times) => reads(piece.repeat(Math.ceil(times / 4)))),
  );
});
