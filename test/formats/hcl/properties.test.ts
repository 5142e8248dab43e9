import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, type Span } from '../../../src/core/text';
import type { Attribute, Block, Body, HclFile } from '../../../src/formats/hcl/syntax';
import { childrenOf, isBroken, walk } from '../../../src/formats/hcl/walk';
import { growth } from '../../support/growth';
import { attributesOf, parse } from './parsing';

const sample = `# A bucket and what reads it
resource "aws_s3_bucket" "logs" {
  bucket = "\${var.name}-logs" // named
  count  = var.enabled && length(var.zones) > 0 ? 1 : 0
  tags = merge(local.tags, {
    Name  = "logs"
    "a b" : [for k, v in var.map : upper(v) if k != null],
    (var.key) = { for x in y : x.id => x... if x.on }
  })
  ids  = aws_subnet.main.*.id
  all  = aws_subnet.main[*].cidr[0]
  text = <<-EOT
    %{ if var.on ~}
    on \${var.on}
    %{ else }
    off
    %{ endif }
  EOT
  /* inline */ dynamic "rule" {
    for_each = toset(["a", "b"])
    content { id = rule.value }
  }
  n = -1.5e3 * (2 + 3) % 4
  f = provider::aws::arn_parse(var.arn...)
}
`;

const fragments = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '"',
    '${',
    '%{',
    '~}',
    '\n',
    '\r\n',
    '=',
    ',',
    '.',
    ':',
    '...',
    '=>',
    '?',
    '-',
    '!',
  ],
  ...[
    '&&',
    '#',
    '/*',
    '*/',
    '*',
    '[*]',
    ' ',
    '\t',
    '::',
    '<<E\n',
    '\nE\n',
    '<<-E\n',
    'for x in ',
    ' if ',
    'a',
    '1',
    '.0',
  ],
  ...[
    '"x"',
    'null',
    '%{ if a }',
    '%{ else }',
    '%{ endif }',
    '%{ for x in y }',
    '%{ endfor }',
    '\\',
    '\\u00',
    "'",
    '&',
    '~',
  ],
  ...['b "c" {\n', 'a = ', '$${', 'é', '\u{1f600}', '\0', '\ufeff'],
];

const soup = fc.array(fc.constantFrom(...fragments), { maxLength: 60 }).map((parts) => parts.join(''));

/** The sample with a few stretches replaced by fragments. */
const mutated = fc
  .array(fc.tuple(fc.nat(sample.length), fc.nat(8), fc.constantFrom('', ...fragments)), { minLength: 1, maxLength: 4 })
  .map((changes) =>
    changes.reduce((text, [at, removed, added]) => text.slice(0, at) + added + text.slice(at + removed), sample),
  );

const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), soup, mutated);

function expectOrdered(parent: Span, children: readonly Span[]): void {
  let last = parent.start;
  for (const child of children) {
    expect(contains(parent, child)).toBe(true);
    expect(child.start).toBeGreaterThanOrEqual(last);
    expect(child.end).toBeGreaterThanOrEqual(child.start);
    last = child.end;
  }
}

function checkAttribute(attribute: Attribute): void {
  expectOrdered(attribute, [attribute.nameSpan, attribute.expression]);
  for (const node of walk(attribute.expression)) {
    expectOrdered(node, childrenOf(node));
    if (node.kind === 'member') expectOrdered(node, [node.object, node.name]);
    if (node.kind === 'for' || node.kind === 'for-directive') {
      expectOrdered(node, [...(node.keyName ? [node.keyName] : []), node.valueName, node.collection]);
    }
  }
}

function checkBlock(block: Block): void {
  expectOrdered(block, [block.header, block.openBrace, block.body, block.closeBrace]);
  expectOrdered(block.header, [block.typeSpan, ...block.labels]);
  checkBody(block.body);
}

function checkBody(body: Body): void {
  expectOrdered(body, body.items);
  expect(body.items).toHaveLength(body.attributes.length + body.blocks.length);
  body.attributes.forEach(checkAttribute);
  body.blocks.forEach(checkBlock);
}

function checkFile(parsed: HclFile): void {
  expectOrdered(parsed.file.all, [parsed.body]);
  expectOrdered(parsed.file.all, parsed.comments);
  for (const { at } of parsed.problems) expect(contains(parsed.file.all, at)).toBe(true);
  checkBody(parsed.body);
}

describe('any text', () => {
  it('parses, and its spans nest in order', () => {
    fc.assert(
      fc.property(anything, (text) => checkFile(parse(text))),
      { numRuns: 1500 },
    );
  });

  it('has problems where any of its tree is broken', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = parse(text);
        if (attributesOf(parsed).some((attribute) => isBroken(attribute))) expect(parsed.problems).not.toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('parses the same when parsed again', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        expect(parse(text)).toEqual(parse(text));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the sample', () => {
  it('has no problems, nor any broken argument', () => {
    const parsed = parse(sample);
    expect(parsed.problems).toEqual([]);
    expect(attributesOf(parsed).filter((attribute) => isBroken(attribute))).toEqual([]);
  });

  it('parses whatever it is cut off at', () => {
    for (let end = 0; end <= sample.length; end++) checkFile(parse(sample.slice(0, end)));
  });

  it('parses without any one of its characters', () => {
    for (let at = 0; at < sample.length; at++) checkFile(parse(sample.slice(0, at) + sample.slice(at + 1)));
  });

  it('means the same with CRLF, tabs and a byte order mark', () => {
    const shape = (text: string) =>
      [...attributesOf(parse(text))].map((it) => [it.name, [...walk(it.expression)].map((node) => node.kind)]);
    const crlf = sample.replaceAll('\n', '\r\n');
    for (const variant of [crlf, sample.replaceAll('  ', '\t'), `\ufeff${sample}`]) {
      checkFile(parse(variant));
      expect(parse(variant).problems).toEqual([]);
      expect(shape(variant)).toEqual(shape(sample));
    }
  });
});

describe('time', () => {
  it.each([
    ['half arguments', 'a = '],
    ['lines of half arguments', 'a = \n'],
    ['open tuples', '['],
    ['open blocks', 'a {\n'],
    ['open interpolations', '"${'],
    ['broken interpolations', '${a b}'],
    ['open strings', 'a = "\n'],
    ['open comments', '/*\n'],
    ['open heredocs', 'b {\n  a = <<E\n}\n'],
    ['strings', '"x", '],
    ['objects', '{}, '],
    ['additions', '1 + '],
    ['blanks', '    '],
  ])('ten times as many %s take not much more than ten times as long', (_, unit) => {
    expect(growth((size) => parse(`a = [${unit.repeat(size)}`), 4_000)).toBeLessThan(45);
  });
});
