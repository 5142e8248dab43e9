import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourceFile, textOf } from '../../../src/core/text';
import { interpolate, UNKNOWN, type Value } from '../../../src/formats/compose/interpolation';
import { at, parseYaml, scalar } from '../../../src/formats/yaml';

function interpolated(written: string): Value {
  const file = new SourceFile('compose.yaml', `value: ${written}\n`);
  const node = scalar(at(parseYaml(file).documents[0]?.root, 'value'));
  if (!node) throw new Error(`no scalar: ${written}`);
  return interpolate(node);
}

test.each([
  ['postgres:16', 'postgres:16', []],
  ['postgres:$TAG', `postgres:${UNKNOWN}`, ['TAG']],
  ['postgres:${TAG}', `postgres:${UNKNOWN}`, ['TAG']],
  ['postgres:${TAG:-16}', 'postgres:16', ['TAG']],
  ['postgres:${TAG-16}-alpine', 'postgres:16-alpine', ['TAG']],
  ['postgres:${TAG:?say which}', `postgres:${UNKNOWN}`, ['TAG']],
  ['postgres${TAG:+:16}', `postgres${UNKNOWN}`, ['TAG']],
  ['${A:-${B:-${C}/x}:1}', `${UNKNOWN}/x:1`, ['A', 'B', 'C']],
  ['"$${HOME} $$"', '${HOME} $', []],
  ['a$', 'a$', []],
  ['${', '${', []],
  ['${A:-b', 'b', ['A']],
])('%s', (written, text, variables) => {
  const value = interpolated(written);
  expect(value.text).toBe(text);
  expect(value.variables).toEqual(variables);
});

test('a stretch of the text is where it is written', () => {
  const value = interpolated('"example/web:${TAG:-latest}"');
  expect(textOf(value.spanOf(0, 11))).toBe('example/web');
  expect(textOf(value.spanOf(12, 18))).toBe('latest');
});

test('what is not written in one piece is the whole scalar', () => {
  const value = interpolated("'1${A:-2}3'");
  expect(value.text).toBe('123');
  expect(textOf(value.spanOf(0, 3))).toBe('1${A:-2}3');
});

test('never throws, and every stretch lies within the scalar', () => {
  const piece = fc.constantFrom('$', '{', '}', ':-', '?', 'A', 'b1', '/', '$$', '${X:-', '}');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const value = interpolated(`'x${pieces.join('')}'`);
      for (let start = 0; start < value.text.length; start++) {
        const span = value.spanOf(start, start + 1);
        expect(span.start).toBeGreaterThanOrEqual(value.node.start);
        expect(span.end).toBeLessThanOrEqual(value.node.end);
      }
    }),
  );
});
