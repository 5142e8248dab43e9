import { expect, test } from 'vitest';
import { kicsQueries } from '../../src/data/kics-queries';
import { allRules } from '../../src/rules/catalog';

const rules = await allRules();
const named = rules.flatMap(({ id, equivalents = [] }) =>
  equivalents.filter((each) => each.startsWith('kics:')).map((each) => ({ id, name: each.slice('kics:'.length) })),
);
const known = new Set(Object.values(kicsQueries));

test('every query of KICS that a rule names is one by its id, so that disabling it is honoured', () => {
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter(({ name }) => !known.has(name))).toEqual([]);
});

test('every query in the table is named by a rule', () => {
  const names = new Set(named.map(({ name }) => name));
  expect([...known].filter((name) => !names.has(name))).toEqual([]);
});

test('every id is one of KICS', () => {
  for (const id of Object.keys(kicsQueries)) expect(id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
