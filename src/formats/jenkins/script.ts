import type { SourceFile, Span } from '../../core/text';
import { parseShell } from '../shell/parse';
import { ComposedSource, type ShellSource } from '../shell/source';
import type { ShellScript } from '../shell/syntax';
import { argumentsIn, isMark, statementsBelow } from './arguments';
import type { Block, Statement, StringToken } from './syntax';

/** A `sh`, `bat` or `powershell` whose script is written out. */
export interface ScriptCall {
  readonly step: 'sh' | 'bat' | 'powershell' | 'pwsh';
  readonly statement: Statement;
  readonly string: StringToken;
  readonly at: Span;
}

const STEPS = new Set(['sh', 'bat', 'powershell', 'pwsh']);

/** The scripts below a block, in the order of the text; those that are put together from pieces are left out. */
export function* scriptsBelow(block: Block | undefined): Generator<ScriptCall> {
  for (const statement of statementsBelow(block)) yield* scriptsOf(statement);
}

export function* scriptsOf(statement: Statement): Generator<ScriptCall> {
  const { tokens, file } = statement;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word' || !STEPS.has(token.text) || isForeign(tokens, index)) continue;
    const step = token.text as ScriptCall['step'];
    const found = argumentsIn(tokens.slice(index + 1));
    const string = (found.find(({ name }) => name === 'script') ?? found.find(({ name }) => name === undefined))
      ?.string;
    if (string) yield { step, statement, string, at: file.span(string.start, string.end) };
  }
}

/** `x.sh` is another's, `steps.sh` is not; `sh: …` is a name. */
function isForeign(tokens: Statement['tokens'], index: number): boolean {
  if (isMark(tokens[index + 1], ':') || isMark(tokens[index + 1], '=')) return true;
  if (!isMark(tokens[index - 1], '.')) return false;
  const owner = tokens[index - 2];
  return owner?.kind !== 'word' || !/^(?:steps|script|this)$/.test(owner.text);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The text of a string as the shell gets it: escapes undone, what Groovy fills in left unknown. */
export function sourceOf(string: StringToken, file: SourceFile): ShellSource {
  const under: ShellSource = { text: file.text, locate: (start, end) => file.span(start, end) };
  const source = new ComposedSource(under);
  const { start, end } = string.inner;
  const stretches = string.interpolations;
  let from = start;
  let next = 0;
  for (let at = start; at < end; ) {
    const stretch = stretches[next];
    if (stretch && stretch.start === at) {
      source.copy(from, at).put(unknown(stretch.end - stretch.start), stretch.start, stretch.end);
      next++;
      from = stretch.end;
      at = stretch.end;
    } else if (file.text[at] === '\\' && at + 1 < end) {
      const unit = file.text.charAt(at + 1);
      const text = string.quote === '/' ? (unit === '/' ? '/' : `\\${unit}`) : decoded(unit);
      source.copy(from, at).put(text, at, at + 2);
      at += 2;
      from = at;
    } else if (file.text[at] === '\r' && file.text[at + 1] === '\n') {
      source.copy(from, at);
      at += 1;
      from = at;
    } else at++;
  }
  source.copy(from, end);
  return { text: source.text, locate: (first, last) => source.locate(first, last) };
}

function decoded(unit: string): string {
  if (unit === '\n' || unit === '\r') return '';
  return Object.hasOwn(ESCAPES, unit) ? (ESCAPES[unit] ?? unit) : unit;
}

/** A variable that nothing sets, as long as what stands there. */
function unknown(length: number): string {
  return `\${${'x'.repeat(Math.max(length - 3, 1))}}`;
}

const byString = () => new Map<StringToken, ShellScript>();

/** A script as a shell of Unix reads it; read once a file. */
export function shellOf({ string, at: { file } }: ScriptCall): ShellScript {
  const known = file.derived(byString);
  let script = known.get(string);
  if (!script) {
    script = parseShell(sourceOf(string, file));
    known.set(string, script);
  }
  return script;
}
