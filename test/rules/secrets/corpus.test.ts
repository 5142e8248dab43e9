import { describe, expect, test } from 'vitest';
import { SourceFile, textOf } from '../../../src/core/text';
import { secrets } from '../../../src/formats/secrets';
import { findSecrets, type Secret } from '../../../src/rules/shared/secrets/find';
import { forms } from '../../../src/rules/shared/secrets/forms';
import { generated, harmlessNames, harmlessValues, placed, places, secretNames } from './names';
import { pick, randomFrom } from './random';
import { nearMissesOf, specifications, tokenOf } from './specifications';

// Secrets made by their issuers' specifications, and what only looks like one. Whole tokens stand nowhere in the repository.

function secretsIn(path: string, text: string): Secret[] {
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

  test('there are enough of them', () => {
    const near = specifications.flatMap((each) => nearMissesOf(each, randomFrom(1)));
    expect(specifications.length * around.length).toBeGreaterThanOrEqual(150);
    expect(near.length).toBeGreaterThanOrEqual(150);
    expect(new Set(forms.map(({ id }) => id)).size).toBe(forms.length);
    expect(forms.length).toBeGreaterThanOrEqual(120);
    for (const { link } of forms) expect(link).toMatch(/^https:\/\//);
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
