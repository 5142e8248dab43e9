import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/core/text';
import { moduleOf } from './loading';

const paths = (files: Record<string, string>, path: string) => moduleOf(files, path).files.map(({ file }) => file.path);

describe('files', () => {
  test('a folder is a module; folders below are others', () => {
    const files = {
      'a/main.tf': '',
      'a/x.tf': '',
      'a/dev.tfvars': '',
      'a/b/main.tf': '',
      'a/README.md': '',
      'main.tf': '',
    };
    expect(paths(files, 'a/main.tf')).toEqual(['a/dev.tfvars', 'a/main.tf', 'a/x.tf']);
    expect(paths(files, 'main.tf')).toEqual(['main.tf']);
  });

  test('OpenTofu reads the .tofu instead of the .tf of the same name; Terraform only the .tf', () => {
    const files = { 'main.tf': '', 'main.tofu': '', 'rest.tf': '', 'only.tofu': '' };
    expect(paths(files, 'rest.tf')).toEqual(['main.tofu', 'only.tofu', 'rest.tf']);
    expect(paths(files, 'main.tf')).toEqual(['main.tf', 'rest.tf']);
  });
});

describe('declarations', () => {
  const module = moduleOf(
    {
      'main.tf': `terraform {
  required_version = "~> 1.9"
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = "~> 6.0"
      configuration_aliases = [aws.replica]
    }
    random = "~> 3.0"
  }
  backend "s3" {}
}

provider "aws" {
  alias = "replica"
}

resource "aws_s3_bucket" "a" {
  provider = aws.replica
}

resource "google_storage_bucket" "b" {
  provider = google-beta
}

resource "aws_s3_bucket" "c" {
  provider = "aws.replica"
}

resource "aws_s3_bucket" "altered" {}

data "aws_s3_bucket" "d" {}

module "network" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "6.0.0"
}

variable "size" {
  type      = number
  default   = 3
  sensitive = true
  nullable  = false
}

output "size" {
  value     = var.size
  sensitive = true
}

locals {
  a = 1
}
`,
      'override.tf': 'resource "aws_s3_bucket" "altered" {\n  tags = {}\n}\n',
    },
    'main.tf',
  );

  test('are read as they are written', () => {
    expect(module.resources().map(({ address }) => address)).toEqual([
      'aws_s3_bucket.a',
      'google_storage_bucket.b',
      'aws_s3_bucket.c',
    ]);
    expect(module.resources('aws_s3_bucket').map(({ provider }) => provider)).toEqual([
      { name: 'aws', alias: 'replica' },
      { name: 'aws', alias: 'replica' },
    ]);
    expect(module.resources('google_storage_bucket')[0]?.provider).toEqual({ name: 'google-beta', alias: undefined });
    expect(module.data('aws_s3_bucket')[0]?.address).toBe('data.aws_s3_bucket.d');
    expect(module.calls[0]).toMatchObject({
      name: 'network',
      source: 'terraform-aws-modules/vpc/aws',
      version: '6.0.0',
    });
    expect(module.variables.get('size')).toMatchObject({ nullable: false, sensitive: true });
    expect(module.outputs.get('size')).toMatchObject({ sensitive: true });
    expect(module.locals.get('a')?.value).toMatchObject({ value: 1 });
    expect(module.requirements).toMatchObject([
      { name: 'aws', source: 'hashicorp/aws', version: '~> 6.0', takesConfigurations: true },
      { name: 'random', source: undefined, version: '~> 3.0', takesConfigurations: false },
    ]);
    expect(module.backend?.labels[0]?.text).toBe('s3');
  });

  test('a provider is found by name and alias', () => {
    const [a] = module.resources('aws_s3_bucket');
    const [b] = module.resources('google_storage_bucket');
    expect(a && module.providerOf(a)?.alias).toBe('replica');
    expect(b && module.providerOf(b)).toBeUndefined();
  });
});

