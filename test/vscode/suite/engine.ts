import { memorySource } from '../../../src/core/memory';
import { Session } from '../../../src/core/session';
import { formats } from '../../../src/formats';
import { loaders } from '../../../src/rules';

/** A session of the engine itself, beside the editor, over these texts. */
export function engine(texts: Readonly<Record<string, string>>): Session {
  const today = new Date().toISOString().slice(0, 10);
  return new Session({ formats, loaders, today, source: memorySource(texts) });
}
