import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventsUnder } from '../../../src/formats/github-actions/condition';
import { contextPaths, reachingPaths } from '../../../src/formats/github-actions/context-path';
import { type Expression, parseExpression } from '../../../src/formats/github-actions/expression';

/** The expression with all brackets written out. */
function shown(expression: Expression | undefined): string {
  switch (expression?.kind) {
    case undefined:
      return '?';
    case 'literal':
      return JSON.stringify(expression.value) ?? 'undefined';
    case 'context':
      return expression.name;
    case 'property':
      return `${shown(expression.of)}.${expression.name}`;
    case 'index':
      return `${shown(expression.of)}[${expression.index ? shown(expression.index) : '*'}]`;
    case 'call':
      return `${expression.name}(${expression.args.map(shown).join(' ')})`;
    case 'operation':
      return `(${expression.operator} ${expression.operands.map(shown).join(' ')})`;
  }
}

describe('parseExpression', () => {
  test.each([
    ["'it''s'", '"it\'s"'],
    ['-1.5e3', '-1500'],
    ['0xff', '255'],
    ['true && null', '(&& true null)'],
    ['github.event.commits.*.message', 'github.event.commits[*].message'],
    ["github['event'].pages[0].page_name", 'github["event"].pages[0].page_name'],
    ['github.event.commits[*].id', 'github.event.commits[*].id'],
    ['a || b && c == d', '(|| a (&& b (== c d)))'],
    ['!a == b', '(== (! a) b)'],
    ['(a || b) && !!c', '(&& (|| a b) (! (! c)))'],
    ["format('{0}', a.b-c)", 'format("{0}" a.b-c)'],
    ['always()', 'always()'],
    ["fromJSON(needs.x.outputs.y)['z'].w", 'fromJSON(needs.x.outputs.y)["z"].w'],
    ['a < b >= c', '(>= (< a b) c)'],
  ])('reads %s', (text, expected) => {
    expect(shown(parseExpression(text))).toBe(expected);
  });

  test.each(['', 'a b', 'a.', "'open", 'a[', 'f(', 'f(a,)', 'a ? b : c', '"double"', 'a = b', '()', 'a && ', '.a'])(
    'gives up on «%s»',
    (text) => {
      expect(parseExpression(text)).toBeUndefined();
    },
  );

  test('knows where each part stands', () => {
    const text = '${{  github.head_ref || x }}';
    const expression = parseExpression(text, 3, text.length - 2);
    expect(
      expression?.kind === 'operation' && expression.operands.map(({ start, end }) => text.slice(start, end)),
    ).toEqual(['github.head_ref', 'x']);
  });

  test('never throws, however deep', () => {
    expect(parseExpression('('.repeat(10_000))).toBeUndefined();
    expect(parseExpression('!'.repeat(10_000))).toBeUndefined();
    expect(parseExpression(`${'a['.repeat(10_000)}`)).toBeUndefined();
    expect(parseExpression(Array(5000).fill('a').join('||'))).toBeDefined();
    const piece = fc.constantFrom(
      'a',
      '.',
      '*',
      '[',
      ']',
      '(',
      ')',
      "'",
      ',',
      '!',
      '&&',
      '||',
      '==',
      ' ',
      '1',
      '-',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const expression = parseExpression(text);
        if (expression) expect(expression.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('paths', () => {
  const read = (text: string) => {
    const expression = parseExpression(text);
    return expression ? contextPaths(expression) : undefined;
  };
  const reach = (text: string) => {
    const expression = parseExpression(text);
    return expression && reachingPaths(expression).map(({ path, asJson }) => (asJson ? `${path} as JSON` : path));
  };

  test('are those of all contexts that are read', () => {
    expect(read("GitHub.Event['Issue'].title == env.A && matrix[inputs.name].x[0]")).toEqual([
      'github.event.issue.title',
      'env.a',
      'matrix.*.x.*',
      'inputs.name',
    ]);
  });

  test('reach the text only where their value does', () => {
    expect(reach("github.head_ref == 'main' && env.A || env.B")).toEqual(['env.a', 'env.b']);
    expect(reach("contains(github.event.issue.title, 'x')")).toEqual([]);
    expect(reach("format('{0} {1}', github.head_ref, github.sha)")).toEqual(['github.head_ref', 'github.sha']);
    expect(reach('toJSON(github.event)')).toEqual(['github.event as JSON']);
    expect(reach("join(github.event.commits.*.message, ', ')")).toEqual(['github.event.commits.*.message']);
    expect(reach('hashFiles(github.head_ref)')).toEqual([]);
  });
});

test('conditions keep events out', () => {
  const under = (text: string) => eventsUnder(parseExpression(text), ['push', 'issues', 'pull_request']);
  expect(under("github.event_name == 'push'")).toEqual(['push']);
  expect(under("'push' != github.event_name && always()")).toEqual(['issues', 'pull_request']);
  expect(under("github.event_name == 'push' || github.event_name == 'issues'")).toEqual(['push', 'issues']);
  expect(under("github.event_name == 'push' || success()")).toEqual(['push', 'issues', 'pull_request']);
  expect(under("github.event.action == 'opened'")).toEqual(['push', 'issues', 'pull_request']);
});