describe('role', () => {
  const provider = 'provider "aws" {}\n';
  test.each([
    ['root', 'a backend', { 'main.tf': 'terraform {\n  backend "s3" {}\n}\n' }],
    ['root', 'HCP Terraform', { 'main.tf': 'terraform {\n  cloud {}\n}\n' }],
    ['root', 'values of its own', { 'modules/x/main.tf': '', 'modules/x/terraform.tfvars': '' }],
    ['root', 'a provider', { 'main.tf': provider }],
    [
      'child',
      'configurations that callers hand over',
      {
        'main.tf': `${provider}terraform {\n  required_providers {\n    aws = {\n      configuration_aliases = [aws.a]\n    }\n  }\n}\n`,
      },
    ],
    ['child', 'a folder for modules above', { 'terraform-modules/x/main.tf': provider }],
    ['child', 'a call from above', { 'x/y/main.tf': provider, 'main.tf': 'module "y" {\n  source = "./x/y"\n}\n' }],
    ['child', 'a call from beside', { 'x/main.tf': '', 'live/main.tf': 'module "x" {\n  source = "../x"\n}\n' }],
    ['child', 'a file for variables and no provider', { 'main.tf': '', 'variables.tf': '' }],
    ['child', 'a variable that must be set and no provider', { 'main.tf': 'variable "a" {}\n', 'b.tf': '' }],
    ['child', 'a variable that must be set and a page', { 'main.tf': 'variable "a" {}\n', 'README.md': '' }],
    ['unknown', 'a variable that must be set in a lone file', { 'main.tf': 'variable "a" {}\n' }],
    ['child', 'examples of how to call it', { 'main.tf': '', 'examples/a/main.tf': '' }],
    ['unknown', 'nothing', { 'main.tf': 'resource "aws_s3_bucket" "a" {}\n' }],
    ['unknown', 'only a provider for some', { 'main.tf': 'provider "aws" {\n  alias  = "a"\n  region = "b"\n}\n' }],
  ])('%s by %s', (role, _, files: Record<string, string>) => {
    const path = Object.keys(files).find((each) => !each.endsWith('tfvars')) ?? '';
    expect(moduleOf(files, path).role).toBe(role);
  });

  test.each([
    ['terragrunt.hcl', false],
    ['live/terragrunt.hcl', false],
    ['infra/root.hcl', false],
    ['infra/app/backend.tf.json', false],
    ['atmos.yaml', false],
    ['other/app/backend.tf.json', true],
  ])('beside %s it is complete: %s', (path, complete) => {
    expect(moduleOf({ 'infra/app/main.tf': '', [path]: '' }, 'infra/app/main.tf').isComplete).toBe(complete);
  });
});

describe('values', () => {
  const text = (files: Record<string, string>) => {
    const module = moduleOf(files, 'main.tf');
    const value = module.evaluate(module.locals.get('a')?.value ?? expect.fail());
    return value.kind === 'scalar' ? value.value : value.kind;
  };
  const root = 'terraform {\n  backend "s3" {}\n}\n';
  const variable = 'variable "v" {\n  default = "default"\n}\nlocals {\n  a = var.v\n}\n';

  test('variables', () => {
    expect(text({ 'main.tf': root + variable })).toBe('default');
    expect(text({ 'main.tf': variable })).toBe('default');
    expect(text({ 'main.tf': variable, 'outputs.tf': '' })).toBe('unknown');
    expect(text({ 'main.tf': variable, 'terraform.tfvars': 'v = "set"\n', 'b.auto.tfvars': 'v = "later"\n' })).toBe(
      'later',
    );
    expect(text({ 'main.tf': variable, 'terraform.tfvars': 'v = var.other\n' })).toBe('unknown');
    expect(text({ 'main.tf': root + variable, 'prod.tfvars': 'v = "x"\n' })).toBe('unknown');
    expect(text({ 'main.tf': root + variable, 'prod.tfvars': 'other = "x"\n' })).toBe('default');
    const typed = variable.replace('{\n', '{\n  type = object({ a = optional(string, "x") })\n');
    expect(text({ 'main.tf': root + typed })).toBe('unknown');
  });

  test('a map that is a default may be another, with other keys', () => {
    const tags = (files: Record<string, string>) => {
      const module = moduleOf(files, 'main.tf');
      const value = module.evaluate(module.locals.get('a')?.value ?? expect.fail());
      return value.kind === 'object' ? [[...value.members.keys()], value.more] : value.kind;
    };
    const main = variable.replace('"default"', '{ x = 1 }');
    expect(tags({ 'main.tf': root + main })).toEqual([['x'], true]);
    expect(tags({ 'main.tf': main, 'terraform.tfvars': 'v = { y = 1 }\n' })).toEqual([['y'], false]);
    expect(tags({ 'main.tf': root + main, 'env/dev/terraform.tfvars': '' })).toBe('unknown');
  });

  test('locals, through templates and round in circles', () => {
    expect(text({ 'main.tf': 'locals {\n  a = "x-${local.b}"\n  b = local.c\n  c = 1\n}\n' })).toBe('x-1');
    expect(text({ 'main.tf': 'locals {\n  a = local.b\n  b = "${local.a}!"\n}\n' })).toBe('unknown');
    expect(text({ 'main.tf': 'locals {\n  a = local.a\n}\n' })).toBe('unknown');
  });

  test('arguments: what is not set, null, and blocks in three forms', () => {
    const module = moduleOf(
      {
        'main.tf': `resource "a_b" "c" {
  none = null
  rule = [{ port = 1 }, { other = 2 }]
  rule {
    port = 3
  }
  dynamic "rule" {
    for_each = { x = 4, y = 5 }
    content {
      port = rule.value
      name = rule.key
    }
  }
}
`,
      },
      'main.tf',
    );
    const [resource] = module.resources();
    const own = module.arguments(resource ?? expect.fail());
    expect(own.value('none')).toBeUndefined();
    expect(own.value('missing')).toBeUndefined();
    expect(own.blocks('rule').map((rule) => [rule.number('port'), rule.text('name')])).toEqual([
      [1, undefined],
      [undefined, undefined],
      [3, undefined],
      [4, 'x'],
      [5, 'y'],
    ]);
    expect(own.blocks('rule').map(({ at }) => textOf(at).includes('port'))).toEqual([true, false, true, true, true]);
  });
});
