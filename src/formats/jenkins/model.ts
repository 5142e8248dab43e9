import type { Document } from '../../core/format';
import type { SourceFile, Span } from '../../core/text';
import type { Pipeline as Delivery } from '../delivery/model';
import type { ScriptCall } from './script';
import type { Block, Statement } from './syntax';

export interface JenkinsFile extends Document {
  readonly block: Block;
  /** Undefined in a scripted pipeline, or where the braces don't match. */
  readonly pipeline: Pipeline | undefined;
}

/** What rules see: one file. */
export interface JenkinsModel {
  readonly file: SourceFile;
  /** Undefined in a scripted pipeline: rules are silent there. */
  readonly pipeline: Pipeline | undefined;
  /** The scripts of all steps. */
  readonly scripts: readonly ScriptCall[];
  /** The same as all systems of pipelines have it; read when asked for. */
  readonly delivery: Delivery | undefined;
}

/** `pipeline { … }`. */
export interface Pipeline {
  readonly file: SourceFile;
  readonly statement: Statement;
  /** The word `pipeline`. */
  readonly head: Span;
  readonly block: Block;
  /** By their name: `agent`, `options`, `stages`. */
  readonly sections: ReadonlyMap<string, Statement>;
  /** Those that hold others among them, in order. */
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly statement: Statement;
  readonly block: Block;
  /** The text in the parentheses; undefined where something is filled in. */
  readonly name: string | undefined;
  readonly head: Span;
  readonly sections: ReadonlyMap<string, Statement>;
  readonly parent: Stage | undefined;
  /** How the stages in it run; undefined where it has steps. */
  readonly holds: 'stages' | 'parallel' | 'matrix' | undefined;
  readonly children: readonly Stage[];
}
