import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../../src/core/fix';
import { contains, indentAt, remove, SourceFile, textOf } from '../../src/core/text';

const texts = fc
  .array(fc.constantFrom('a', 'é', '😀', ' ', '\t', '\n', '\r\n', '\r', '#'))
  .map((parts) => parts.join(''));

test('an offset and its position are the same place', () => {
  fc.assert(
    fc.property(texts, fc.nat(), (text, n) => {
      const file = new SourceFile('f', text);
      const offset = n % (text.length + 1);
      // Inside a CRLF there is no place.
      fc.pre(!(text[offset - 1] === '\r' && text[offset] === '\n'));
      expect(file.offset(file.position(offset))).toBe(offset);
    }),
  );
});

test('lines and their ends make up the text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const file = new SourceFile('f', text);
      const lines = Array.from({ length: file.lineCount }, (_, i) => file.line(i));
      for (const [i, line] of lines.entries()) {
        expect(textOf(line)).not.toMatch(/[\r\n]/);
        expect(contains(file.all, line)).toBe(true);
        expect(file.lineStarts[i]).toBe(line.start);
      }
      expect(lines.map((line) => textOf(line)).join('\n')).toBe(text.replace(/\r\n?/g, '\n'));
    }),
  );
});

test('a column past the end of its line is the line’s end', () => {
  const file = new SourceFile('f', 'ab\r\nc');
  expect(file.offset({ line: 0, column: 99 })).toBe(2);
  expect(file.offset({ line: 9, column: 0 })).toBe(5);
  expect(file.eol).toBe('\r\n');
});

test('what stood alone on its line goes with the line', () => {
  const file = new SourceFile('f', 'a\n  # b\nc d\n');
  expect(applyEdits(file.text, [remove(file.span(4, 7))])).toBe('a\nc d\n');
  expect(applyEdits(file.text, [remove(file.span(10, 11))])).toBe('a\n  # b\nc \n');
  expect(indentAt(file, 6)).toBe('  ');
});

test('what is derived from a file is made once for each maker and file', () => {
  let made = 0;
  const length = ({ text }: SourceFile) => {
    made++;
    return text.length;
  };
  const file = new SourceFile('a', 'four');
  expect([file.derived(length), file.derived(length)]).toEqual([4, 4]);
  expect(file.derived(({ path }) => path)).toBe('a');
  expect(made).toBe(1);
  expect(new SourceFile('a', 'fives').derived(length)).toBe(5);
});
