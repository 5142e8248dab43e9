import { type Finding, type Fix, rule } from '../../core/rule';
import type { Span } from '../../core/text';
import type { Resource } from '../../formats/terraform/declarations';
import type { Entry } from '../../formats/terraform/edit';
import type { Module } from '../../formats/terraform/module';
import { addDefaultTags, addOwnTags } from '../../formats/terraform/tag-edits';
import { type Tagging, taggingOf } from '../../formats/terraform/taggable';
import { inheritedTags, ownTags } from '../../formats/terraform/tags';
import { isSameTag, usualSpelling } from '../shared/tag-names';

export default rule({
  id: 'terraform/missing-tags',
  title: 'Resource without tags',
  why: [
    'The bill and the incident both ask whose a resource is. Without tags nobody can tell which team to call, whether it is production, or which budget pays; and clean-up scripts, cost reports and access rules that go by tags pass it by.',
    'Out of the box it reports resources that take tags and get none: not by themselves, nor from their provider; parts of others, such as a rule, a record or an object, are left out. Which tags a team requires is for the team to say (`requiredTags` under `team:`); the preset `strict` asks for environment, team and cost center. Any usual spelling counts: `Environment`, `env`, `owner`, `CostCentre`, `acme:cost-center`.',
    'Said only where tags cannot come from elsewhere: a module that others call gets its provider, and so perhaps default tags, from its caller; a resource that ignores changes to its tags has them set by others.',
  ],
  severity: 'warning',
  practice: 'cost',
  since: '0.1.0',
  fixes: 'template',
  equivalents: [
    'checkov:CKV_AWS_153',
    'kics:Resource Not Using Tags',
    'tflint:aws_resource_missing_tags',
    'tflint:aws_provider_missing_default_tags',
    'tflint:azurerm_resource_missing_tags',
  ],
  links: [
    'https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html',
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging',
    'https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-tagging',
  ],
  bad: [
    {
      files: `resource «"aws_s3_bucket"» "logs" {
  bucket = "shop-logs"
}
`,
      fixed: `resource "aws_s3_bucket" "logs" {
  bucket = "shop-logs"

  tags = {
    Environment = "production"
    Team        = "my-team"
    CostCenter  = "my-cost-center"
  }
}
`,
    },
    {
      title: 'a provider that could set tags for all of its resources',
      files: `provider "aws" {
  region = "eu-central-1"
}

resource «"aws_sqs_queue"» "orders" {
  lifecycle {
    prevent_destroy = true
  }
}

resource «"aws_sqs_queue"» "returns" {}
`,
      fixed: `provider "aws" {
  region = "eu-central-1"
}

resource "aws_sqs_queue" "orders" {
  tags = {
    Environment = "production"
    Team        = "my-team"
    CostCenter  = "my-cost-center"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue" "returns" {
  tags = {
    Environment = "production"
    Team        = "my-team"
    CostCenter  = "my-cost-center"
  }
}
`,
      otherwise: {
        'Set default tags in the provider': `provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = {
      Environment = "production"
      Team        = "my-team"
      CostCenter  = "my-cost-center"
    }
  }
}

resource "aws_sqs_queue" "orders" {
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue" "returns" {}
`,
      },
    },
    {
      title: 'tags that the team requires',
      team: { requiredTags: ['environment', 'team', 'cost-center'] },
      files: `provider "aws" {
  default_tags {
    tags = {
      Env = "production"
    }
  }
}

locals {
  tags = { Project = "shop" }
}

resource "aws_sqs_queue" "orders" {
  «tags» = merge(local.tags, {
    Name = "orders" # as in the console
  })
}

resource "aws_sns_topic" "orders" {
  «tags» = local.tags
}
`,
      fixed: `provider "aws" {
  default_tags {
    tags = {
      Env = "production"
    }
  }
}

locals {
  tags = { Project = "shop", Team = "my-team", CostCenter = "my-cost-center" }
}

resource "aws_sqs_queue" "orders" {
  tags = merge(local.tags, {
    Name       = "orders" # as in the console
    Team       = "my-team"
    CostCenter = "my-cost-center"
  })
}

resource "aws_sns_topic" "orders" {
  tags = local.tags
}
`,
      otherwise: {
        'Set default tags in the provider': `provider "aws" {
  default_tags {
    tags = {
      Env        = "production"
      Team       = "my-team"
      CostCenter = "my-cost-center"
    }
  }
}

locals {
  tags = { Project = "shop" }
}

resource "aws_sqs_queue" "orders" {
  tags = merge(local.tags, {
    Name = "orders" # as in the console
  })
}

resource "aws_sns_topic" "orders" {
  tags = local.tags
}
`,
      },
    },
    {
      title: 'tags of an auto scaling group, which gets none from its provider',
      team: { requiredTags: ['environment', 'team'] },
      files: `provider "aws" {
  default_tags {
    tags = { Team = "platform" }
  }
}

resource "aws_autoscaling_group" "workers" {
  «tag» {
    key                 = "Environment"
    value               = "production"
    propagate_at_launch = true
  }
}
`,
      fixed: `provider "aws" {
  default_tags {
    tags = { Team = "platform" }
  }
}

resource "aws_autoscaling_group" "workers" {
  tag {
    key                 = "Environment"
    value               = "production"
    propagate_at_launch = true
  }

  tag {
    key                 = "Team"
    value               = "my-team"
    propagate_at_launch = true
  }
}
`,
    },
    {
      title: 'labels at Google',
      files: `provider "google" {}

resource «"google_storage_bucket"» "logs" {
  name = "shop-logs"
}
`,
      fixed: `provider "google" {}

resource "google_storage_bucket" "logs" {
  name = "shop-logs"

  labels = {
    environment = "production"
    team        = "my-team"
    cost_center = "my-cost-center"
  }
}
`,
      otherwise: {
        'Set default labels in the provider': `provider "google" {
  default_labels = {
    environment = "production"
    team        = "my-team"
    cost_center = "my-cost-center"
  }
}

resource "google_storage_bucket" "logs" {
  name = "shop-logs"
}
`,
      },
    },
    {
      title: 'a lone file, where a variable that has to be set makes no module of it',
      files: `variable "name" {
  type = string
}

resource «"aws_s3_bucket"» "logs" {
  bucket = var.name
}
`,
      fixed: `variable "name" {
  type = string
}

resource "aws_s3_bucket" "logs" {
  bucket = var.name

  tags = {
    Environment = "production"
    Team        = "my-team"
    CostCenter  = "my-cost-center"
  }
}
`,
    },
    {
      title: 'at Azure, where providers have no default tags',
      files: `resource "azurerm_resource_group" "shop" {
  name = "shop"
  «tags» = {}
}
`,
      fixed: `resource "azurerm_resource_group" "shop" {
  name = "shop"
  tags = { Environment = "production", Team = "my-team", CostCenter = "my-cost-center" }
}
`,
    },
  ],
  good: [
    {
      title: 'default tags of the provider count',
      files: `provider "aws" {
  default_tags {
    tags = local.tags
  }
}

resource "aws_s3_bucket" "logs" {}
`,
    },
    {
      title: 'in any usual spelling, from wherever they come',
      team: { requiredTags: ['environment', 'team', 'cost-center'] },
      files: `locals {
  common = { "acme:cost-centre" = "42", env = "production" }
}

resource "aws_s3_bucket" "logs" {
  tags = merge(local.common, { Owner = "platform" })
}

resource "aws_s3_bucket" "images" {
  tags = merge(var.tags, { Name = "images" })
}
`,
    },
    {
      title: 'one tag is enough where the team requires none',
      files: 'resource "aws_s3_bucket" "logs" {\n  tags = { Name = "logs" }\n}\n',
    },
    {
      title: 'takes no tags, or is but a part of something that does',
      files:
        'resource "aws_s3_bucket_policy" "logs" {\n  bucket = "logs"\n}\n\nresource "aws_s3_object" "readme" {\n  bucket = "logs"\n}\n',
    },
    {
      title: 'the caller may have set default tags',
      files: {
        'main.tf': 'terraform {\n  backend "s3" {}\n}\n\nmodule "logs" {\n  source = "./logs"\n}\n',
        'logs/main.tf': 'resource "aws_s3_bucket" "logs" {}\n',
        'modules/images/main.tf': 'resource "aws_s3_bucket" "images" {}\n',
      },
    },
    {
      title: 'Terragrunt writes the provider',
      files: {
        'live/logs/terragrunt.hcl': 'terraform {\n  source = "../../logs"\n}\n',
        'logs/main.tf': 'terraform {\n  backend "s3" {}\n}\n\nresource "aws_s3_bucket" "logs" {}\n',
        'live/terragrunt.hcl': 'generate "provider" {}\n',
      },
    },
    {
      title: 'laid out as published modules are',
      files: {
        'main.tf': 'resource "aws_s3_bucket" "logs" {\n  bucket = var.name\n}\n',
        'variables.tf': 'variable "name" {}\n',
        'outputs.tf': '',
      },
    },
    {
      title: 'explained as a module is',
      files: {
        'main.tf': 'variable "name" {}\n\nresource "aws_s3_bucket" "logs" {\n  bucket = var.name\n}\n',
        'README.md': 'Set `name`.\n',
      },
    },
    {
      title: 'the tags are set by others',
      files: `resource "azurerm_resource_group" "shop" {
  name     = "shop"
  location = "westeurope"

  lifecycle {
    ignore_changes = [tags]
  }
}
`,
    },
    {
      title: 'tags of an auto scaling group stand in blocks',
      files: `resource "aws_autoscaling_group" "workers" {
  dynamic "tag" {
    for_each = local.tags
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }
}
`,
    },
    {
      title: 'a provider that is handed over',
      files: 'resource "aws_acm_certificate" "shop" {\n  provider = aws.virginia\n}\n',
    },
  ],
  *check(module, { team: { requiredTags } }) {
    for (const resource of module.resources()) {
      const tagging = taggingOf(resource.type);
      if (!tagging || (tagging.isPart && requiredTags.length === 0)) continue;
      const own = ownTags(resource, tagging, module);
      if (own.more) continue;
      const inherited = inheritedTags(resource, tagging, module);
      if (inherited.more) continue;
      const names = [...own.names, ...inherited.names];
      if (requiredTags.length === 0 && (names.length > 0 || isLeftToVariable(resource, tagging))) continue;
      const missing = requiredTags.filter((wanted) => !names.some((name) => isSameTag(name, wanted)));
      if (requiredTags.length > 0 && missing.length === 0) continue;
      yield findingOf(resource, tagging, missing, names, module);
    }
  },
});

