import { homepage, version } from '../../package.json';

export const PRODUCT = { name: 'Infra Review', id: 'infra-review', version, homepage } as const;

/** The address of a rule's or notice's page. */
export function ruleUrl(id: string): string {
  return `${homepage}/blob/main/docs/rules/${id}.md`;
}
