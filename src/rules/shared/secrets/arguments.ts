import sensitive from '../../../data/aws-sensitive-arguments.json';
import type { Assignment } from '../../../formats/secrets/model';
import { type SecretNoun, secretNoun } from '../secret-name';

const ARGUMENTS: Readonly<Record<string, readonly string[]>> = sensitive.resources;

/** Arguments that are there to hold a secret and nothing else. */
const STORES: Readonly<Record<string, readonly string[]>> = {
  aws_secretsmanager_secret_version: ['secret_string', 'secret_string_wo'],
  aws_ssm_parameter: ['value', 'value_wo'],
  azurerm_key_vault_secret: ['value', 'value_wo'],
  google_secret_manager_secret_version: ['secret_data', 'secret_data_wo'],
};

/** Marked sensitive by the provider, but no secrets by themselves. */
const HARMLESS =
  /(?:_id|user_?name|certificate\w{0,20}|_pem|public_keys|ssh_key|host_key|content|schema|input|notes|banner)$/;

/** What an argument of a resource holds, by its resource or else by its name; undefined for what is no secret. */
export function argumentNoun({ name, node }: Assignment): SecretNoun | undefined {
  const named = secretNoun(name);
  if (node?.kind !== 'hcl') return named;
  const [resource, ...inner] = node.blocks;
  if (resource?.type !== 'resource') return named;
  const type = resource.labels[0]?.text ?? '';
  const path = [...inner.map((block) => block.type), node.attribute.name].join('.');
  const isOpen = type === 'aws_ssm_parameter' && !isSecureString(node);
  if (STORES[type]?.includes(path) && !isOpen) return 'password';
  return named ?? (ARGUMENTS[type]?.includes(path) && !isOpen && !HARMLESS.test(path) ? 'key' : undefined);
}

function isSecureString({ blocks: [resource] }: Extract<Assignment['node'], { kind: 'hcl' }>): boolean {
  const type = resource?.body.byName.get('type')?.expression;
  return type?.kind === 'template' && resource?.file.text.slice(type.start + 1, type.end - 1) === 'SecureString';
}
