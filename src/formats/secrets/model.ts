import type { Document } from '../../core/format';
import type { Span } from '../../core/text';
import type { Attribute, Block } from '../hcl/syntax';
import type { YamlScalar } from '../yaml';
import type { TextKind } from './kind';

/** A text file, as a place where a secret may stand. */
export interface TextDocument extends Document {
  readonly kind: TextKind;
  /**
   * What is given a literal value under a name, as far as it can be told around the given offsets of the text, in their
   * order, at which something in a name was met. A file whose syntax is known is read as a whole.
   */
  assignmentsAt(mentions: readonly number[]): readonly Assignment[];
  /** Whether a comment of several lines holds an offset, which in PowerShell is where help shows how to call. */
  isInHelp(offset: number): boolean;
}

/**
 * Where a value stands. `argument`: of a resource, or in an image's environment, so that nothing later takes its place.
 * `deployed`: in the environment of what runs. `settings`: in a configuration file. `code`: a string in a program.
 */
export type Place = 'argument' | 'deployed' | 'settings' | 'code';

/** A literal under a name. */
export interface Assignment {
  readonly name: string;
  /** Without quotes. */
  readonly value: Span;
  /** The value, with escapes decoded where the syntax is known. */
  readonly text: string;
  readonly place: Place;
  /** What to take away so that nothing stands in for a variable that is not set, where the value is such a stand-in. */
  readonly fallback?: Span;
  /** The node that holds the value and where it stands, in a file whose syntax is known. */
  readonly node?: YamlPlace | HclPlace;
}

/** A scalar and the names that lead to it from the document's root; sequences have none. */
export interface YamlPlace {
  readonly kind: 'yaml';
  readonly scalar: YamlScalar;
  readonly path: readonly string[];
  /** The value under `name` beside it is how it came by its name: `{ name: TOKEN, value: … }`. */
  readonly isNamedBeside: boolean;
}

/** The attribute that holds the value, and the blocks around it from the outermost. */
export interface HclPlace {
  readonly kind: 'hcl';
  readonly attribute: Attribute;
  readonly blocks: readonly Block[];
  /** The whole string, quotes included. */
  readonly literal: Span;
}
