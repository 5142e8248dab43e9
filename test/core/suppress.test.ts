import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/core/fix';
import { isExpired, readSuppressions } from '../../src/core/suppress';
import { suppressionEdit } from '../../src/core/suppress-edit';
import { SourceFile, textOf } from '../../src/core/text';
import { findingsOf } from '../support/project';

const read = (text: string, leaders = ['#']) => readSuppressions(new SourceFile('f', text), leaders);

describe('reading', () => {
  test('rules, day and reason', () => {
    const [found] = read('a\nb # infra-review: ignore x/y, x/z until=2027-03-01 -- a demo -- really\n');
    expect(found?.rules.map(({ id, at }) => [id, textOf(at)])).toEqual([
      ['x/y', 'x/y'],
      ['x/z', 'x/z'],
    ]);
    expect(found).toMatchObject({
      until: '2027-03-01',
      reason: 'a demo -- really',
      lines: { first: 1, last: 1 },
      problem: undefined,
    });
  });

  test('a comment that stands alone speaks for the next line of code', () => {
    expect(read('# infra-review: ignore x/y\n\n# other\ncode\n')[0]?.lines).toEqual({ first: 3, last: 3 });
  });

  test('ignore-file speaks for all', () => {
    expect(read('# infra-review: ignore-file x/y\ncode\n')[0]?.lines).toBeUndefined();
  });

  test('only in comments of the format', () => {
    expect(read('a="infra-review: ignore x/y"\n')).toEqual([]);
    expect(read('// infra-review: ignore x/y\n')).toEqual([]);
    expect(read('// infra-review: ignore x/y\n', ['//'])).toHaveLength(1);
    expect(read('word# infra-review: ignore x/y\n')).toEqual([]);
  });

  test.each([
    ['# infra-review: skip x/y', /write `ignore/],
    ['# infra-review: ignore', /name the rule/],
    ['# infra-review: ignore x/y until=2027-02-30', /no day/],
  ])('%s', (text, problem) => {
    expect(read(text)[0]?.problem).toMatch(problem);
  });

  test('runs out after its day', () => {
    const [found] = read('# infra-review: ignore x/y until=2027-03-01');
    expect([found && isExpired(found, '2027-03-01'), found && isExpired(found, '2027-03-02')]).toEqual([false, true]);
  });
});

describe('what a comment speaks for', () => {
  const open = `ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }`;
  const left = async (above: string, inside: string) => {
    const text = `${above}resource "aws_security_group" "a" {\n  tags = { a = "b" }\n${inside}  ${open}\n}\n`;
    return (await findingsOf({ 'main.tf': text })).map(({ rule }) => rule);
  };

  test('a block of Terraform with all that is in it', async () => {
    expect(await left('', '')).toEqual(['terraform/open-ingress']);
    expect(await left('# infra-review: ignore terraform/open-ingress\n', '')).toEqual([]);
    expect(await left('', '  # infra-review: ignore terraform/open-ingress\n')).toEqual([]);
    expect(await left('# infra-review: ignore terraform/open-ingress\nlocals {}\n', '')).toEqual([
      'review/unused-suppression',
      'terraform/open-ingress',
    ]);
  });

  test('nothing, where it is written wrongly', async () => {
    for (const wrong of ['disable terraform/open-ingress', 'ignore terraform/open-ingress until=soon'])
      expect(await left(`# infra-review: ${wrong}\n`, '')).toEqual([
        'review/invalid-suppression',
        'terraform/open-ingress',
      ]);
  });
});

describe('writing', () => {
  const write = (text: string, offset: number, scope: 'line' | 'file') => {
    const file = new SourceFile('f', text);
    const edit = suppressionEdit(
      { rule: 'x/y', statement: file.line(file.lineAt(offset)) },
      { comments: ['#'] },
      scope,
    );
    return edit && applyEdits(text, [edit]);
  };

  test('above the statement, indented like it', () => {
    expect(write('a\r\n  b\r\n', 5, 'line')).toBe('a\r\n  # infra-review: ignore x/y -- say why\r\n  b\r\n');
  });

  test('joins the comment that is there', () => {
    expect(write('# infra-review: ignore x/z -- old\nb\n', 34, 'line')).toBe(
      '# infra-review: ignore x/z, x/y -- old\nb\n',
    );
  });

  test('for the file: after a shebang and parser directives', () => {
    expect(write('# syntax=docker/dockerfile:1\nFROM a\n', 30, 'file')).toBe(
      '# syntax=docker/dockerfile:1\n# infra-review: ignore-file x/y -- say why\nFROM a\n',
    );
  });
});
