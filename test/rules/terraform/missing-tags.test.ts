import { expect, test } from 'vitest';
import { findingsOf, fixAll } from '../../support/project';

const only = ['terraform/missing-tags'];

const config = (...requiredTags: string[]) => `team:\n  requiredTags: [${requiredTags.join(', ')}]\n`;

async function said(text: string, ...requiredTags: string[]): Promise<string[]> {
  const setting = { only, ...(requiredTags.length > 0 && { config: config(...requiredTags) }) };
  return (await findingsOf({ 'main.tf': text }, setting)).map(({ message }) => message);
}

async function fixed(text: string, ...requiredTags: string[]): Promise<string | undefined> {
  const setting = { only, ...(requiredTags.length > 0 && { config: config(...requiredTags) }) };
  return (await fixAll({ 'main.tf': text }, (finding) => finding.fixes[0], setting))['main.tf'];
}

const queue = (rest: string) => `resource "aws_sqs_queue" "q" {\n${rest}}\n`;

test('parts of resources are asked for tags only where a team requires some', async () => {
  const object = 'resource "aws_s3_object" "o" {}\n';
  expect(await said(object)).toEqual([]);
  expect(await said(object, 'team')).toEqual(['`aws_s3_object.o` has no tags']);
});

test('null is no tag, and no tags', async () => {
  expect(await said(queue('  tags = null\n'))).toEqual(['`aws_sqs_queue.q` has no tags']);
  expect(await said(queue('  tags = { Team = null }\n'), 'team')).toEqual(['`aws_sqs_queue.q` has no tags']);
  expect(await fixed(queue('  tags = null\n'), 'team')).toBe(queue('  tags = { Team = "my-team" }\n'));
});

test('a variable is there to give tags, a merge with something unknown may', async () => {
  const variable = 'terraform {\n  backend "s3" {}\n}\nvariable "tags" {\n  default = {}\n}\n';
  expect(await said(variable + queue('  tags = var.tags\n'))).toEqual([]);
  expect(await said(variable + queue('  tags = var.tags\n'), 'team')).toEqual([]);
  expect(await said(queue('  tags = merge(module.labels.tags, { Name = "q" })\n'), 'team')).toEqual([]);
  expect(await said(queue('  tags = { (var.key) = "q" }\n'), 'team')).toEqual([]);
  expect(await said(queue('  tags = { for k in var.keys : k => "q" }\n'), 'team')).toEqual([]);
});

test('keys are proposed as those beside them are written', async () => {
  expect(await fixed(queue('  tags = { env = "test" }\n'), 'environment', 'cost-center')).toBe(
    queue('  tags = { env = "test", cost_center = "my-cost-center" }\n'),
  );
  expect(await fixed(queue('  tags = { Name = "q" }\n'), '"acme:data-class"')).toBe(
    queue('  tags = { Name = "q", "acme:data-class" = "value" }\n'),
  );
});

test('a computed map has the missing ones laid over it', async () => {
  expect(await fixed(queue('  tags = { for k in ["A"] : k => "x" }\n'), 'team')).toBe(
    queue('  tags = merge({ for k in ["A"] : k => "x" }, { Team = "my-team" })\n'),
  );
});

test('default tags that are partly unknown are silence', async () => {
  const provider = 'provider "aws" {\n  default_tags {\n    tags = merge(var.tags, { Name = "x" })\n  }\n}\n';
  expect(await said(provider + queue(''), 'team')).toEqual([]);
  expect(await said(`provider "aws" {\n  dynamic "default_tags" {\n    for_each = []\n  }\n}\n${queue('')}`)).toEqual(
    [],
  );
});

test('the provider that a resource names is the one that counts', async () => {
  const providers =
    'provider "aws" {\n  default_tags {\n    tags = { Team = "a" }\n  }\n}\nprovider "aws" {\n  alias = "b"\n}\n';
  expect(await said(providers + queue(''))).toEqual([]);
  expect(await said(providers + queue('  provider = aws.b\n'))).toEqual(['`aws_sqs_queue.q` has no tags']);
  expect(await said(providers + queue('  provider = aws.elsewhere\n'))).toEqual([]);
});

test('what changes to tags are ignored for is left alone', async () => {
  for (const ignored of ['[tags]', 'all', '["tags"]', '[tags["Team"], name]'])
    expect(await said(queue(`  lifecycle {\n    ignore_changes = ${ignored}\n  }\n`))).toEqual([]);
  expect(await said(queue('  lifecycle {\n    ignore_changes = [name]\n  }\n'))).toHaveLength(1);
});
