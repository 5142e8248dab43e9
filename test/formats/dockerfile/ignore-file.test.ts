import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceFile, textOf } from '../../../src/core/text';
import { leftOutBy, readIgnoreFile } from '../../../src/formats/dockerfile/ignore-file';
import { expectLinear } from '../../support/linear';

const leftOut = (text: string, path: string) =>
  leftOutBy(readIgnoreFile(new SourceFile('.dockerignore', text)), path) !== undefined;

describe('an ignore file', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'a/b/c', true],
    ['a', 'b/a', false],
    ['/a/', 'a', true],
    ['./a//b', 'a/b', true],
    ['  a\t', 'a', true],
    ['# a\n #b', '#b', true],
    ['*', 'a/b', true],
    ['*.txt', 'a.txt', true],
    ['*.txt', 'a/b.txt', false],
    ['*/*.txt', 'a/b.txt', true],
    ['**/*.txt', 'a.txt', true],
    ['**/*.txt', 'a/b/c.txt', true],
    ['a/**', 'a', false],
    ['a/**', 'a/b', true],
    ['a/**/c', 'a/c', true],
    ['a/**/c', 'a/b/b/c', true],
    ['a?', 'ab', true],
    ['a?', 'a', false],
    ['[a-c]x', 'bx', true],
    ['[^a-c]x', 'bx', false],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a\n!a/b', 'a/b/c', false],
    ['a\n!a/b', 'a/c', true],
    ['!a\na', 'a', true],
    ['*\n!a', 'a', false],
    ['../a', 'a', true],
    ['', 'a', false],
  ])('%j leaves out %s: %s', (text, path, expected) => expect(leftOut(text, path)).toBe(expected));

  it('knows where its lines stand', () => {
    const [pattern] = readIgnoreFile(new SourceFile('.dockerignore', '# x\r\n\r\n ! /a/ \r\n'));
    expect(pattern && [pattern.text, pattern.isException, textOf(pattern.span)]).toEqual(['a', true, '! /a/']);
  });

  it('never throws', () => {
    const token = fc.constantFrom('a', '*', '**', '?', '[', ']', '^', '-', '/', '\\', '!', '#', ' ', '\n', '..', 'é');
    fc.assert(
      fc.property(fc.array(token, { maxLength: 20 }), fc.array(token, { maxLength: 8 }), (text, path) => {
        leftOut(text.join(''), path.join(''));
      }),
    );
  });

  it('costs no more than its lines', () => expectLinear((times) => leftOut('**/a*b*c\n'.repeat(times), 'x/aaaa/abab')));
});
