import { pick, text } from './random';
import { ALNUM } from './specifications';

export type Place = (name: string, value: string) => { readonly path: string; readonly text: string };

/** Ways in which a file gives a value to a name. */
export const places: readonly Place[] = [
  (name, value) => ({ path: '.env', text: `A=1\n${name}=${value}\n` }),
  (name, value) => ({ path: 'Dockerfile', text: `FROM alpine:3.22\nENV A=1 \\\n    ${name}=${value}\n` }),
  (name, value) => ({ path: 'Dockerfile', text: `FROM alpine:3.22\nENV ${name} ${value}\n` }),
  (name, value) => ({ path: 'main.tf', text: `locals {\n  ${name} = "${value}"\n}\n` }),
  (name, value) => ({ path: 'main.tf', text: `variable "${name}" {\n  default = "${value}"\n}\n` }),
  (name, value) => ({ path: 'prod.tfvars', text: `${name} = "${value}"\n` }),
  (name, value) => ({ path: 'values.yaml', text: `app:\n  env:\n    ${name}: "${value}"\n` }),
  (name, value) => ({ path: 'pod.yaml', text: `env:\n  - name: ${name}\n    value: '${value}'\n` }),
  (name, value) => ({ path: 'compose.yaml', text: `services:\n  a:\n    environment:\n      - ${name}=${value}\n` }),
  (name, value) => ({ path: 'job.yml', text: `env:\n  A: b\nrun: |\n  export ${name}="${value}"\n  ./deploy\n` }),
  (name, value) => ({ path: 'app.properties', text: `# settings\n${name}=${value}\n` }),
  (name, value) => ({ path: 'app.ini', text: `[main]\n${name} = ${value} ; as agreed\n` }),
  (name, value) => ({ path: 'app.toml', text: `[main]\n${name} = "${value}"\n` }),
  (name, value) => ({ path: 'app.json', text: `{ "a": 1, "${name}": "${value}" }\n` }),
  (name, value) => ({ path: 'task.json', text: `[{ "name": "${name}", "value": "${value}" }]\n` }),
  (name, value) => ({ path: 'deploy.sh', text: `set -e\nexport ${name}='${value}'\n` }),
  (name, value) => ({ path: 'app/main.py', text: `import os\n${name} = "${value}"\n` }),
  (name, value) => ({ path: 'src/main.ts', text: `const config = { a: 1, ${name}: '${value}' };\n` }),
  (name, value) => ({ path: 'src/Main.java', text: `  private static final String ${name} = "${value}";\n` }),
  (name, value) => ({ path: 'main.go', text: `\tvar ${name} string = "${value}"\n` }),
  (name, value) => ({ path: 'pom.xml', text: `<a>\n  <${name}>${value}</${name}>\n</a>\n` }),
  (name, value) => ({ path: 'web.config', text: `<add key="${name}" value="${value}" />\n` }),
];

export const secretNames = [
  'db_password',
  'SMTP_PASSWORD',
  'adminPassword',
  'api_key',
  'STRIPE_SECRET_KEY',
  'clientSecret',
  'AUTH_TOKEN',
  'private_key',
  'JWT_SECRET',
  'encryptionKey',
];

/** What a machine makes up. */
export function generated(random: () => number): string {
  // One of each kind of character, as generators see to it.
  return `${text(random, 10, ALNUM)}7k${text(random, 10, ALNUM)}Q4x`;
}

/** Names that have a word of secrets in them and hold none. */
export const harmlessNames = [
  'password_file',
  'password_policy',
  'passwordField',
  'token_url',
  'token_type',
  'tokenizer',
  'max_tokens',
  'secret_name',
  'secretKeyRef',
  'primary_key',
  'public_key',
  'partition_key',
  'cache_key',
  'kms_key_id',
  'csrf_token',
  'existingSecret',
  'password_hash',
  'key',
];

/** Values that are no secrets, whatever the name. */
export const harmlessValues = [
  'changeme',
  'CHANGE_ME_123',
  'password',
  'postgres',
  'your-api-key-here',
  'xxxxxxxxxxxxxxxx',
  '********',
  'example-token-1234',
  'TODO',
  'null',
  'true',
  '${DB_PASSWORD}',
  '$DB_PASSWORD',
  '{{ vault_db_password }}',
  '/run/secrets/db-password-1',
  './keys/server1.pem',
  'https://vault.internal/v1/secret4',
  'op://prod/database/password1',
  'vault:secret/data/db2#password',
  'ref+awsssm://prod/db1',
  'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbC123',
  'ENC[AES256_GCM,data:Zx81kqPz,iv:aaBB1]',
  '{cipher}682bc583f4641835fa2db009355293665d2647dade3375c0ee201de2a49f7bda',
  'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  '$2b$12$KixQ2Zx81kqPzKixQ2Zx81kqPzKixQ2Zx81kqPzKixQ2Zx81kqPz',
  'my-database-credentials',
  'MY_SECRET_TOKEN',
  '12345678',
  'abcdefgh12345678',
];

/** A random place and name for a value. */
export function placed(random: () => number, name: string, value: string): { path: string; text: string } {
  return pick(random, places)(name, value);
}
