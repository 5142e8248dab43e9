import { type Fix, rule } from '../../core/rule';
import { indentAt, insert, replace } from '../../core/text';
import type { Block } from '../../formats/hcl/syntax';
import { constantString } from '../../formats/hcl/traversal';
import type { Provider } from '../../formats/terraform/declarations';
import { addToBlock } from '../../formats/terraform/edit';
import type { Module } from '../../formats/terraform/module';
import { hasBackendElsewhere, isSample } from '../../formats/terraform/surroundings';
import { reaches } from '../../formats/terraform/version';

export default rule({
  id: 'terraform/missing-remote-state',
  title: 'State kept on one machine',
  why: [
    'Without a backend the state stays in `terraform.tfstate` on the machine that ran apply. A colleague or a pipeline that applies the same code has no state, plans everything anew and creates duplicates or fails; two people who apply at once overwrite one another; and when the laptop or the runner is gone, so is the record of what exists.',
    'State also holds passwords in plain text, which a bucket with encryption and access control guards better than a working copy.',
    'Said only of a module that is certainly applied itself: it configures a provider and manages something, is not called by another module, is no example or test, and neither Terragrunt nor a similar tool writes its backend, nor a pipeline one that git is told to ignore. Turn it off where a service such as HCP Terraform or Spacelift runs the module and keeps its state without being named in it. The configuration that creates the bucket for the state may keep its own state where it is.',
  ],
  severity: 'warning',
  practice: 'infrastructure',
  since: '0.1.0',
  fixes: 'template',
  links: [
    'https://developer.hashicorp.com/terraform/language/backend',
    'https://developer.hashicorp.com/terraform/language/backend/s3',
    'https://opentofu.org/docs/language/settings/backends/configuration/',
  ],
  bad: [
    {
      title: 'a `terraform` block without a backend',
      files: `«terraform» {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
`,
      fixed: `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }

  backend "s3" {
    bucket       = "my-terraform-state"
    key          = "my-project/terraform.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
`,
    },
    {
      title: 'Terraform too old for lock files',
      files: `«terraform» {
  required_version = "~> 1.5.0"
}

provider "aws" {}

resource "aws_sqs_queue" "orders" {}
`,
      fixed: `terraform {
  required_version = "~> 1.5.0"

  backend "s3" {
    bucket         = "my-terraform-state"
    key            = "my-project/terraform.tfstate"
    region         = "us-east-1"
    encrypt        = true
    dynamodb_table = "terraform-locks"
  }
}

provider "aws" {}

resource "aws_sqs_queue" "orders" {}
`,
    },
    {
      title: 'no `terraform` block',
      files: {
        'live/shop/main.tf': `resource "google_storage_bucket" "images" {
  name     = "shop-images"
  location = "EU"
}
`,
        'live/shop/providers.tf': `«provider "google"» {
  project = "shop"
}
`,
      },
      fixed: {
        'live/shop/main.tf': `resource "google_storage_bucket" "images" {
  name     = "shop-images"
  location = "EU"
}
`,
        'live/shop/providers.tf': `terraform {
  backend "gcs" {
    bucket = "my-terraform-state"
    prefix = "shop"
  }
}

provider "google" {
  project = "shop"
}
`,
      },
    },
    {
      title: 'a backend that is none',
      files: `terraform {
  «backend "local"» {
    path = "terraform.tfstate"
  }
}

provider "google" {}

resource "google_pubsub_topic" "orders" {
  name = "orders"
}
`,
      fixed: `terraform {
  backend "gcs" {
    bucket = "my-terraform-state"
    prefix = "my-project"
  }
}

provider "google" {}

resource "google_pubsub_topic" "orders" {
  name = "orders"
}
`,
    },
    {
      files: `«provider "azurerm"» {
  features {}
}

module "network" {
  source  = "Azure/network/azurerm"
  version = "5.3.0"
}
`,
      fixed: `terraform {
  backend "azurerm" {
    resource_group_name  = "my-terraform-state"
    storage_account_name = "myterraformstate"
    container_name       = "tfstate"
    key                  = "my-project.tfstate"
  }
}

provider "azurerm" {
  features {}
}

module "network" {
  source  = "Azure/network/azurerm"
  version = "5.3.0"
}
`,
    },
  ],
  good: [
    `terraform {
  backend "s3" {}
}

provider "aws" {}

resource "aws_sqs_queue" "orders" {}
`,
    {
      title: 'on a disk that others may share',
      files: `terraform {
  backend "local" {
    path = "/mnt/team/orders.tfstate"
  }
}

provider "aws" {}

resource "aws_sqs_queue" "orders" {}
`,
    },
    {
      title: 'HCP Terraform keeps the state',
      files: `terraform {
  cloud {
    organization = "shop"
  }
}

provider "aws" {}

resource "aws_sqs_queue" "orders" {}
`,
    },
    {
      title: 'a backend in another file of the folder',
      files: {
        'infra/main.tf': 'provider "aws" {}\n\nresource "aws_sqs_queue" "orders" {}\n',
        'infra/backend.tf': 'terraform {\n  backend "s3" {}\n}\n',
      },
    },
    {
      title: 'Terragrunt writes the backend',
      files: {
        'terragrunt.hcl': 'remote_state {\n  backend = "s3"\n}\n',
        'live/orders/main.tf': 'provider "aws" {}\n\nresource "aws_sqs_queue" "orders" {}\n',
      },
    },
    {
      title: 'a pipeline writes the backend, and git ignores it',
      files: {
        '.gitignore': '.terraform/\n**/backend.tf\n',
        'infra/main.tf': 'provider "aws" {}\n\nresource "aws_sqs_queue" "orders" {}\n',
      },
    },
    {
      title: 'a module that another one calls',
      files: {
        'main.tf': 'terraform {\n  backend "s3" {}\n}\n\nmodule "queues" {\n  source = "./queues"\n}\n',
        'queues/main.tf': 'provider "aws" {}\n\nresource "aws_sqs_queue" "orders" {}\n',
      },
    },
    {
      title: 'an example of how to call a module',
      files: {
        'examples/complete/main.tf': 'provider "aws" {}\n\nmodule "queues" {\n  source = "../.."\n}\n',
      },
    },
    {
      title: 'what creates the bucket for the state',
      files: `provider "aws" {}

resource "aws_s3_bucket" "terraform_state" {
  bucket = "shop-tfstate"
}
`,
    },
    {
      title: 'nothing that outlives the machine',
      files: `provider "docker" {}

resource "docker_container" "database" {
  name  = "database"
  image = "postgres:17"
}
`,
    },
    { title: 'no provider: it may be meant to be called', files: 'resource "aws_sqs_queue" "orders" {}\n' },
  ],
  *check(module, { project }) {
    const remote = module.providers.filter(({ name }) => !LOCAL.has(name));
    const provider = remote.find(({ name }) => Object.hasOwn(CLOUDS, name)) ?? remote[0];
    const { backend } = module;
    if (!provider || (backend && !isLocal(backend)) || !managesSomething(module) || module.role !== 'root') return;
    if (isSample(module.folder) || !module.isComplete || keepsState(module)) return;
    if (hasBackendElsewhere(module.folder, project) || module.providers.some(({ name }) => RUNNERS.has(name))) return;
    const settings = module.settings[0]?.block;
    const cause = backend ? 'its backend is `local`' : 'no backend is configured';
    yield {
      at: backend?.header ?? settings?.typeSpan ?? provider.block.header,
      message: `The state is kept on the machine that applies: ${cause}`,
      fix: fixOf(module, provider),
      address: 'terraform',
    };
  },
});

