import { formats } from '../../src/formats';
import { configurationSchema, readme, rulePages } from './documentation';
import { ruleIndexes } from './rule-index';
import type { Generated } from './write';

/** The indexes of rules: what everything else that is generated is read from. */
export function generatedIndexes(): Generated {
  return { files: ruleIndexes(Object.keys(formats)), owned: [] };
}

/** What is generated from the rules themselves: pages, the README's table, the configuration's schema. */
export async function generatedFromRules(): Promise<Generated> {
  const { loaders } = await import('../../src/rules');
  const all = (await Promise.all(Object.values(loaders).map((load) => load()))).flat();
  const rules = all.sort((a, b) => (a.id < b.id ? -1 : 1));
  const files = new Map([...(await rulePages(rules, loaders)), ...readme(rules)]);
  files.set('schemas/infra-review.schema.json', configurationSchema(rules));
  return { files, owned: ['docs/rules'] };
}
