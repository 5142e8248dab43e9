import { expect, test } from 'vitest';
import { isSameTag, usualSpelling } from '../../../src/rules/shared/tag-names';

test.each([
  ['Environment', 'environment', true],
  ['ENV', 'environment', true],
  ['environment', 'env', true],
  ['acme:Environment', 'environment', true],
  ['owner', 'team', true],
  ['CostCentre', 'cost-center', true],
  ['cost_center', 'cost-center', true],
  ['acme/cost-center', 'CostCenter', true],
  ['cost:center', 'cost-center', true],
  ['DataClass', 'data-class', true],
  ['Name', 'team', false],
  ['environments', 'environment', false],
  ['', 'team', false],
])('%j is %j: %s', (tag, wanted, same) => {
  expect(isSameTag(tag, wanted)).toBe(same);
});

test.each([
  ['cost-center', false, 'CostCenter'],
  ['environment', false, 'Environment'],
  ['CostCenter', false, 'CostCenter'],
  ['acme:team', false, 'acme:team'],
  ['cost-center', true, 'cost_center'],
  ['Data Class', true, 'data_class'],
])('%j is written (label: %s) %j', (name, isLabel, written) => {
  expect(usualSpelling(name, isLabel)).toBe(written);
});