/** Whether an argument that gives no tags is there to be given some. */
function isLeftToVariable({ body }: Resource, { argument }: Tagging): boolean {
  const written = body.byName.get(argument)?.expression;
  return written !== undefined && written.kind !== 'object' && written.kind !== 'literal';
}

/** What is proposed where the team requires nothing. */
const USUAL = ['environment', 'team', 'cost-center'];

function findingOf(
  resource: Resource,
  tagging: Tagging,
  missing: readonly string[],
  names: readonly string[],
  module: Module,
): Finding {
  const noun = tagging.argument === 'labels' ? 'label' : 'tag';
  const wanted = missing.length > 0 ? missing : USUAL;
  const isLower = noun === 'label' || (names.length > 0 && names.every((name) => name === name.toLowerCase()));
  const keys = wanted.map((name) => usualSpelling(name, isLower));
  const message =
    missing.length === 0 || names.length === 0
      ? `\`${resource.address}\` has no ${noun}s`
      : `\`${resource.address}\` lacks the ${noun}${keys.length > 1 ? 's' : ''} ${listed(keys)}`;
  const entries = keys.map((key, i): Entry => [keyText(key), `"\${${i + 1}:${wordsFor(wanted[i] ?? key)}}"`]);
  const own = addOwnTags(resource, tagging, entries, module);
  const provider = module.providerOf(resource);
  const { providerDefault } = tagging;
  const shared = provider && providerDefault && addDefaultTags(provider, providerDefault, entries, module);
  const fixes: (Fix | undefined)[] = [
    own && { title: names.length > 0 ? `Add the missing ${noun}s` : `Add ${noun}s`, edits: own },
    shared && { title: `Set default ${noun}s in the provider`, edits: shared },
  ];
  return {
    at: headOf(resource, tagging),
    message,
    fix: fixes.filter((fix) => fix !== undefined),
    address: resource.address,
  };
}

function headOf({ body, typeLabel }: Resource, { argument, inBlocks }: Tagging): Span {
  const block = inBlocks ? body.blocks.find(({ type }) => type === 'tag') : undefined;
  return body.byName.get(argument)?.nameSpan ?? block?.typeSpan ?? typeLabel;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function keyText(key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key) ? key : JSON.stringify(key).replace(/[\\$}]/g, '\\$&');
}

function wordsFor(tag: string): string {
  if (isSameTag(tag, 'environment')) return 'production';
  if (isSameTag(tag, 'team')) return 'my-team';
  return isSameTag(tag, 'cost-center') ? 'my-cost-center' : 'value';
}
