import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../../src/core/text';
import { githubActions } from '../../../src/formats/github-actions';
import { readExpression } from '../../../src/formats/github-actions/expression';
import { usesIn } from '../../../src/formats/github-actions/expression-uses';
import { type Reading, readingOf } from '../../../src/formats/github-actions/schema/walk';
import { cronProblem } from '../../../src/rules/shared/cron';
import { circlesOf } from '../../../src/rules/shared/job-circles';

function read(text: string): { readonly reading: Reading; readonly document: ReturnType<typeof githubActions.parse> } {
  const document = githubActions.parse(new SourceFile('.github/workflows/ci.yml', text));
  const root = document.workflow?.map;
  if (!root) throw new Error('This is no workflow');
  return { reading: readingOf(root, 'workflow'), document };
}

const JOB = '  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n';

describe('readExpression', () => {
  test.each([
    ['', 0, 0, 'The expression is empty'],
    ['github.ref == "main"', 14, 15, 'single quotes'],
    ["github.ref = 'main'", 11, 12, 'write =='],
    ['a && ', 2, 4, 'ends too soon'],
    ['(a || b', 6, 7, 'closing )'],
    ['a)', 1, 2, 'closes nothing'],
    ['a[0', 2, 3, 'closing ]'],
    ['a.', 1, 2, 'name or *'],
    ["a == 'b", 5, 7, "closing '"],
    ['a b', 2, 3, 'operator is missing'],
    ['== a', 0, 2, 'value is missing'],
    ['1 + 2', 2, 3, 'can not add'],
    ['f(a,)', 4, 5, ''],
    ['!'.repeat(80), 51, 52, 'nests deeper'],
  ])('%s', (text, start, end, message) => {
    const { mistake, expression } = readExpression(text);
    expect(expression).toBeUndefined();
    expect(mistake?.message).toContain(message);
    expect([mistake?.start, mistake?.end]).toEqual([start, end]);
  });

  test('offsets are those of the whole text', () => {
    expect(readExpression('x ${{ a = b }}', 5, 12).mistake).toMatchObject({ start: 8, end: 9 });
  });
});

describe('readingOf', () => {
  test('a workflow as it should be', () => {
    expect(read(`on: push\njobs:\n${JOB}`).reading.problems).toEqual([]);
  });

  test.each([
    [`on: push\njobs:\n${JOB}    step: []\n`, 'unknown-key'],
    ['on: push\njobs:\n  a:\n    steps: []\n', 'missing-key'],
    [`on: push\njobs: []\n`, 'wrong-type'],
    [`on: pushed\njobs:\n${JOB}`, 'unknown-value'],
  ])('%j', (text, kind) => {
    expect(read(text).reading.problems.map((problem) => problem.kind)).toEqual([kind]);
  });

  test('what is usable grows on the way down', () => {
    const { places } = read(
      `on: push\nenv:\n  A: \${{ 1 }}\njobs:\n${JOB}        if: a\n        env:\n          B: \${{ 2 }}\n`,
    ).reading;
    const shown = places.map(({ scalar, usable, isCondition, key }) => [
      scalar.text,
      usable.contexts.has('steps'),
      usable.functions.has('always'),
      isCondition,
      key,
    ]);
    expect(shown).toEqual([
      ['${{ 1 }}', false, false, false, 'env'],
      ['a', true, true, true, 'if'],
      ['${{ 2 }}', true, false, false, 'env'],
    ]);
  });

  test('what an alias leads to is read once', () => {
    const text = `on: push\njobs:\n  a: &a\n    runs-on: ubuntu-24.04\n    step: []\n    steps:\n      - run: echo \${{ 1 }}\n  b: *a\n`;
    const { problems, places } = read(text).reading;
    expect([problems.length, places.length]).toEqual([1, 1]);
  });
});

describe('usesIn', () => {
  test('accesses, calls and comparisons, in the order of the text', () => {
    const { reading } = read(
      `on: push\njobs:\n${JOB}        if: "steps['a'].outputs[matrix.b] == 'c' && contains(github.*.d, e)"\n`,
    );
    const { accesses, calls, comparisons } = usesIn(reading);
    expect(accesses.map(({ context, parts }) => [context, ...parts.map(({ name }) => name)])).toEqual([
      ['matrix', 'b'],
      ['steps', 'a', 'outputs', undefined],
      ['github', undefined, 'd'],
      ['e'],
    ]);
    expect(calls.map(({ name, args }) => [name, args.length])).toEqual([['contains', 2]]);
    expect(comparisons.map(({ operator }) => operator)).toEqual(['==']);
  });
});

describe('cronProblem', () => {
  test.each(['0 4 * * *', '*/5 * * * *', '0,30 0-6/2 1 JAN-MAR mon', '0 0 29 2 *', '0 0 31 2 1', '59 23 31 12 7'])(
    '%s runs',
    (text) => {
      expect(cronProblem(text)).toBeUndefined();
    },
  );

  test.each([
    ['0 4 * *', 'five fields'],
    ['60 4 * * *', 'outside of 0 to 59'],
    ['0 4 0 * *', 'outside of 1 to 31'],
    ['0 4 * 13 *', 'outside of 1 to 12'],
    ['0 4 * * 8', 'outside of 0 to 7'],
    ['0 4 * foo *', 'can not be read'],
    ['0 4-2 * * *', 'ends before'],
    ['*/0 * * * *', 'above 0'],
    ['0 4 L * *', 'other schedulers'],
    ['0 0 30 2 *', 'no such day'],
    ['0,2 * * * *', 'every 2 minutes'],
    ['58,1 * * * *', 'every 3 minutes'],
    ['@daily', 'five fields'],
  ])('%s: %s', (text, message) => {
    expect(cronProblem(text)?.message).toContain(message);
  });
});

describe('circlesOf', () => {
  const circles = (needs: Readonly<Record<string, string>>) => {
    const jobs = Object.entries(needs).map(([id, of]) => `  ${id}:\n    needs: [${of}]\n    runs-on: a\n`);
    const { document } = read(`on: push\njobs:\n${jobs.join('')}`);
    return circlesOf(document.workflow?.jobs ?? []).map((circle) => circle.map(({ id }) => id).join(''));
  };

  test('each once, from the job that is written first', () => {
    expect(circles({ a: 'b', b: 'c', c: 'b', d: 'a' })).toEqual(['bc']);
    expect(circles({ a: 'b', b: 'a', c: 'd', d: 'c' })).toEqual(['ab', 'cd']);
    expect(circles({ a: '', b: 'a', c: 'a, b' })).toEqual([]);
    expect(circles({ a: 'a' })).toEqual([]);
  });

  test('many jobs in a row', () => {
    const all = Array.from({ length: 3000 }, (_, index) => [`j${index}`, index === 0 ? 'j2999' : `j${index - 1}`]);
    expect(circles(Object.fromEntries(all))).toHaveLength(1);
  });
});
