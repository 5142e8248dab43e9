import { formats } from '../../src/formats';
import { ruleIndexes } from './rule-index';
import type { Generated } from './write';

/** Everything that is generated, as path and text. */
export async function generatedFiles(): Promise<Generated> {
  return { files: new Map(ruleIndexes(Object.keys(formats))), owned: [] };
}