/** Providers of things that may be on the machine itself, or of nothing outside the state. */
const LOCAL = new Set(
  'archive cloudinit docker external helm http k3d kind kubernetes libvirt lima local minikube multipass null random template terraform time tls vagrant virtualbox'.split(
    ' ',
  ),
);

/** Providers of services that run Terraform and keep its state; who configures them probably has them do so. */
const RUNNERS = new Set(['tfe', 'spacelift', 'scalr', 'env0']);

/** Whether a backend keeps the state in the working copy; an absolute path may lead to a disk that is shared. */
function isLocal({ type, labels, body }: Block): boolean {
  const path = body.byName.get('path')?.expression;
  return type === 'backend' && labels[0]?.text === 'local' && (!path || /^[^/$]/.test(constantString(path) ?? ''));
}

function managesSomething(module: Module): boolean {
  return module.calls.length > 0 || module.resources().some(({ provider }) => !LOCAL.has(provider.name));
}

const STATE = /(?:tf|terraform|remote|tofu)[-_]?state|bootstrap/i;

/** Whether it is the configuration that creates the place for states, which can't be there before it is. */
function keepsState(module: Module): boolean {
  if (STATE.test(module.folder)) return true;
  const stores = ['aws_s3_bucket', 'azurerm_storage_account', 'azurerm_storage_container', 'google_storage_bucket'];
  return stores
    .flatMap((type) => module.resources(type))
    .some(({ name, block }) => STATE.test(name) || STATE.test(block.file.text.slice(block.start, block.end)));
}

