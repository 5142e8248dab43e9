import { expect, test } from 'vitest';
import { applyEdits } from '../../../src/core/fix';
import { SourceFile } from '../../../src/core/text';
import { parseHcl } from '../../../src/formats/hcl/parse';
import { addEntries, addToBlock, mergeEntries } from '../../../src/formats/terraform/edit';
import { reaches } from '../../../src/formats/terraform/version';

const entries = [
  ['Team', '"a"'],
  ['CostCenter', '"b"'],
] as const;

function inObject(text: string): string {
  const { body } = parseHcl(new SourceFile('main.tf', text));
  const expression = body.attributes[0]?.expression;
  if (expression?.kind !== 'object') throw new Error(text);
  return applyEdits(text, addEntries(expression, entries));
}

test.each([
  ['tags = {}', 'tags = { Team = "a", CostCenter = "b" }'],
  ['tags = { Name = "x" }', 'tags = { Name = "x", Team = "a", CostCenter = "b" }'],
  ['tags = { Name = "x", }', 'tags = { Name = "x", Team = "a", CostCenter = "b" }'],
  ['tags = {\n  Name = "x"\n}', 'tags = {\n  Name       = "x"\n  Team       = "a"\n  CostCenter = "b"\n}'],
  [
    'tags = {\n  Name = "x", # why\n}',
    'tags = {\n  Name       = "x", # why\n  Team       = "a",\n  CostCenter = "b",\n}',
  ],
  ['tags = {\n  "Name" : "x"\n}', 'tags = {\n  "Name" : "x"\n  Team: "a"\n  CostCenter: "b"\n}'],
  [
    'tags = {\n  Environment = "x"\n\n  Name = "y"\n}',
    'tags = {\n  Environment = "x"\n\n  Name       = "y"\n  Team       = "a"\n  CostCenter = "b"\n}',
  ],
  [
    'tags = {\n  Name = "x"\n  Long_name_here = "not aligned"\n}',
    'tags = {\n  Name = "x"\n  Long_name_here = "not aligned"\n  Team = "a"\n  CostCenter = "b"\n}',
  ],
  [
    'tags = {\r\n\tName = <<-EOT\r\n\tx\r\n\tEOT\r\n}',
    'tags = {\r\n\tName = <<-EOT\r\n\tx\r\n\tEOT\r\n\tTeam       = "a"\r\n\tCostCenter = "b"\r\n}',
  ],
])('entries are added to %j', (before, after) => {
  expect(inObject(before)).toBe(after);
  expect(parseHcl(new SourceFile('main.tf', after)).problems).toEqual([]);
});

test('entries are laid over an expression', () => {
  const text = 'tags = module.labels.tags # all\n';
  const [attribute] = parseHcl(new SourceFile('main.tf', text)).body.attributes;
  const edits = mergeEntries(attribute?.expression ?? expect.fail(), entries);
  expect(applyEdits(text, edits)).toBe('tags = merge(module.labels.tags, { Team = "a", CostCenter = "b" }) # all\n');
});

function inBlock(text: string): string {
  const [block] = parseHcl(new SourceFile('main.tf', text)).body.blocks;
  return applyEdits(
    text,
    addToBlock(block ?? expect.fail(), (indent, eol) => `new {${eol}${indent}}`),
  );
}

test.each([
  ['a {}', 'a {\n  new {\n  }\n}'],
  ['a { b = 1 }', 'a {\n  b = 1\n\n  new {\n  }\n}'],
  ['a {\n}', 'a {\n  new {\n  }\n}'],
  ['a {\n  b = 1 # c\n}', 'a {\n  b = 1 # c\n\n  new {\n  }\n}'],
  ['a {\n\tb = 1\n}', 'a {\n\tb = 1\n\n\tnew {\n\t}\n}'],
  ['a {\n  b = 1\n\n  lifecycle {}\n}', 'a {\n  b = 1\n\n  new {\n  }\n\n  lifecycle {}\n}'],
  ['a {\n  b = 1\n  lifecycle {}\n}', 'a {\n  b = 1\n\n  new {\n  }\n\n  lifecycle {}\n}'],
  ['a {\n  lifecycle {}\n}', 'a {\n  new {\n  }\n\n  lifecycle {}\n}'],
  ['a {\n  bb         = 1\n  depends_on = []\n}', 'a {\n  bb         = 1\n  depends_on = []\n\n  new {\n  }\n}'],
  ['a {\n  b = 1\n\n  depends_on = []\n}', 'a {\n  b = 1\n\n  new {\n  }\n\n  depends_on = []\n}'],
])('what is added to %j stands where it is looked for', (before, after) => {
  expect(inBlock(before)).toBe(after);
  expect(inBlock(before.replaceAll('\n', '\r\n')).replaceAll('\r\n', '\n')).toBe(after);
});

test.each([
  ['~> 1.9', true],
  ['~> 1.9.0', false],
  ['~> 0.15', false],
  ['>= 1.5, < 1.10', false],
  ['>= 1.5, < 1.10.1', true],
  ['<= 1.10', true],
  ['1.9.8', false],
  ['= 1.10.0', true],
  ['!= 1.10.0', true],
  ['> 1.0', true],
  ['', true],
  ['latest', true],
])('%j leaves room for 1.10: %s', (constraint, expected) => {
  expect(reaches(constraint, [1, 10, 0])).toBe(expected);
});
