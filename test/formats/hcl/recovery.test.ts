import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/core/text';
import type { HclFile } from '../../../src/formats/hcl/syntax';
import { blocksOf, isBroken } from '../../../src/formats/hcl/walk';
import { parse } from './parsing';

/** A file with a hole in the middle of its second block. */
function around(hole: string): string {
  return `variable "region" {
  default = "eu-west-1"
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs"
${hole}
  tags = {
    Name = "logs"
  }

  versioning {
    enabled = true
  }
}

output "arn" {
  value = aws_s3_bucket.logs.arn
}
`;
}

const complete = [
  'variable.region.default = "eu-west-1"',
  'resource.aws_s3_bucket.logs.bucket = "logs"',
  'resource.aws_s3_bucket.logs.tags = { Name = "logs" }',
  'versioning.enabled = true',
  'output.arn.value = aws_s3_bucket.logs.arn',
];

/** Each unbroken argument with its block's address, and its value on one line. */
function arguments_(file: HclFile): string[] {
  return [...blocksOf(file)].flatMap((block) =>
    block.body.attributes
      .filter((attribute) => !isBroken(attribute))
      .map(({ name, expression }) => {
        const address = [block.type, ...block.labels.map((label) => label.text), name].join('.');
        return `${address} = ${textOf(expression).replace(/\s+/g, ' ')}`;
      }),
  );
}

describe('one broken line leaves the others', () => {
  it.each([
    ['no value', '  acl ='],
    ['an open string', '  acl = "priv'],
    ['an open interpolation', '  acl = "${var.'],
    ['an interpolation without its brace', '  acl = "${var.acl"'],
    ['an open call within an interpolation', '  acl = "${lookup(var.acls, '],
    ['an open tuple', '  acl = ['],
    ['an open tuple with an item', '  acl = [ "a",'],
    ['an open call', '  acl = merge('],
    ['an open call with an object in it', '  acl = merge(local.tags, {'],
    ['an open parenthesis', '  acl = ('],
    ['an open object', '  acl = {'],
    ['an open for expression', '  acl = [for x in'],
    ['an open for object', '  acl = { for k, v in var.x :'],
    ['an operator without its right side', '  acl = var.a &&'],
    ['half a conditional', '  acl = var.a ? "x"'],
    ['a dot without a name', '  acl = var.'],
    ['an open index', '  acl = var.x["a'],
    ['a lone name', '  ac'],
    ['a lone block type', '  logging {'],
    ['half a block header', '  dynamic "rul'],
    ['a brace too many', '  }'],
    ['a bracket too many', '  ]'],
    ['single quotes', "  acl = 'private'"],
    ['a second value', '  acl = "a" "b"'],
    ['an open heredoc with an end elsewhere', '  acl = <<EOT text'],
    ['a quoted name', '  "acl" = "private"'],
    ['a block on one line', '  logging { a = 1, b = 2 }'],
  ])('%s', (_, hole) => {
    const file = parse(around(hole));
    expect(file.problems.length).toBeGreaterThan(0);
    expect(arguments_(file)).toEqual(expect.arrayContaining(complete));
  });

  it('an open heredoc takes the rest of its block only', () => {
    const kept = arguments_(parse(around('  acl = <<EOT')));
    expect(kept).toEqual([complete[0], complete[1], complete[4]]);
  });

  it('a header that is being written costs no other block', () => {
    const file = parse(`a = 1\nresource "aws_s3\n\nresource "x" "y" {\n  b = 2\n}\n`);
    expect(arguments_(file)).toEqual(['resource.x.y.b = 2']);
    expect(file.body.byName.has('a')).toBe(true);
  });

  it("a label without its closing quote keeps its block's content", () => {
    const [block] = parse('resource "aws_s3_bucket" "logs {\n  bucket = "x"\n}\n').body.blocks;
    expect(block?.labels.map((label) => label.text)).toEqual(['aws_s3_bucket', 'logs']);
    expect(block?.body.byName.has('bucket')).toBe(true);
    expect(block?.recovered).toBe(true);
  });

  it('a block without its closing brace ends before the next header', () => {
    const file = parse('resource "a" "b" {\n  x = 1\n\nresource "c" "d" {\n  y = 2\n}\n');
    expect(file.body.blocks.map((block) => textOf(block.header))).toEqual(['resource "a" "b"', 'resource "c" "d"']);
    expect(file.problems.map((problem) => problem.summary)).toEqual(['Unclosed configuration block']);
  });

  it('a heredoc with an unescaped shell parameter keeps its end', () => {
    const file = parse('a = <<EOT\nx ${y:-z} ${w\nEOT\nb = 1\n');
    expect(file.body.attributes.map((attribute) => attribute.name)).toEqual(['a', 'b']);
  });

  it('nested blocks that are not indented are left where they are', () => {
    const file = parse('a {\nb {\nx = 1\n}\ny = 2\n}\n');
    expect(file.problems).toEqual([]);
    expect(file.body.blocks[0]?.body.items.map((item) => item.kind)).toEqual(['block', 'attribute']);
  });
});

describe('indentation counts only where braces do not match', () => {
  const odd = 'locals {\nx = {\n  y = 1\n}\n  z = 2\n}\n\nresource "a" "b" {\n  c = 3\n}\n';

  it('an odd one is left alone beside an unrelated mistake', () => {
    const blocks = parse(`${odd}d = \n`).body.blocks;
    expect(blocks.map((block) => [...block.body.byName.keys()])).toEqual([['x', 'z'], ['c']]);
  });

  it('a file without any is read by its braces', () => {
    const { body } = parse('a {\nb {\nc = 1\n}\nd = 2\n}\ne {\nf = 3\n}\ng {\n');
    expect(body.blocks.map((block) => block.type)).toEqual(['a', 'e', 'g']);
    expect(body.blocks[0]?.body.byName.has('d')).toBe(true);
  });
});

describe('one cause is one problem', () => {
  it.each(["a = 'x'\n", 'a = "x\n', 'a = [1 2]\n', 'a = f(1\nb = 2\n', 'a = {\n  b\n}\n', 'a = "${b c}"\n'])(
    '%j',
    (text) => {
      expect(parse(text).problems).toHaveLength(1);
    },
  );

  it('and two causes are two', () => {
    expect(parse("a = 'x'\nb = {\n  c = ]\n  d = ;\n}\n").problems).toHaveLength(3);
  });
});

describe('nesting is capped', () => {
  it.each(['[', '(', '{a=', '!', 'f(', '"${', 'a ? b : ', '[for x in '])('%s', (opener) => {
    const file = parse(`a = ${opener.repeat(3000)}\nb = 1\n`);
    expect(file.problems.map((problem) => problem.summary)).toContain('Nesting too deep');
  });

  it('blocks', () => {
    const file = parse(`${'b {\n'.repeat(3000)}${'}\n'.repeat(3000)}c = 1\n`);
    expect(file.problems.map((problem) => problem.summary)).toEqual(['Nesting too deep']);
    expect(file.body.byName.has('c')).toBe(true);
  });
});
