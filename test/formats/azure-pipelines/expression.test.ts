import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Expression, parseExpression, pathOf } from '../../../src/formats/azure-pipelines/expression';
import { expectLinear } from '../../support/linear';

/** The expression with all brackets written out. */
function shown(expression: Expression | undefined): string {
  switch (expression?.kind) {
    case undefined:
      return '?';
    case 'literal':
      return JSON.stringify(expression.value) ?? 'undefined';
    case 'name':
      return expression.name;
    case 'property':
      return `${shown(expression.of)}.${expression.name}`;
    case 'index':
      return `${shown(expression.of)}[${expression.index ? shown(expression.index) : '*'}]`;
    case 'call':
      return `${expression.name}(${expression.args.map(shown).join(' ')})`;
  }
}

describe('parseExpression', () => {
  test.each([
    ["'it''s'", '"it\'s"'],
    ['-1.5', '-1.5'],
    ['1.2.3.4', '"1.2.3.4"'],
    ['True', 'true'],
    ["variables['Build.Reason']", 'variables["Build.Reason"]'],
    ['parameters.jobs.*.job', 'parameters.jobs[*].job'],
    ["and(succeeded(), eq(variables.a, 'b'))", 'and(succeeded() eq(variables.a "b"))'],
    ["split(variables.list, ',')[0]", 'split(variables.list ",")[0]'],
    ['  eq( 1 ,\n 2 )  ', 'eq(1 2)'],
  ])('%s', (text, expected) => {
    expect(shown(parseExpression(text).expression)).toBe(expected);
  });

  test.each([
    ['a == b', 'There is no operator ==: write eq(a, b)', 2],
    ['!a', 'There is no operator !: write not(a)', 0],
    ['eq("a", b)', 'Strings stand in single quotes here', 3],
    ["eq('a, b)", "A closing ' is missing", 3],
    ['and(a, b', 'A closing ) is missing', 8],
    ['a.', 'A name is missing after the dot', 2],
    ['a[0', 'A closing ] is missing', 3],
    ['  ', 'The expression is empty', 2],
    ['a b', 'Unexpected b', 2],
  ])('what is wrong with %s', (text, message, start) => {
    expect(parseExpression(text).mistake).toMatchObject({ message, start });
  });

  test('says where each part stands', () => {
    const { expression } = parseExpression("x eq(a, 'b')", 2);
    expect(expression).toMatchObject({
      start: 2,
      end: 12,
      args: [
        { start: 5, end: 6 },
        { start: 8, end: 11 },
      ],
    });
  });

  test('never throws', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'ab01.\'"()[]*, !=<>&|-é\n') });
    fc.assert(
      fc.property(noise, (text) => {
        const { expression, mistake } = parseExpression(text);
        expect(expression === undefined).toBe(mistake !== undefined);
      }),
    );
  });

  test('in linear time', () => {
    expectLinear((times) => parseExpression(`and(${'a.b, '.repeat(times)}c)`));
    expectLinear((times) => parseExpression('('.repeat(times)));
  });
});

test('paths know neither case nor brackets', () => {
  const path = (text: string) => {
    const { expression } = parseExpression(text);
    return expression && pathOf(expression);
  };
  expect(path("variables['Build.Reason']")).toBe('variables.build.reason');
  expect(path('Dependencies.A.outputs')).toBe('dependencies.a.outputs');
  expect(path('lower(variables.a)')).toBeUndefined();
  expect(path('variables[parameters.a]')).toBeUndefined();
});
