import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contains } from '../../../src/core/text';
import { ingressOf } from '../../../src/formats/terraform/ingress';
import type { Module } from '../../../src/formats/terraform/module';
import { taggingOf } from '../../../src/formats/terraform/taggable';
import { inheritedTags, ownTags } from '../../../src/formats/terraform/tags';
import { moduleOf } from './loading';

const piece = fc.constantFrom(
  ...[
    'resource "aws_security_group" "a" {\n',
    'ingress {\n',
    'dynamic "ingress" {\n',
    'content {\n',
    '}\n',
    '}\n',
    '}\n',
  ],
  ...[
    'for_each = ',
    'cidr_blocks = ',
    'from_port = 22\n',
    'to_port = ',
    'protocol = "tcp"\n',
    'tags = ',
    'iterator = x\n',
  ],
  ...[
    '["0.0.0.0/0"]\n',
    '"0.0.0.0/0"\n',
    'var.a',
    'local.a',
    'local.b\n',
    'merge(',
    '{',
    '}',
    '[',
    ']',
    ')',
    '${',
    '"',
    '\n',
  ],
  ...[
    'locals {\n',
    'a = ',
    'b = ',
    'variable "a" {\n',
    'default = ',
    'provider "aws" {\n',
    'alias = "x"\n',
    'default_tags {\n',
  ],
  ...['terraform {\n', 'backend "s3" {\n', 'required_providers {\n', 'aws = {\n', 'module "m" {\n', 'source = "./m"\n'],
  ...[
    'ingress.value',
    'null\n',
    '? : ',
    '<<EOT\n',
    'EOT\n',
    '*',
    ',',
    'for x in ',
    'lifecycle {\n',
    'ignore_changes = [tags]\n',
  ],
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

/** Asks a module everything that rules ask. */
function ask(module: Module): void {
  void module.role;
  void module.isComplete;
  for (const { value } of module.locals.values()) module.evaluate(value);
  for (const resource of module.resources()) {
    const tagging = taggingOf(resource.type);
    if (!tagging) continue;
    ownTags(resource, tagging, module);
    inheritedTags(resource, tagging, module);
  }
  for (const { sources } of ingressOf(module)) {
    for (const { value, written } of sources) {
      for (const at of [value.at, written]) expect(contains(at.file.all, at)).toBe(true);
    }
  }
}

test('a module of any text can be asked anything', () => {
  fc.assert(
    fc.property(text, text, text, (main, other, values) => {
      ask(moduleOf({ 'a/main.tf': main, 'a/other_override.tf': other, 'a/terraform.tfvars': values }, 'a/main.tf'));
      ask(moduleOf({ 'main.tf': other, 'm/main.tf': main }, 'm/main.tf'));
    }),
    { numRuns: 400 },
  );
});

test('what stands around a resource does not change what it says of its own', () => {
  const tags = (around: string) => {
    const module = moduleOf(
      { 'main.tf': `resource "aws_sqs_queue" "q" {\n  tags = { A = 1 }\n}\n${around}` },
      'main.tf',
    );
    const [resource] = module.resources('aws_sqs_queue');
    const tagging = taggingOf('aws_sqs_queue');
    return resource && tagging && ownTags(resource, tagging, module);
  };
  fc.assert(
    fc.property(text, (around) => {
      expect(tags(around)).toEqual({ names: ['A'], more: false });
    }),
    { numRuns: 200 },
  );
});