function fixOf(module: Module, provider: Provider): Fix | undefined {
  const settings = module.settings[0];
  const backend = backendOf(module, provider);
  if (!backend || settings?.block.recovered) return undefined;
  const [type, ...entries] = backend;
  const text = (indent: string, eol: string) => {
    const width = Math.max(...entries.map(([key]) => key.length));
    const lines = entries.map(([key, value]) => `${indent}  ${key.padEnd(width)} = ${value}${eol}`);
    return `backend "${type}" {${eol}${lines.join('')}${indent}}`;
  };
  return { title: `Keep the state in ${PLACES[type]}`, edits: placed(module, provider, text) };
}

/** Puts a backend in the place of the one that is there, else into the settings, else above the provider. */
function placed({ backend, settings }: Module, { block }: Provider, text: (indent: string, eol: string) => string) {
  const { file, start } = block;
  const { eol } = file;
  if (backend) return [replace(backend, text(indentAt(backend.file, backend.start), eol))];
  const [first] = settings;
  if (first) return addToBlock(first.block, text);
  return [insert(file, start, `terraform {${eol}  ${text('  ', eol)}${eol}}${eol}${eol}`)];
}

const PLACES = { s3: 'an S3 bucket', azurerm: 'an Azure storage account', gcs: 'a Cloud Storage bucket' };

const CLOUDS: Readonly<Record<string, keyof typeof PLACES>> = {
  aws: 's3',
  azurerm: 'azurerm',
  azapi: 'azurerm',
  google: 'gcs',
  'google-beta': 'gcs',
};

type Backend = readonly [keyof typeof PLACES, ...(readonly [key: string, value: string])[]];

/** The backend of the same cloud as the first provider; undefined for a provider whose cloud has none. */
function backendOf(module: Module, { name, body }: Provider): Backend | undefined {
  const project =
    module.folder
      .split('/')
      .at(-1)
      ?.replace(/[^\w.-]/g, '-') || 'my-project';
  switch (CLOUDS[name]) {
    case 's3': {
      const set = body.byName.get('region');
      const region = /^[\w-]+$/.exec((set && constantString(set.expression)) ?? '')?.[0] ?? 'us-east-1';
      const required = module.settings.flatMap(({ requiredVersion }) => requiredVersion ?? []);
      const old = required.some(({ expression }) => !reaches(constantString(expression) ?? '', [1, 10, 0]));
      return [
        's3',
        ['bucket', '"${1:my-terraform-state}"'],
        ['key', `"\${2:${project}}/terraform.tfstate"`],
        ['region', `"\${3:${region}}"`],
        ['encrypt', 'true'],
        old ? ['dynamodb_table', '"${4:terraform-locks}"'] : ['use_lockfile', 'true'],
      ];
    }
    case 'azurerm':
      return [
        'azurerm',
        ['resource_group_name', '"${1:my-terraform-state}"'],
        ['storage_account_name', '"${2:myterraformstate}"'],
        ['container_name', '"${3:tfstate}"'],
        ['key', `"\${4:${project}}.tfstate"`],
      ];
    case 'gcs':
      return ['gcs', ['bucket', '"${1:my-terraform-state}"'], ['prefix', `"\${2:${project}}"`]];
    default:
      return undefined;
  }
}
