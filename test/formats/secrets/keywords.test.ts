import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeywordIndex } from '../../../src/formats/secrets/keywords';

const words = ['password', 'ghp_', '://', '-----BEGIN', '7Q~', ':AA', '"auth"', 'key', '.atlasv1.', 'sig='];

function searched(text: string): string[] {
  const index = new KeywordIndex(words.map((word) => ({ word, ignoresCase: word === 'password', of: word })));
  return index.find(text).map(({ at, of }) => `${at} ${of}`);
}

test('finds what a search for each word finds', () => {
  const texts = fc.array(fc.constantFrom(...words, 'PASSWORD', 'Key', 'pass', '-', ' ', 'é', '\u{1f511}', 'a', '1'));
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('');
      const expected = words.flatMap((word) => {
        const where = word === 'password' ? text.toLowerCase() : text;
        const found = [];
        for (let at = where.indexOf(word); at >= 0; at = where.indexOf(word, at + 1)) found.push(`${at} ${word}`);
        return found;
      });
      expect(searched(text).sort()).toEqual(expected.sort());
    }),
  );
});

test('at both ends of a text', () => {
  expect(searched('key ghp_')).toEqual(['0 key', '4 ghp_']);
  expect(searched('ke')).toEqual([]);
});
