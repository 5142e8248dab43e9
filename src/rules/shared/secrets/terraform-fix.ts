import { beside, dirname } from '../../../core/path';
import type { Project } from '../../../core/project';
import type { Fix } from '../../../core/rule';
import { type Edit, insert, remove, replace, type SourceFile } from '../../../core/text';
import type { Assignment, HclPlace } from '../../../formats/secrets/model';
import { wordsOf } from '../secret-name';

/** Blocks whose arguments may refer to variables. */
const OPEN_BLOCKS = new Set(['resource', 'data', 'ephemeral', 'provider', 'module', 'locals']);
/** Labels that say nothing of what they name. */
const EMPTY_LABELS = new Set(['this', 'main', 'default', 'example', 'test', 'self']);

/** A variable that is marked sensitive; for a resource what its cloud keeps secrets in. */
export function terraformFixes(assignment: Assignment, place: HclPlace, project: Project): readonly Fix[] {
  const variable = variableFix(assignment, place, project);
  return variable
    ? [variable, ...[managedFix(place), storeFix(assignment, place, project)].filter((fix) => fix !== undefined)]
    : [];
}

/** Makes a literal in a Terraform module a variable that is marked sensitive and has no default. */
function variableFix({ name }: Assignment, place: HclPlace, project: Project): Fix | undefined {
  const { file } = place.literal;
  const [outermost] = place.blocks;
  if (!outermost || !/\.(?:tf|tofu)$/.test(file.path)) return undefined;
  if (outermost.type === 'variable') return withoutDefault(place);
  if (!OPEN_BLOCKS.has(outermost.type)) return undefined;
  const variable = freeName([...ownerOf(place), ...wordsOf(name)].join('_'), file, project);
  return {
    title: `Use a sensitive variable ${variable}`,
    kind: 'suggested',
    edits: [replace(place.literal, `var.${variable}`), declaration(variable, file, project)],
  };
}

function withoutDefault({ attribute, blocks, literal }: HclPlace): Fix | undefined {
  const block = blocks.at(-1);
  if (blocks.length !== 1 || attribute.name !== 'default' || attribute.expression !== literal) return undefined;
  const isSensitive = block?.body.byName.has('sensitive');
  return {
    title: 'Take the default away and mark the variable as sensitive',
    kind: 'suggested',
    edits: [isSensitive ? remove(attribute) : replace(attribute, 'sensitive = true')],
  };
}

/** Arguments for the password of a database whose service can make and keep it. */
const MANAGED: Readonly<Record<string, string>> = { aws_db_instance: 'password', aws_rds_cluster: 'master_password' };

function managedFix({ attribute, blocks, literal }: HclPlace): Fix | undefined {
  const [resource, inner] = blocks;
  const type = resource?.labels[0]?.text ?? '';
  if (resource?.type !== 'resource' || inner || MANAGED[type] !== attribute.name) return undefined;
  if (attribute.expression !== literal || resource.body.byName.has('manage_master_user_password')) return undefined;
  return {
    title: 'Let RDS make the password and keep it in Secrets Manager',
    kind: 'suggested',
    edits: [replace(attribute, 'manage_master_user_password = true')],
  };
}

interface Store {
  readonly provider: string;
  readonly data: string;
  readonly name: string;
  readonly arguments: (secret: string) => readonly string[];
  readonly value: string;
}

/** How a secret is read from what each cloud keeps secrets in. */
const STORES: readonly Store[] = [
  {
    provider: 'aws_',
    data: 'aws_secretsmanager_secret_version',
    name: 'Secrets Manager',
    arguments: (secret) => [`secret_id = "\${1:${secret}}"`],
    value: 'secret_string',
  },
  {
    provider: 'azurerm_',
    data: 'azurerm_key_vault_secret',
    name: 'the Key Vault',
    arguments: (secret) => [`name         = "\${1:${secret}}"`, 'key_vault_id = ${2:var.key_vault_id}'],
    value: 'value',
  },
  {
    provider: 'google_',
    data: 'google_secret_manager_secret_version',
    name: 'Secret Manager',
    arguments: (secret) => [`secret = "\${1:${secret}}"`],
    value: 'secret_data',
  },
];

/** Reads the secret by a data source, in place of the literal; not where a store is filled with it. */
function storeFix({ name }: Assignment, place: HclPlace, project: Project): Fix | undefined {
  const { file } = place.literal;
  const [resource] = place.blocks;
  const type = resource?.labels[0]?.text ?? '';
  const store = STORES.find(({ provider }) => type.startsWith(provider));
  if (resource?.type !== 'resource' || !store || /secret|ssm_parameter/.test(type)) return undefined;
  const label = freeName([...ownerOf(place), ...wordsOf(name)].join('_'), file, project, `data "${store.data}"`);
  const { text, eol } = file;
  const lines = [
    `data "${store.data}" "${label}" {`,
    ...store.arguments(label.replaceAll('_', '-')).map((line) => `  ${line}`),
    '}',
    '',
  ];
  return {
    title: `Read it from ${store.name}`,
    kind: 'template',
    edits: [
      replace(place.literal, `data.${store.data}.${label}.${store.value}`),
      insert(file, text.length, `${text.endsWith('\n') ? eol : `${eol}${eol}`}${lines.join(eol)}`),
    ],
  };
}

/** The words of what an argument belongs to. */
function ownerOf({ blocks: [block] }: HclPlace): string[] {
  const [type = '', label] = block?.labels.map(({ text }) => text) ?? [];
  if (label === undefined) return wordsOf(type);
  return EMPTY_LABELS.has(label) ? wordsOf(type).slice(1) : wordsOf(label);
}

function freeName(wanted: string, file: SourceFile, project: Project, kind = 'variable'): string {
  const base = /^[a-z]/.test(wanted) ? wanted : `secret_${wanted}`;
  const texts = project
    .list(dirname(file.path))
    .filter(({ name, kind }) => kind === 'file' && /\.(?:tf|tofu)$/.test(name))
    .map(({ name }) => project.read(beside(file.path, name))?.text ?? '');
  const isTaken = (name: string) => texts.some((text) => new RegExp(`${kind}[ \\t]+"?${name}"?[ \\t{]`).test(text));
  let name = base;
  for (let number = 2; isTaken(name); number++) name = `${base}_${number}`;
  return name;
}

/** At the end of the module's `variables.tf`, or of the file itself where there is none. */
function declaration(name: string, file: SourceFile, project: Project): Edit {
  const target = project.read(beside(file.path, 'variables.tf')) ?? file;
  const { text, eol } = target;
  const block = [`variable "${name}" {`, '  type      = string', '  sensitive = true', '}', ''].join(eol);
  const before = text === '' ? '' : text.endsWith('\n') ? eol : `${eol}${eol}`;
  return insert(target, text.length, `${before}${block}`);
}
