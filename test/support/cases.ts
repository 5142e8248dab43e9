import { existsSync } from 'node:fs';
import type { BadExample, GoodExample } from '../../src/core/rule';

/** Examples of one rule besides those in its file. */
export interface Cases {
  readonly bad?: readonly BadExample[];
  readonly good?: readonly (string | GoodExample)[];
}

/** The cases of a rule, empty where it has none. */
export async function casesOf(rule: string): Promise<Cases> {
  const file = new URL(`../cases/${rule}.ts`, import.meta.url);
  if (!existsSync(file)) return {};
  return ((await import(file.pathname)) as { default: Cases }).default;
}
