import type { Document } from '../../core/format';
import type { Span } from '../../core/text';
import type { ShellSource } from '../shell/source';
import type { ShellCommand } from '../shell/syntax';
import type { Directive } from './directives';
import type { ExecWord } from './exec-form';
import type { Value } from './value';

/** A Dockerfile, read. */
export interface Dockerfile extends Document {
  readonly directives: readonly Directive[];
  /** The character that escapes and continues lines. */
  readonly escapeCharacter: string;
  /** The `ARG`s before the first stage, whose values serve in `FROM`. */
  readonly globalArguments: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
  /** The stage that is built where no other is asked for: the last one. */
  readonly finalStage: Stage | undefined;
}

/** What begins with a `FROM`. */
export interface Stage {
  /** Counted from 0. */
  readonly index: number;
  readonly from: FromInstruction;
  /** The earlier stage that it is built from. */
  readonly base: Stage | undefined;
  /** The name given with `AS`. */
  readonly alias: Name | undefined;
  /** Without the `FROM`; the triggers of `ONBUILD` are not among them. */
  readonly instructions: readonly Instruction[];
  /** Whether its layers are part of the final image: it is the final stage or one that this is built from. */
  readonly isShipped: boolean;
}

export interface Name {
  readonly text: string;
  readonly span: Span;
}

export type Instruction =
  | ArgInstruction
  | CommandInstruction
  | CopyInstruction
  | ExposeInstruction
  | FromInstruction
  | HealthcheckInstruction
  | OnbuildInstruction
  | OtherInstruction
  | PairsInstruction
  | RunInstruction
  | ShellInstruction
  | UserInstruction
  | WorkdirInstruction;

interface InstructionBase {
  readonly keywordSpan: Span;
  /** All its lines, here-documents included. */
  readonly span: Span;
  readonly flags: readonly Flag[];
}

/** `--name` or `--name=value` before the arguments. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string;
  /** Undefined where none is written. */
  readonly value: Value | undefined;
  readonly span: Span;
}

export interface FromInstruction extends InstructionBase {
  readonly keyword: 'FROM';
  /** Undefined while none is written. */
  readonly image: Value | undefined;
  readonly alias: Name | undefined;
  readonly platform: Value | undefined;
}

/** `NAME=value` of `ARG`, `ENV` or `LABEL`. */
export interface Pair {
  readonly name: Value;
  /** Undefined where `ARG` gives no default. */
  readonly value: Value | undefined;
  readonly span: Span;
}

export interface ArgInstruction extends InstructionBase {
  readonly keyword: 'ARG';
  readonly pairs: readonly Pair[];
}

export interface PairsInstruction extends InstructionBase {
  readonly keyword: 'ENV' | 'LABEL';
  readonly pairs: readonly Pair[];
}

/** What is to be run, in one of two forms. */
export interface CommandLine {
  /** `exec` is a JSON array; `shell` is handed to the stage's shell. */
  readonly form: 'exec' | 'shell';
  /** The array of the exec form; empty in shell form. */
  readonly words: readonly ExecWord[];
  /** What the shell gets, here-documents included; in exec form, the script of `["sh", "-c", "…"]`. */
  readonly script: ShellSource | undefined;
  /** The script's commands. Empty where there is none, or where the shell is not a POSIX one. */
  readonly commands: readonly ShellCommand[];
  /** All that stands after the keyword and its flags. */
  readonly span: Span;
}

export interface RunInstruction extends InstructionBase {
  readonly keyword: 'RUN';
  readonly command: CommandLine;
  readonly mounts: readonly Mount[];
}

/** `RUN --mount=type=cache,target=/root/.npm`. */
export interface Mount {
  /** `bind` where none is written; undefined when unknown. */
  readonly type: string | undefined;
  /** The other settings; undefined when a variable in them is not known. */
  readonly settings: ReadonlyMap<string, string> | undefined;
  readonly span: Span;
}

export interface CommandInstruction extends InstructionBase {
  readonly keyword: 'CMD' | 'ENTRYPOINT';
  readonly command: CommandLine;
}

export interface HealthcheckInstruction extends InstructionBase {
  readonly keyword: 'HEALTHCHECK';
  /** Undefined for `HEALTHCHECK NONE`. */
  readonly command: CommandLine | undefined;
}

export interface CopyInstruction extends InstructionBase {
  readonly keyword: 'COPY' | 'ADD';
  /** Here-documents are not among them. */
  readonly sources: readonly Value[];
  readonly destination: Value | undefined;
  /** What `--from` names: a stage or an image. */
  readonly from: Value | undefined;
  readonly isExecForm: boolean;
}

export interface UserInstruction extends InstructionBase {
  readonly keyword: 'USER';
  /** `user` or `user:group`, names or numbers. */
  readonly user: Value;
}

export interface WorkdirInstruction extends InstructionBase {
  readonly keyword: 'WORKDIR';
  readonly path: Value;
}

export interface ExposeInstruction extends InstructionBase {
  readonly keyword: 'EXPOSE';
  readonly ports: readonly Value[];
}

export interface ShellInstruction extends InstructionBase {
  readonly keyword: 'SHELL';
  readonly words: readonly ExecWord[];
}

export interface OnbuildInstruction extends InstructionBase {
  readonly keyword: 'ONBUILD';
  /** What builds that start from this image run. */
  readonly trigger: Instruction | undefined;
}

/** `VOLUME`, `STOPSIGNAL`, `MAINTAINER`, and what is no instruction at all. */
export interface OtherInstruction extends InstructionBase {
  readonly keyword: 'VOLUME' | 'STOPSIGNAL' | 'MAINTAINER' | 'unknown';
}
