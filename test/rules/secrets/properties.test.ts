import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SourceFile, textOf } from '../../../src/core/text';
import { secrets } from '../../../src/formats/secrets';
import { findSecrets } from '../../../src/rules/shared/secrets/find';
import { messageFor } from '../../../src/rules/shared/secrets/message';
import { expectLinear } from '../../support/linear';
import { findingsOf } from '../../support/project';
import { generated, places, secretNames } from './names';
import { randomFrom } from './random';
import { specifications, tokenOf } from './specifications';

const paths = [
  ...['.env', 'a.yaml', 'main.tf', 'Dockerfile', 'a.sh', 'a.ps1', 'a.py', 'a.json', 'a.toml', 'a.xml', 'a.ini', 'a.md'],
  ...['.pgpass', 'a'],
];

const fragments = [
  ...['password', 'secret_key', 'API_TOKEN', 'name', 'value', 'default', 'resource "a" "b"', 'ENV ', 'export '],
  ...[
    '=',
    ': ',
    ' = ',
    '"',
    "'",
    '`',
    '\n',
    '\r\n',
    '  ',
    '- ',
    '\\',
    '{',
    '}',
    '[',
    ']',
    '<',
    '>',
    '#',
    '//',
    '|',
    '&',
  ],
  ...[
    '-----BEGIN RSA PRIVATE KEY-----',
    '-----END RSA PRIVATE KEY-----',
    '://',
    'user:',
    '@host',
    '${',
    '<<EOF',
    'EOF',
  ],
  ...['AKIA', 'ghp_', 'eyJ', 'xoxb-', 'LS0tLS1CRUdJTi', 'Authorization: Basic ', 'curl -u ', 'pwd=', ';', 'sig='],
  ...[
    'hunter2',
    '```sh\n',
    '<#',
    'getenv("',
    'chpasswd:\n  list: |\n',
    'k3Jh8Gf2DkQ9mZp7XwR4',
    'é',
    '\u{1f511}',
    '\0',
    'changeme',
    'dHVsaXAtSGFyYm91ci00MQ==',
  ],
];

const texts = fc.array(fc.constantFrom(...fragments), { maxLength: 60 }).map((parts) => parts.join(''));

function secretsIn(path: string, text: string) {
  return findSecrets(secrets.parse(new SourceFile(path, text)), '2026-11-21');
}

test('any text is read without a throw, and what is found lies in it, in order and apart', () => {
  fc.assert(
    fc.property(fc.constantFrom(...paths), texts, (path, text) => {
      let end = 0;
      for (const { at } of secretsIn(path, text)) {
        expect(at.start).toBeGreaterThanOrEqual(end);
        expect(at.end).toBeGreaterThan(at.start);
        expect(at.end).toBeLessThanOrEqual(text.length);
        end = at.end;
      }
    }),
    { numRuns: 3000 },
  );
});

describe('no message shows five characters in a row of a secret', () => {
  function expectMasked(path: string, text: string, open: readonly string[] = []): void {
    const found = secretsIn(path, text);
    expect(found.length, text).toBeGreaterThan(0);
    for (const secret of found) {
      const message = messageFor(secret);
      const value = textOf(secret.at);
      for (let at = 0; at + 5 <= value.length; at++) {
        // What all such tokens have in them is no secret.
        if (open.some((part) => part.includes(value.slice(at, at + 5)))) continue;
        expect(message.includes(value.slice(at, at + 5)), `${message} shows ${value.slice(at, at + 5)}`).toBe(false);
      }
    }
  }

  test('known by their form', () => {
    const random = randomFrom(7);
    for (const specification of specifications) {
      // An address says what it is: its first characters are no secret.
      if (specification.form.endsWith('-webhook')) continue;
      const open = specification.parts.filter((part) => typeof part === 'string');
      expectMasked('a.go', `x("${tokenOf(specification, random)}")\n`, open);
    }
  });

  test('known by their name, also where the name repeats a part', () => {
    const random = randomFrom(8);
    for (const place of places) {
      for (const name of secretNames) {
        const { path, text } = place(name, generated(random));
        expectMasked(path, text);
      }
    }
    expectMasked('.env', 'TULIPHARBOUR_PASSWORD=TULIPHARBOUR-x41\n');
  });

  test('the whole rule says so too, and marks the place as secret', async () => {
    const findings = await findingsOf(
      { '.env': 'DB_PASSWORD=tulip-Harbour-41\n' },
      { only: ['secrets/hardcoded-secret'] },
    );
    expect(findings.map(({ secret, message }) => [secret, message.includes('tulip')])).toEqual([[true, false]]);
  });
});

describe('takes time linear in the text', () => {
  const adversaries: readonly (readonly [path: string, line: string])[] = [
    ['a.md', '-----BEGIN RSA PRIVATE KEY-----'],
    ['a.md', 'eyJhbGciOiJIUzI1NiJ9-'],
    ['a.md', 'https://user:pass:'],
    ['a.md', 'password=;server=;'],
    ['a.md', 'curl -u curl --user '],
    ['a.md', 'Authorization: Bearer Authorization: Basic '],
    ['a.md', 'PuTTY-User-Key-File-2: a\nEncryption: none'],
    ['a.md', 'aT3BlbkFJ'],
    ['.env', 'password = "'],
    ['a.py', 'password["'],
    ['a.json', '{"name":"password",'],
    ['a.sh', '--password --token=\\'],
    ['Dockerfile', 'ENV password=\\\n'],
    ['a.yaml', 'password: "secret\n'],
    ['main.tf', 'password = "${'],
    ['a.xml', '<password>   '],
    ['a.md', '```sh\npassword=x\n'],
    ['a.md', '?password='],
    ['a.md', 'AZDO'],
    ['a.md', 'chpasswd <<EOF\n'],
    ['a.sh', 'echo x | --password-stdin '],
    ['a.ps1', '<# password '],
    ['a.py', 'getenv("password", '],
    ['a.ts', '${password:'],
    ['a.json', '"password":{"value":'],
    ['a.json', '"value":"x","name":"password"'],
    ['.pgpass', 'a:b:c:d:'],
    ['a.md', 'LS0tLS1CRUdJTi'],
    ['a.md', 'machine a login b password '],
  ];
  for (const [path, line] of adversaries) {
    test(`${path}: ${line}`, () => {
      expectLinear((times) => secretsIn(path, line.repeat(times)));
    });
  }
});
