import type { Span } from '../../core/text';

/** Offsets in UTF-16 units of the file's text. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

export type Token = PlainToken | StringToken;

interface PlainToken extends Stretch {
  readonly kind: 'word' | 'number' | 'mark' | 'newline';
  readonly text: string;
}

export interface StringToken extends Stretch {
  readonly kind: 'string';
  /** As written between the quotes. */
  readonly text: string;
  readonly inner: Stretch;
  /** `'`, `"`, three of them, or `/`. */
  readonly quote: string;
  /** What Groovy fills in: `$name` and `${…}` in double quotes. */
  readonly interpolations: readonly Interpolation[];
  readonly isClosed: boolean;
}

export interface Interpolation extends Stretch {
  /** `params.NAME`. */
  readonly code: string;
}

/** What stands between braces, from one to the other; or the whole file. */
export interface Block extends Span {
  readonly statements: readonly Statement[];
  readonly isClosed: boolean;
}

/** One statement: `stage('Build') { … }`, `sh 'make'`, `def x = …`. */
export interface Statement extends Span {
  /** The name it begins with. */
  readonly name: string | undefined;
  readonly nameSpan: Span;
  /** All but what stands in its blocks. */
  readonly tokens: readonly Token[];
  /** The closures that belong to it, those among its arguments too. */
  readonly blocks: readonly Block[];
}
