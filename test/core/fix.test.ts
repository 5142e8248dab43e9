import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMarks } from '../../src/core/example';
import type { ReviewedFinding } from '../../src/core/finding';
import { applyEdits, fillTabStops, planFixes } from '../../src/core/fix';
import type { FixKind } from '../../src/core/rule';
import { insert, replace, SourceFile } from '../../src/core/text';
import { textEdits } from '../../src/server/convert';

test.each([
  ['a ${1:production} b', 'a production b'],
  ['${1|one,two|} $2${0}', 'one '],
  ['cost: \\$5 \\} \\\\', 'cost: $5 } \\'],
  ['${1:a\\}b}', 'a}b'],
  ['${1:web}: $1, ${1}, ${1:other}', 'web: web, web, web'],
  ['$1 ${1|a\\,b\\|c,d|}', 'a,b|c a,b|c'],
  ['\\${{ x }} ${1:y}', '${{ x }} y'],
])('tab stops of %s', (template, filled) => {
  expect(fillTabStops(template)).toBe(filled);
});

const file = new SourceFile('f', 'one two three');
const finding = (fix: { kind: FixKind; edits: ReviewedFinding['fixes'][number]['edits'] }): ReviewedFinding => ({
  rule: 'x/y',
  title: '',
  practice: undefined,
  severity: 'error',
  at: file.all,
  message: '',
  related: [],
  tag: undefined,
  secret: false,
  address: undefined,
  statement: file.all,
  suppressedBy: undefined,
  fixes: [{ title: 't', ...fix }],
});

test('fixes that overlap wait, kinds that were not asked for too', () => {
  const first = finding({ kind: 'safe', edits: [replace(file.span(0, 3), '1')] });
  const overlapping = finding({ kind: 'safe', edits: [replace(file.span(2, 5), 'x')] });
  const suggested = finding({ kind: 'suggested', edits: [insert(file, 13, '!')] });
  const plan = planFixes([first, overlapping, suggested], new Set<FixKind>(['safe']));
  expect([plan.applied.length, plan.waiting]).toEqual([1, 1]);
  expect(applyEdits(file.text, plan.edits.get('f') ?? [])).toBe('1 two three');
});

test('two insertions at one place wait for each other', () => {
  const here = () => finding({ kind: 'safe', edits: [insert(file, 3, 'x')] });
  expect(planFixes([here(), here()], new Set<FixKind>(['safe'])).waiting).toBe(1);
});

test('line edits make one text of another', () => {
  const lines = fc
    .array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'd'), { maxLength: 12 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const from = new SourceFile('f', before);
      const edits = textEdits(before, after).map(({ range, newText }) => ({
        at: from.span(
          from.offset({ line: range.start.line, column: range.start.character }),
          from.offset({ line: range.end.line, column: range.end.character }),
        ),
        text: newText,
      }));
      expect(applyEdits(before, edits)).toBe(after);
    }),
  );
});

test('marks are read and taken out', () => {
  expect(readMarks('a «b» «c«d»»', 'f')).toEqual({
    files: { f: 'a b cd' },
    marks: [
      { path: 'f', start: 2, end: 3 },
      { path: 'f', start: 4, end: 6 },
      { path: 'f', start: 5, end: 6 },
    ],
  });
  expect(() => readMarks('«a', 'f')).toThrow('has no »');
  expect(() => readMarks('a»', 'f')).toThrow('has no «');
});
