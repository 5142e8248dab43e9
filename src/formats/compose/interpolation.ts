import type { Span } from '../../core/text';
import { locate, type YamlScalar } from '../yaml';

/** Stands in a text for what a variable without a default will bring. */
export const UNKNOWN = '\0';

/** A scalar's text as Compose sees it: defaults put in for variables, `$$` for `$`, and UNKNOWN where only the environment decides. */
export interface Value {
  readonly node: YamlScalar;
  readonly text: string;
  /** The variables whose defaults were put in, or whose values are unknown. */
  readonly variables: readonly string[];
  /** Where a stretch of `text` is written; all of the scalar where it is not written in one piece. */
  spanOf(start: number, end: number): Span;
}

/** Defaults nested deeper than this are unknown. */
const DEEPEST = 20;

/** Values of variables, such as those of the file `.env`. */
export type Environment = ReadonlyMap<string, string>;

export const NOTHING_KNOWN: Environment = new Map();

/** Puts values or defaults in for a scalar's variables: `${TAG:-16}` becomes `16`, `${TAG}` becomes UNKNOWN. */
export function interpolate(node: YamlScalar, known = NOTHING_KNOWN): Value {
  const whole = node.text;
  if (!whole.includes('$')) return asWritten(node, whole);
  const reader = new Reader(whole, known);
  reader.read(0, whole.length, 0);
  const { text, origins, variables } = reader;
  return {
    node,
    text,
    variables,
    spanOf(start, end) {
      const first = origins[start];
      const last = origins[end - 1];
      if (first === undefined || last === undefined || last - first !== end - 1 - start) return node.inner;
      return locate(node, first, last + 1);
    },
  };
}

/** Without a variable each unit of the text stands where it is written. */
function asWritten(node: YamlScalar, text: string): Value {
  return {
    node,
    text,
    variables: [],
    spanOf: (start, end) =>
      start < text.length && end > 0 && end <= text.length ? locate(node, start, end) : node.inner,
  };
}

class Reader {
  text = '';
  /** For each unit of `text`, where it stands in the source; NaN for UNKNOWN. */
  readonly origins: number[] = [];
  readonly variables: string[] = [];

  constructor(
    private readonly source: string,
    private readonly known: Environment,
  ) {}

  read(start: number, end: number, depth: number): void {
    const { source } = this;
    for (let at = start; at < end; ) {
      if (source[at] !== '$') this.#put(source[at] ?? '', at++);
      else if (source[at + 1] === '$') {
        this.#put('$', at + 1);
        at += 2;
      } else at = this.#variable(at, end, depth);
    }
  }

  /** Reads the variable whose `$` stands at an offset, and says where it ends. */
  #variable(at: number, end: number, depth: number): number {
    const { source } = this;
    const braced = source[at + 1] === '{';
    const nameStart = at + (braced ? 2 : 1);
    let nameEnd = nameStart;
    while (nameEnd < end && /\w/.test(source[nameEnd] ?? '')) nameEnd++;
    if (nameEnd === nameStart) {
      this.#put('$', at);
      return at + 1;
    }
    const name = source.slice(nameStart, nameEnd);
    this.variables.push(name);
    const value = this.known.get(name);
    if (!braced) {
      this.#putValue(value ?? UNKNOWN);
      return nameEnd;
    }
    const close = closingBrace(source, nameEnd, end);
    const operator = /^:?[-?+]/.exec(source.slice(nameEnd, nameEnd + 2))?.[0] ?? '';
    const isSet = value !== undefined && (value !== '' || !operator.startsWith(':'));
    const isElse = operator.endsWith('+') ? isSet : operator.endsWith('-') && !isSet;
    if (isElse && depth < DEEPEST) this.read(nameEnd + operator.length, close, depth + 1);
    else this.#putValue(value === undefined || operator.endsWith('+') ? UNKNOWN : value);
    return close + 1;
  }

  /** What comes from elsewhere is written nowhere here. */
  #putValue(value: string): void {
    for (let at = 0; at < value.length; at++) this.#put(value[at] ?? '', Number.NaN);
  }

  #put(unit: string, origin: number): void {
    this.text += unit;
    this.origins.push(origin);
  }
}

function closingBrace(source: string, from: number, end: number): number {
  let open = 1;
  for (let at = from; at < end; at++) {
    if (source[at] === '$' && source[at + 1] === '{') open++;
    else if (source[at] === '}' && --open === 0) return at;
  }
  return end;
}
