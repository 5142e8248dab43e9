import { createRequire } from 'node:module';

type Parsed = readonly [result: unknown, error: unknown];

/**
 * HashiCorp's own parser, compiled to JavaScript; it says whether it accepts a text and gives its content as JSON.
 * Loading it changes `Error.stackTraceLimit` and `global.require` for the whole process, so both are put back.
 */
const parseToObject: (text: string) => Parsed = (() => {
  const { stackTraceLimit } = Error;
  const before = Object.getOwnPropertyDescriptor(globalThis, 'require');
  const oracle = createRequire(import.meta.url)('hcl2-parser') as { parseToObject(text: string): Parsed };
  Error.stackTraceLimit = stackTraceLimit;
  if (before) Object.defineProperty(globalThis, 'require', before);
  else Reflect.deleteProperty(globalThis, 'require');
  return oracle.parseToObject;
})();

/** What HashiCorp's parser makes of a text: its content, `undefined` where it rejects it. */
export function oracleContent(text: string): unknown {
  try {
    const [content] = parseToObject(text);
    return content ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether HashiCorp's parser accepts a text; `panics` where it breaks down over it. */
export function oracleVerdict(text: string): 'accepts' | 'rejects' | 'panics' {
  try {
    return parseToObject(text)[0] === null ? 'rejects' : 'accepts';
  } catch {
    return 'panics';
  }
}
