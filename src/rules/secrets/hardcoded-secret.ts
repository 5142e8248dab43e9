import type { Project } from '../../core/project';
import { rule } from '../../core/rule';
import { contains, type Span } from '../../core/text';
import { dockerfile } from '../../formats/dockerfile';
import { equivalents } from '../shared/secrets/equivalents';
import { findSecrets } from '../shared/secrets/find';
import { fixesFor } from '../shared/secrets/fixes';
import { isIgnoredByGit } from '../shared/secrets/git-ignored';
import { environmentInstructions } from '../shared/secrets/image-environment';
import { messageFor, nameFor } from '../shared/secrets/message';
import { isInServiceEnvironment } from '../shared/secrets/service-environment';

/** A DER sequence in Base64 that says what it is. */
const KEY_BODY = btoa(`0\x81\x9f${'synthetic, no key: this only has the length of one...'.repeat(3)}`).replace(
  /.{1,64}/g,
  '$&\n',
);

export default rule({
  id: 'secrets/hardcoded-secret',
  title: 'Secret written into a file',
  why: [
    'Whoever can read the repository can use the secret: everybody in the team, every pipeline, every fork and backup, and everybody at all on the day the repository is published. Leaked keys are found and tried by machines within minutes.',
    'Taking the line out does not help: git keeps every version. The secret has to be replaced where it was issued, and the new one belongs into a secret store, the environment or the settings of the pipeline.',
  ],
  severity: 'error',
  practice: 'secrets',
  since: '0.1.0',
  fixes: ['suggested', 'template'],
  equivalents,
  links: [
    'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository',
    'https://12factor.net/config',
  ],
  bad: [
    { files: 'POSTGRES_USER=shop\nPOSTGRES_PASSWORD=«tulip-Harbour-41»\n' },
    {
      title: 'a Dockerfile; what ARG and ENV hold is a matter of dockerfile/secret-in-arg-or-env',
      files: {
        Dockerfile: 'FROM alpine:3.22\nRUN DB_PASSWORD=«tulip-Harbour-42» ./migrate.sh\n',
      },
      fixed: {
        Dockerfile: 'FROM alpine:3.22\nRUN --mount=type=secret,id=DB_PASSWORD,env=DB_PASSWORD ./migrate.sh\n',
      },
    },
    {
      title:
        'a Compose file; what the environment of services holds is a matter of compose/plaintext-secret-in-environment',
      files: {
        'compose.yaml':
          'services:\n  web:\n    build:\n      context: .\n      args:\n        NPM_TOKEN: «k3Jh8Gf2DkQ9mZp7XwR4»\n    environment:\n      API_TOKEN: k3Jh8Gf2DkQ9mZp7XwR5\n',
      },
    },
    {
      title: 'a manifest',
      files: {
        'deploy.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          image: example.org/shop:1.4\n          env:\n            - name: DB_PASSWORD\n              value: "«tulip-Harbour-41»"\n',
      },
      fixed: {
        'deploy.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          image: example.org/shop:1.4\n          env:\n            - name: DB_PASSWORD\n              valueFrom:\n                secretKeyRef:\n                  name: app-secrets\n                  key: DB_PASSWORD\n',
      },
    },
    {
      title: 'a Secret, whose data are only encoded',
      files: {
        'secret.yaml':
          'apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ndata:\n  password: «dHVsaXAtSGFyYm91ci00MQ==»\nstringData:\n  api-token: «k3Jh8Gf2DkQ9mZp7XwR4»\n',
      },
      fixed: {
        'secret.yaml':
          'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata:\n  name: shop\nspec:\n  refreshInterval: 1h\n  secretStoreRef:\n    kind: ClusterSecretStore\n    name: secret-store\n  target:\n    name: shop\n  data:\n    - secretKey: password\n      remoteRef:\n        key: shop\n        property: password\n    - secretKey: api-token\n      remoteRef:\n        key: shop\n        property: api-token\n',
      },
    },
    {
      title: 'a workflow',
      files: {
        '.github/workflows/deploy.yml':
          'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    env:\n      API_TOKEN: «k3Jh8Gf2DkQ9mZp7XwR4»\n    steps:\n      - run: ./deploy.sh\n',
      },
      fixed: {
        '.github/workflows/deploy.yml':
          'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    env:\n      API_TOKEN: ${{ secrets.API_TOKEN }}\n    steps:\n      - run: ./deploy.sh\n',
      },
    },
    {
      title: 'a Terraform resource',
      files: {
        'main.tf': 'resource "aws_db_instance" "shop" {\n  username = "shop"\n  password = "«tulip-Harbour-41»"\n}\n',
      },
      fixed: {
        'main.tf':
          'resource "aws_db_instance" "shop" {\n  username = "shop"\n  password = var.shop_password\n}\n\nvariable "shop_password" {\n  type      = string\n  sensitive = true\n}\n',
      },
      otherwise: {
        'Let RDS make the password and keep it in Secrets Manager': {
          'main.tf':
            'resource "aws_db_instance" "shop" {\n  username = "shop"\n  manage_master_user_password = true\n}\n',
        },
        'Read it from Secrets Manager': {
          'main.tf':
            'resource "aws_db_instance" "shop" {\n  username = "shop"\n  password = data.aws_secretsmanager_secret_version.shop_password.secret_string\n}\n\ndata "aws_secretsmanager_secret_version" "shop_password" {\n  secret_id = "shop-password"\n}\n',
        },
      },
    },
    {
      title: 'what a store of secrets is filled with',
      files: {
        'main.tf':
          'resource "azurerm_key_vault_secret" "database" {\n  name  = "database"\n  value = "«orange-7-teapot»"\n}\n',
        'aws/main.tf':
          'resource "aws_secretsmanager_secret_version" "mail" {\n  secret_id     = aws_secretsmanager_secret.mail.id\n  secret_string = "«orange-7-teapot»"\n}\n',
      },
      fixed: {
        'main.tf':
          'resource "azurerm_key_vault_secret" "database" {\n  name  = "database"\n  value = var.database_value\n}\n\nvariable "database_value" {\n  type      = string\n  sensitive = true\n}\n',
        'aws/main.tf':
          'resource "aws_secretsmanager_secret_version" "mail" {\n  secret_id     = aws_secretsmanager_secret.mail.id\n  secret_string = var.mail_secret_string\n}\n\nvariable "mail_secret_string" {\n  type      = string\n  sensitive = true\n}\n',
      },
    },
    {
      title: 'the default of a variable',
      files: {
        'main.tf': 'provider "aws" {\n  secret_key = "«k3Jh8Gf2DkQ9mZp7XwR4k3Jh8Gf2DkQ9mZp7XwR4»"\n}\n',
        'variables.tf': 'variable "db_password" {\n  type    = string\n  default = "«tulip-Harbour-41»"\n}\n',
      },
      fixed: {
        'main.tf': 'provider "aws" {\n  secret_key = var.aws_secret_key\n}\n',
        'variables.tf':
          'variable "db_password" {\n  type    = string\n  sensitive = true\n}\n\nvariable "aws_secret_key" {\n  type      = string\n  sensitive = true\n}\n',
      },
    },
    {
      title: 'a program and its settings',
      files: {
        'app/settings.py': 'DEBUG = False\nSECRET_KEY = "«k3Jh8Gf2DkQ9mZp7XwR4»"\n',
        '.netrc': 'machine api.example.org\n  login shop\n  password «tulip-Harbour-41»\n',
        '.npmrc': '//npm.example.org/:_authToken=«k3Jh8Gf2DkQ9mZp7XwR4»\n',
        'deploy.sh': 'curl -u deploy:«tulip-Harbour-41» https://api.example.org/release\n',
      },
    },
    {
      title: 'an address with a password, and a private key',
      files: {
        '.env': 'CACHE_URL=redis://:«orange-7-teapot»@cache:6379/0\n',
        'alembic.ini': 'sqlalchemy.url = postgresql://shop:«tulip-Harbour-41»@db.internal:5432/shop\n',
        id_rsa: `«-----BEGIN RSA PRIVATE KEY-----\n${KEY_BODY}-----END RSA PRIVATE KEY-----»\n`,
      },
    },
  ],
  good: [
    {
      title: 'placeholders, references and files',
      files:
        'DB_PASSWORD=changeme\nAPI_TOKEN=<your-token>\nSMTP_PASSWORD=${SMTP_PASSWORD}\nREDIS_PASSWORD_FILE=/run/secrets/redis\nVAULT_TOKEN=op://prod/vault/token\nMAX_TOKENS=4096\nSESSION_SECRET=\n',
    },
    {
      title: 'a file to copy and fill in',
      files: { '.env.example': 'DB_PASSWORD=tulip-Harbour-41\nAPI_TOKEN=k3Jh8Gf2DkQ9mZp7XwR4\n' },
    },
    {
      title: 'what a well-known default gives away, nobody has to change',
      files: {
        'compose.yaml':
          'services:\n  db:\n    image: postgres:18\n    environment:\n      POSTGRES_USER: postgres\n      POSTGRES_PASSWORD: postgres\n      PGPASSFILE: /run/secrets/pgpass\n      APP_SECRET: ${APP_SECRET}\n',
      },
    },
    {
      title: 'references in Terraform',
      files: {
        'main.tf':
          'resource "aws_db_instance" "shop" {\n  password            = var.db_password\n  username            = "shop"\n  master_user_secret  = aws_secretsmanager_secret.db.arn\n  kms_key_id          = "1234abcd-12ab-34cd-56ef-1234567890ab"\n}\n\nvariable "db_password" {\n  type      = string\n  sensitive = true\n}\n',
      },
    },
    {
      title: 'secrets of the pipeline',
      files: {
        '.github/workflows/deploy.yml':
          'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    env:\n      API_TOKEN: ${{ secrets.API_TOKEN }}\n      SECRET_NAME: k3jh8gf2dkq9mzp7xwr4\n    steps:\n      - run: ./deploy.sh --token "$API_TOKEN"\n',
      },
    },
    {
      title: 'encrypted, hashed and public things',
      files: {
        'vars.yml':
          'db_password: ENC[AES256_GCM,data:Zx81kqPz,iv:aaBB,tag:ccDD,type:str]\nadmin_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  62313365396662343061393464336163\npassword_hash: $2b$12$KixQ2Zx81kqPzKixQ2Zx81kqPzKixQ2Zx81kqPzKixQ2Zx81kqPz\npublic_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKixQ2Zx81kqPz\n',
        'manifest.yaml':
          'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: shop\n      env:\n        - name: DB_PASSWORD\n          valueFrom:\n            secretKeyRef: { name: shop-db, key: password }\n',
      },
    },
    {
      title: 'what git ignores stays on the machine',
      files: {
        '.gitignore': '.env\n/local/\n',
        'api/.env': 'DB_PASSWORD=tulip-Harbour-41\n',
        'local/settings.ini': '[db]\npassword = tulip-Harbour-41\n',
      },
    },
    {
      title: 'code that only speaks of secrets',
      files: {
        'app/settings.py':
          'SECRET_KEY = os.environ["SECRET_KEY"]\nPASSWORD_FIELD = "password"\ntoken_url = "https://example.org/oauth/token"\npassword_label = "Enter your password"\nTOKEN_TYPE = "urn:ietf:params:oauth:token-type:jwt"\n',
        Dockerfile:
          'FROM alpine:3.22\nARG NPM_TOKEN\nENV DB_PASSWORD=tulip-Harbour-41\nRUN --mount=type=secret,id=npm NPM_TOKEN=$(cat /run/secrets/npm) npm ci\n',
        'docs.md': 'Set `password: tulip-Harbour-41` and AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE.\n',
      },
    },
  ],
  *check(documents, { project, today }) {
    for (const document of documents) {
      const found = findSecrets(document, today);
      if (found.length === 0 || isIgnoredByGit(document.file.path, project)) continue;
      for (const secret of found) {
        const { at, assignment, form, severity } = secret;
        if (isInImageEnvironment(at, project) || isInServiceEnvironment(at, project)) continue;
        yield {
          at,
          message: messageFor(secret),
          severity,
          secret: true,
          address: [form?.id, nameFor(secret)].filter(Boolean).join(' ') || undefined,
          // What everybody has can stay where things are tried out.
          fix: assignment && !secret.isPublished ? fixesFor(assignment, project) : undefined,
        };
      }
    }
  },
});

/** Whether it stands in an `ARG` or `ENV` of a Dockerfile, where `dockerfile/secret-in-arg-or-env` speaks. */
function isInImageEnvironment(at: Span, project: Project): boolean {
  const { file } = at;
  if (!dockerfile.mayBe(file.path) || dockerfile.detect(file) === undefined) return false;
  const document = project.open('dockerfile', file.path);
  return document !== undefined && environmentInstructions(document).some((instruction) => contains(instruction, at));
}
