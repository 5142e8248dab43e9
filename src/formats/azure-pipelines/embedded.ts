import type { Span } from '../../core/text';
import { expressionStretches } from '../github-actions/embedded';
import { locate } from '../yaml/locate';
import type { YamlScalar } from '../yaml/syntax';
import { type Expression, type Mistake, parseExpression } from './expression';

/** What a `${{ }}` does to the keys and items around it. */
export type Directive = 'if' | 'elseif' | 'else' | 'each' | 'insert';

/** A `${{ … }}` inside a scalar, which is replaced before the pipeline starts. */
export interface Embedded {
  /** Where it stands in the file, from `${{` to `}}`. */
  readonly at: Span;
  /** Where it stands in the scalar's decoded text, likewise. */
  readonly start: number;
  readonly end: number;
  /** What stands between the braces, without the blanks around it. */
  readonly source: string;
  readonly directive: Directive | undefined;
  /** The variable of an `each`. */
  readonly loop: string | undefined;
  /** Undefined where it can't be read, and for `else` and `insert`. */
  readonly expression: Expression | undefined;
  readonly mistake: Mistake | undefined;
}

const byScalar = () => new Map<YamlScalar, readonly Embedded[]>();

/** All `${{ … }}` of a scalar, in order. */
export function embeddedIn(scalar: YamlScalar): readonly Embedded[] {
  if (!scalar.text.includes('${{')) return [];
  const known = scalar.file.derived(byScalar);
  let found = known.get(scalar);
  if (!found) {
    found = [...expressionStretches(scalar.text)].map(({ start, end }) => read(scalar, start, end));
    known.set(scalar, found);
  }
  return found;
}

/** Whether a text is made by the server in whatever way: by `${{ }}`, `$( )` or `$[ ]`. */
export function isComputed(text: string): boolean {
  return /\$\{\{|\$\(|\$\[/.test(text);
}

/** The directive of a key or an item that is nothing but a `${{ }}`. */
export function directiveOf(scalar: YamlScalar): Embedded | undefined {
  if (!/^\s*\$\{\{/.test(scalar.text)) return undefined;
  const [only] = embeddedIn(scalar);
  return only?.directive && scalar.text.slice(only.end).trim() === '' ? only : undefined;
}

const DIRECTIVE = /^\s*(if|elseif|else|each|insert)(?![\w.[(-])\s*/;
const LOOP = /^([A-Za-z_][\w-]*)\s+in(?![\w-])/;

function read(scalar: YamlScalar, start: number, end: number): Embedded {
  const { text } = scalar;
  const inner = text.slice(start + 3, end - 2);
  const head = DIRECTIVE.exec(inner);
  const directive = head?.[1] as Directive | undefined;
  let from = start + 3 + (head?.[0].length ?? 0);
  const loop = directive === 'each' ? LOOP.exec(text.slice(from, end - 2)) : undefined;
  if (loop) from += loop[0].length;
  const base = { at: locate(scalar, start, end), start, end, source: inner.trim(), directive, loop: loop?.[1] };
  if (directive === 'else' || directive === 'insert') {
    return { ...base, expression: undefined, mistake: undefined };
  }
  if (directive === 'each' && !loop) {
    const message = 'A loop is written ${{ each name in parameters.list }}';
    return { ...base, expression: undefined, mistake: { start: from, end: end - 2, message } };
  }
  const { expression, mistake } = parseExpression(text, from, end - 2);
  return { ...base, expression, mistake };
}
