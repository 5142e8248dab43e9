import type { Problem } from '../../core/format';
import type { Span } from '../../core/text';
import type { ShellSource } from './source';
import type { ShellWord } from './word';

/** A script, read. */
export interface ShellScript {
  /** All simple commands in the order of the text, through lists, pipelines, compound commands, substitutions and `sh -c`. */
  readonly commands: readonly ShellCommand[];
  readonly problems: readonly Problem[];
}

/** How a command follows the one before it; undefined for the first of a list or of a body. */
export type Connector = '&&' | '||' | '|' | '|&' | '&' | ';';

/** One simple command. What merely runs another command, such as `sudo`, counts as its wrapper. */
export interface ShellCommand {
  /** The program without its folder: `apt-get` for `/usr/bin/apt-get`. Undefined when it is unknown, or nothing is run. */
  readonly name: string | undefined;
  /** The command word and its arguments, wrappers left out. */
  readonly words: readonly ShellWord[];
  /** The names of its wrappers, the outermost first: `['sudo', 'env']`. */
  readonly wrappers: readonly string[];
  /** `NAME=value` before the command, be it the shell's, `env`'s or `sudo`'s. */
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  readonly connector: Connector | undefined;
  /** The pipeline that the command is a part of, be it of one command. */
  readonly pipeline: ShellPart;
  /** The list joined by `&&` and `||` that the pipeline is a part of. */
  readonly list: ShellPart;
  /** The next command of the pipeline; the first one of it where that is a compound command. */
  readonly pipedInto: ShellCommand | undefined;
  /** What a command inside another one's words is there for. */
  readonly within: Within | undefined;
  /** Wrappers, assignments and redirections included. */
  readonly span: Span;
}

/** A stretch of a script that commands have in common; two commands of one part share the object. */
export interface ShellPart {
  readonly span: Span;
}

/** `substitution`: its output becomes a word or a file. `script`: it is run, as by `sh -c`, `eval` or a here-document. */
export interface Within {
  readonly as: 'substitution' | 'script';
  /** Undefined where the words of a compound command hold it, such as those of `for`. */
  readonly command: ShellCommand | undefined;
}

export interface ShellAssignment {
  readonly name: string;
  /** Undefined when it holds an expansion. */
  readonly value: string | undefined;
  readonly span: Span;
  readonly valueSpan: Span;
}

export interface ShellRedirect {
  /** `>`, `>>`, `<`, `<<`, `<<<`, `>&` and so on. */
  readonly operator: string;
  /** The file, or the text of `<<<`; undefined for here-documents. */
  readonly target: ShellWord | undefined;
  /** The number before the operator, where one is written. */
  readonly descriptor: number | undefined;
  /** The text of a here-document. */
  readonly document: ShellSource | undefined;
  readonly span: Span;
}
