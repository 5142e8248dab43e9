import { describe, expect, test } from 'vitest';
import { secretNoun } from '../../../src/rules/shared/secret-name';
import { couldBeSecret, isPlaceholder, isReference } from '../../../src/rules/shared/secret-value';

describe('what a name says', () => {
  test.each([
    ...['DB_PASSWORD', 'dbPassword', 'db-password', 'spring.datasource.password', 'MYSQL_ROOT_PW', 'password1'],
    ...['PASSWORD_PROD', 'passwordValue', 'DB_PASS', 'KEYSTORE_PASSWORD'],
  ])('%s: a password', (name) => expect(secretNoun(name)).toBe('password'));

  test.each([
    ...['apiKey', 'API_KEY', 'client-secret', 'AWS_SECRET_ACCESS_KEY', 'secret_key_base', 'storage_account_key'],
    ...['_authToken', 'github_token', 'jwt_secret', 'encryptionKey', 'webhookSecret', 'credential'],
  ])('%s: a key', (name) => expect(secretNoun(name)).toBe('key'));

  test.each([
    ...['password_file', 'passwordPolicy', 'password_hash', 'passwordField', 'resetPassword', 'max_tokens', 'tokens'],
    ...['token_url', 'tokenizer', 'secretName', 'secretKeyRef', 'existingSecret', 'imagePullSecret', 'csrf_token'],
    ...['key', 'primary_key', 'public_key', 'kms_key_id', 'aws_access_key_id', 'monkey', 'compass', '', '-'],
  ])('%s: nothing secret', (name) => expect(secretNoun(name)).toBeUndefined());
});

describe('what a value is', () => {
  test.each([
    ...['${X}', '$X', '%X%', '{{ x }}', '#{x}', '$(x)', 'var.x', 'process.env.X', 'os.getenv("X")', 'getSecret()'],
    ...['vault:a/b', 'op://a/b/c', 'ref+vault://a', 'arn:aws:kms:x', 'ENC[abc]', '$ANSIBLE_VAULT;1.1', '/run/x', './a'],
  ])('%s refers to something', (value) => expect(isReference(value)).toBe(true));

  test.each([
    'kJh3Gf8DkQ2mTbD7X',
    'kJh3Gf8DkQ2mZp7X',
    'hunter2',
    'S3cr3t!pass',
    'tulip-Harbour-41',
    'Zx81/kqPz+ab9Q==',
  ])('%s refers to nothing and stands for itself', (value) => {
    expect(isReference(value)).toBe(false);
    expect(isPlaceholder(value)).toBe(false);
  });

  test.each([
    ...[
      'changeme',
      'CHANGE_ME',
      'Ch4ngeMe',
      '<token>',
      '[secret]',
      'xxxxxxxx',
      '••••••••',
      '.....',
      'your-key',
      'TODO',
    ],
    ...[
      'null',
      'string',
      '8080',
      'aaaaaaaa',
      'ZXhhbXBsZS1hcHAtc2VjcmV0',
      'YourOwnPassword1',
      'wJalrXUtnFEMIEXAMPLEKEY',
    ],
  ])('%s stands in for a secret', (value) => expect(isPlaceholder(value)).toBe(true));
});

describe('whether a value could be a secret, by its place', () => {
  // argument, deployed, settings, code
  test.each([
    ['hunter2', 'password', 'yyyy'],
    ['tulip-Harbour-41', 'password', 'yyyy'],
    ['S3cr3t!pass', 'password', 'yyy-'],
    ['SuperSecret123!', 'password', 'yyy-'],
    ['P@ssw0rd', 'password', 'yyy-'],
    ['password123', 'password', 'yyy-'],
    ['MySecretPassword123!', 'password', 'yyy-'],
    ['my-secret-password', 'password', '----'],
    ['orange-7-teapot', 'password', 'yyyy'],
    ['correct-horse-battery-staple', 'password', 'yyy-'],
    ['shop-db-password', 'password', '----'],
    ['summer-sale', 'password', '----'],
    ['${DB_PASSWORD:-orange-7-teapot}', 'password', 'yyyy'],
    ['${DB_PASSWORD:-postgres}', 'password', '----'],
    ['${DB_PASSWORD:-$OTHER_PASSWORD}', 'password', '----'],
    ['Harbor12345', 'password', 'y---'],
    ['5f4dcc3b5aa765d61d8327deb882cf99', 'password', 'yy--'],
    ['postgres', 'password', '----'],
    ['correcthorse', 'password', '----'],
    ['letmein now', 'password', '----'],
    ['kJh3Gf8DkQ2mZp7X', 'key', 'yyyy'],
    ['kJh3Gf8DkQ2m', 'key', 'yy--'],
    ['9f86d081884c7d659a2feaa0c55ad015', 'key', 'yyyy'],
    ['hunter2', 'key', '----'],
    ['letsencrypt-prod-2', 'key', '----'],
    ['k8s_events_etcd', 'key', '----'],
    ['f81d4fae-7dec-11d0-a765-00a0c91e6bf6', 'key', '----'],
    ['LA_kwDOCsUTCM75TTQL', 'key', '----'],
  ] as const)('%s as a %s', (value, noun, expected) => {
    const places = ['argument', 'deployed', 'settings', 'code'] as const;
    expect(places.map((place) => (couldBeSecret(value, noun, place) ? 'y' : '-')).join('')).toBe(expected);
  });
});
