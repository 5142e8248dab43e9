import type { Document } from '../../core/format';
import type { Span } from '../../core/text';

/**
 * A YAML or JSON text. Aliases are seen through: a node is always the content, where it is written, under the anchor;
 * so a finding about it has one place, however many aliases lead there. Where the alias stands is told by what holds it.
 */
export interface YamlFile extends Document {
  readonly documents: readonly YamlDocument[];
  /** Each from its `#` to the end of its line, in order. */
  readonly comments: readonly Span[];
  /** Whether `{{`, `{%` or `@NAME@` stands where YAML's own structure should: a template that is yet to become YAML. */
  readonly isTemplated: boolean;
  /** The smallest pair or sequence item that begins its line and holds the offset; its line where there is none. */
  statementAt(offset: number): Span;
}

/** One document of a stream. Its span ends where the next one begins. */
export interface YamlDocument extends Span {
  /** Undefined where nothing is written. */
  readonly root: YamlNode | undefined;
}

export type YamlNode = YamlMap | YamlSeq | YamlScalar | YamlUnknown;

interface NodeBase extends Span {
  /** As written, `!Ref`; undefined for most. It stands before the node's span. */
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
  /** Where tag and anchor stand, if there are any. */
  readonly properties: Span | undefined;
  /** What holds the node where it is written; undefined for the root. */
  readonly holder: YamlPair | YamlItem | undefined;
}

/** From its first key to the end of its last value; with braces in flow style. */
export interface YamlMap extends NodeBase {
  readonly kind: 'map';
  /** Written `{a: b}`, as JSON is. */
  readonly isFlow: boolean;
  /** What counts: the map's own pairs, then those merged in by `<<` that it doesn't have itself. */
  readonly pairs: readonly YamlPair[];
  /** What is written here, `<<` included. */
  readonly ownPairs: readonly YamlPair[];
  /** There may be pairs that can't be seen: a merge that leads nowhere, a key that is no scalar. */
  readonly isUncertain: boolean;
  /** The pair of a name, own or merged; of several with one name the last. */
  pair(name: string): YamlPair | undefined;
  /** The value under a name; undefined also where the key stands without a value. */
  get(name: string): YamlNode | undefined;
  has(name: string): boolean;
  /** Whether the name is surely not there. */
  lacks(name: string): boolean;
}

/** From the key (with its properties) to the end of the value. */
export interface YamlPair extends Span {
  readonly kind: 'pair';
  readonly key: YamlScalar;
  /** The key's text. */
  readonly name: string;
  /** Undefined where nothing is written after the colon. */
  readonly value: YamlNode | undefined;
  /** Where the alias stands that the value comes by. */
  readonly alias: Span | undefined;
  readonly parent: YamlMap;
}

/** From its first dash to the end of its last item; with brackets in flow style. */
export interface YamlSeq extends NodeBase {
  readonly kind: 'seq';
  /** Written `[a, b]`, as JSON is. */
  readonly isFlow: boolean;
  /** The values; items without one are left out. */
  readonly items: readonly YamlNode[];
  /** What is written here. */
  readonly entries: readonly YamlItem[];
}

/** From the dash (in flow style from the value, with its properties) to the end of the value. */
export interface YamlItem extends Span {
  readonly kind: 'item';
  /** Undefined where nothing is written after the dash. */
  readonly value: YamlNode | undefined;
  /** Where the alias stands that the value comes by. */
  readonly alias: Span | undefined;
  readonly parent: YamlSeq;
}

export type YamlStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** Quotes included; a block scalar goes from its indicator to the end of its last line with content. */
export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  /** By the core schema of YAML 1.2, in which `yes` and `on` are strings; a string wherever a tag other than that stands. */
  readonly value: string | number | boolean | null;
  /** The decoded text, whatever type it stands for: quotes, escapes and folds are gone. */
  readonly text: string;
  readonly style: YamlStyle;
  /** What stands between the quotes; for block scalars the lines with content; for plain ones all. */
  readonly inner: Span;
}

/** What can't be read: an alias that leads nowhere or into itself, or nesting beyond measure. */
export interface YamlUnknown extends NodeBase {
  readonly kind: 'unknown';
}
