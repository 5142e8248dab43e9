import { expect, test } from 'vitest';
import { type Files, findingsOf, fixAll } from '../../support/project';

const only = { only: ['secrets/hardcoded-secret', 'compose/plaintext-secret-in-environment'] };

async function fixed(files: Files): Promise<Record<string, string>> {
  return fixAll(files, (finding) => finding.fixes[0], only);
}

test('a variable goes to variables.tf, under a name that is free', async () => {
  const files = {
    'a/main.tf': 'resource "aws_db_instance" "main" {\n  password = "tulip-Harbour-41"\n}\n',
    'a/other.tf': 'variable "db_instance_password" {\n}\n',
    'a/variables.tf': 'variable "region" {\n}',
  };
  expect(await fixed(files)).toEqual({
    ...files,
    'a/main.tf': 'resource "aws_db_instance" "main" {\n  password = var.db_instance_password_2\n}\n',
    'a/variables.tf':
      'variable "region" {\n}\n\nvariable "db_instance_password_2" {\n  type      = string\n  sensitive = true\n}\n',
  });
});

test('each of two secrets becomes a variable of its own', async () => {
  const { 'main.tf': text } = await fixed({
    'main.tf': 'locals {\n  a_password = "tulip-Harbour-41"\n  b_password = "tulip-Harbour-42"\n}\n',
  });
  expect(text).toContain('a_password = var.a_password\n  b_password = var.b_password\n');
  expect(text?.match(/^variable "[ab]_password" \{$/gm)).toHaveLength(2);
});

test.each([
  [
    'a backend takes no variables',
    'main.tf',
    'terraform {\n  backend "s3" {\n    secret_key = "k3Jh8Gf2DkQ9mZp7XwR4"\n  }\n}\n',
  ],
  ['values for variables have no other place', 'prod.tfvars', 'db_password = "tulip-Harbour-41"\n'],
  ['a program has its own ways', 'a.py', 'password = "tulip-Harbour-41"\n'],
  [
    'a part of a value',
    'compose.yaml',
    'services:\n  a:\n    environment:\n      URL: redis://a:tulip-Harbour-41@cache\n',
  ],
  [
    'a map on one line',
    'a.yaml',
    'apiVersion: v1\nkind: Pod\nspec: { containers: [{ env: [{ name: A_PASSWORD, value: tulip-Harbour-41 }] }] }\n',
  ],
])('%s: no fix', async (_, path, text) => {
  const findings = await findingsOf({ [path]: text }, only);
  expect(findings.map(({ fixes }) => fixes)).toEqual([[]]);
});

test('a default on one line, and a variable that is marked already', async () => {
  expect(
    await fixed({
      'main.tf':
        'variable "a_password" { default = "tulip-Harbour-41" }\nvariable "b_password" {\n  default   = "tulip-Harbour-42"\n  sensitive = true\n}\n',
    }),
  ).toEqual({
    'main.tf': 'variable "a_password" { sensitive = true }\nvariable "b_password" {\n  sensitive = true\n}\n',
  });
});

test('braces inside of braces are quoted', async () => {
  const path = '.github/workflows/a.yml';
  expect(await fixed({ [path]: 'env: { GITHUB_API_TOKEN: k3Jh8Gf2DkQ9mZp7XwR4, B: 1 }\n' })).toEqual({
    [path]: 'env: { GITHUB_API_TOKEN: "${{ secrets.GH_API_TOKEN }}", B: 1 }\n',
  });
});

test('quotes stay as they are', async () => {
  expect(
    await fixed({ 'compose.yml': "services:\n  a:\n    environment:\n      - 'A_PASSWORD=tulip-Harbour-41'\n" }),
  ).toEqual({
    'compose.yml': "services:\n  a:\n    environment:\n      - 'A_PASSWORD=${A_PASSWORD:?set A_PASSWORD}'\n",
  });
});
