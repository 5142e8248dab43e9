import { describe, expect, test } from 'vitest';
import { SourceFile, textOf } from '../../../src/core/text';
import { secrets } from '../../../src/formats/secrets';
import { findSecrets, type Secret } from '../../../src/rules/shared/secrets/find';
import { forms } from '../../../src/rules/shared/secrets/forms';
import { contexts, keysOf } from './contexts';
import { generated, harmlessNames, harmlessValues, placed, places, secretNames } from './names';
import { pick, randomFrom } from './random';
import { nearMissesOf, specifications, tokenOf } from './specifications';

// Secrets made by their issuers' specifications, and what only looks like one. Whole tokens stand nowhere in the repository.

function secretsIn(path: string, text: string): readonly Secret[] {
  return findSecrets(secrets.parse(new SourceFile(path, text)), '2026-11-21');
}

/** Where a token may stand; prose gives no name away. */
const around: readonly ((token: string) => { path: string; text: string })[] = [
  (token) => ({ path: 'README.md', text: `Call it with \`${token}\` and wait.\n` }),
  (token) => ({ path: 'main.go', text: `\tclient.Use("${token}")\n` }),
  (token) => ({ path: 'config.yaml', text: `a:\n  - ${token}\n` }),
];

describe('known by their form', () => {
  for (const specification of specifications) {
    test(specification.form, () => {
      const random = randomFrom(specification.form.length * 7919 + specifications.indexOf(specification));
      for (const place of around) {
        const token = tokenOf(specification, random);
        const { path, text } = place(token);
        const found = secretsIn(path, text);
        expect(
          found.map(({ form }) => form?.id),
          token,
        ).toEqual([specification.form]);
        expect(token.endsWith(textOf(found[0]?.at ?? new SourceFile('', '').all))).toBe(true);
      }
      for (const near of nearMissesOf(specification, random)) {
        expect(
          secretsIn('README.md', `Call it with \`${near}\` and wait.\n`).map(({ form }) => form?.id),
          near,
        ).toEqual([]);
      }
    });
  }

  test('every form has its specification', () => {
    const specified = new Set([...specifications, ...contexts].map(({ form }) => form));
    // The one stands beside another, the others are frames around many lines.
    const others = ['aws-secret-access-key', 'private-key', 'putty-private-key'];
    expect(forms.map(({ id }) => id).filter((id) => !specified.has(id) && !others.includes(id))).toEqual([]);
    expect(new Set(forms.map(({ id }) => id)).size).toBe(forms.length);
    expect(forms.length).toBeGreaterThanOrEqual(120);
    for (const { link } of forms) expect(link).toMatch(/^https:\/\//);
  });
});

describe('known by what stands around them', () => {
  for (const { form, path, around: write, found: shown = (password: string) => password } of contexts) {
    test(`${path}: ${write('***').trim()}`, () => {
      const random = randomFrom(path.length + write('').length);
      for (let i = 0; i < 3; i++) {
        const password = generated(random);
        const found = secretsIn(path, write(password));
        expect(
          found.map(({ at }) => textOf(at)),
          write(password),
        ).toEqual([shown(password)]);
        if (form) expect(found[0]?.form?.id).toBe(form);
      }
      for (const harmless of [
        'changeme',
        '${PASSWORD}',
        '<password>',
        'xxxxxxxxxxxxxxxxxxxx',
        '$PASSWORD',
        'example-password-1234',
      ])
        expect(secretsIn(path, write(harmless)), write(harmless)).toEqual([]);
    });
  }

  test('private keys', () => {
    for (const key of keysOf(randomFrom(3))) {
      expect(secretsIn('id', key).map(({ form }) => form?.id)).toEqual(['private-key']);
      expect(secretsIn('a.json', JSON.stringify({ private_key: key })).map(({ form }) => form?.id)).toEqual([
        'private-key',
      ]);
      // Shortened for show, and without a key in it.
      const [frame = '', first = ''] = key.split('\n');
      expect(secretsIn('id', `${frame}\n${first}\n${frame.replace('BEGIN', 'END')}\n`)).toEqual([]);
    }
  });
});

describe('precision and recall', () => {
  /** Material with its secrets: those by form in prose and programs, those by place, those by name in every kind of file. */
  function material(): { readonly path: string; readonly text: string; readonly secret: string | undefined }[] {
    const random = randomFrom(20261122);
    const harmless = ['changeme', '${SECRET}', '<your-secret>', 'xxxxxxxxxxxxxxxx', 'example-secret-123'];
    return [
      ...specifications.flatMap((specification) => {
        const tokens = [tokenOf(specification, random), tokenOf(specification, random)];
        return [
          ...tokens.map((token, index) => ({ ...(around[index] ?? around[0])?.(token), secret: token })),
          ...nearMissesOf(specification, random).map((near) => ({
            path: 'main.go',
            text: `\tUse("${near}")\n`,
            secret: undefined,
          })),
        ];
      }),
      ...contexts.flatMap(({ path, around: write, found = (password) => password }) => {
        const password = generated(random);
        return [
          { path, text: write(password), secret: found(password) },
          { path, text: write(pick(random, harmless)), secret: undefined },
        ];
      }),
      ...secretNames.flatMap((name) =>
        places.map((place) => {
          const value = generated(random);
          return { ...place(name, value), secret: value };
        }),
      ),
      ...harmlessNames.map((name) => ({ ...placed(random, name, generated(random)), secret: undefined })),
      ...harmlessValues.map((value) => ({ ...placed(random, pick(random, secretNames), value), secret: undefined })),
    ].flatMap(({ path = '', text = '', secret }) => (text ? [{ path, text, secret }] : []));
  }

  test('of the material made for the purpose', () => {
    const all = material();
    const trueOnes = all.filter(({ secret }) => secret !== undefined);
    const nearMisses = all.filter(({ secret }) => secret === undefined);
    let right = 0;
    let wrong = 0;
    const missed = trueOnes.filter(({ path, text, secret = '' }) => {
      const found = secretsIn(path, text).map(({ at }) => textOf(at));
      const isFound = found.some((each) => secret.endsWith(each));
      right += isFound ? 1 : 0;
      wrong += found.length - (isFound ? 1 : 0);
      return !isFound;
    });
    for (const { path, text } of nearMisses) wrong += secretsIn(path, text).length;
    expect(trueOnes.length).toBeGreaterThanOrEqual(500);
    expect(nearMisses.length).toBeGreaterThanOrEqual(450);
    expect(right / trueOnes.length, `recall; missed ${missed.map(({ text }) => text).join('')}`).toBe(1);
    expect(right / (right + wrong), 'precision').toBe(1);
  });
});

describe('known by their name', () => {
  test('a generated value under every name, in every place', () => {
    const random = randomFrom(20261121);
    for (const name of secretNames) {
      for (const place of places) {
        const value = generated(random);
        const { path, text } = place(name, value);
        expect(
          secretsIn(path, text).map(({ at }) => textOf(at)),
          `${path}: ${text}`,
        ).toEqual([value]);
      }
    }
  });

  test('no value under a harmless name', () => {
    const random = randomFrom(4);
    for (const name of harmlessNames) {
      for (let i = 0; i < 8; i++) {
        const { path, text } = placed(random, name, generated(random));
        expect(secretsIn(path, text), `${path}: ${text}`).toEqual([]);
      }
    }
  });

  test('no harmless value under a name that says secret', () => {
    const random = randomFrom(5);
    for (const value of harmlessValues) {
      for (const name of secretNames) {
        const { path, text } = placed(random, name, value);
        expect(secretsIn(path, text), `${path}: ${text}`).toEqual([]);
      }
    }
  });

  test('nothing of both, at random', () => {
    const random = randomFrom(6);
    for (let i = 0; i < 300; i++) {
      const { path, text } = placed(random, pick(random, harmlessNames), pick(random, harmlessValues));
      expect(secretsIn(path, text), `${path}: ${text}`).toEqual([]);
    }
  });
});
