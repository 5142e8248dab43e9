import type { Project } from './project';
import type { SourceFile, Span } from './text';

/** A stretch that could not be read, and why. */
export interface Problem {
  readonly at: Span;
  readonly message: string;
}

/** One parsed file. Parsers never throw: they leave out what they can't read and say so in `problems`. */
export interface Document {
  readonly file: SourceFile;
  readonly problems: readonly Problem[];
  /** The smallest statement around an offset that a comment line can stand above. Without it, the line. */
  statementAt?(offset: number): Span;
  /** The blocks around an offset, for all of which a comment above their head speaks as well. */
  blocksAt?(offset: number): readonly Span[];
}

/**
 * What `Format.parse` makes of one file, by format. Each format adds its own:
 * `declare module '../../core/format' { interface Documents { dockerfile: Dockerfile } interface Models { … } }`
 */
export interface Documents {}

/** What rules see of one unit, by format. */
export interface Models {}

export type FormatId = Extract<keyof Documents & keyof Models, string>;

/** How one kind of file is known, grouped and read. The engine never asks for more, and never names a format. */
export interface Format<Id extends FormatId = FormatId> {
  readonly id: Id;
  /** The name people use, such as "GitHub Actions". */
  readonly name: string;
  /** Where an example of this format would lie. */
  readonly examplePath: string;
  /** What begins a comment that ends with its line; the first is the one to write. Empty: no comments. */
  readonly comments: readonly string[];
  /** Comments stand on lines of their own; behind code they would be part of it. */
  readonly commentsStandAlone?: boolean;
  /** Whether a file of this path could be of the format; content decides then. Cheap: asked of every file. */
  mayBe(path: string): boolean;
  /** Why this file is taken for the format, in words, or undefined when it isn't of it. */
  detect(file: SourceFile): string | undefined;
  /** The paths that are reviewed together with this one, itself included; others are read only if they are of the format. */
  unit(path: string, project: Project): readonly string[];
  parse(file: SourceFile): Documents[Id];
  /** What rules see. `documents` are those of the unit, ordered by path. */
  model(documents: readonly Documents[Id][], project: Project): Models[Id];
}

export type Formats = { readonly [Id in FormatId]: Format<Id> };
