import type { Document, Problem } from '../../core/format';
import type { Span } from '../../core/text';
import type { ShellSource } from '../shell/source';
import type { ShellCommand } from '../shell/syntax';
import type { Directive } from './directives';
import type { ExecWord } from './exec-form';
import type { Value } from './value';
import type { VariableUse } from './variables';

/** A Dockerfile, read. */
export interface Dockerfile extends Document {
  readonly directives: readonly Directive[];
  /** The character that escapes and continues lines. */
  readonly escapeCharacter: string;
  /** The `ARG`s before the first stage, whose values serve in `FROM`. */
  readonly globalArguments: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
  /** What stands before the first stage and is no `ARG`: Docker builds no such file. */
  readonly strays: readonly Instruction[];
  /** Blank lines between the lines of one instruction. */
  readonly emptyContinuations: readonly Span[];
  /** Whether a frontend other than Docker's reads the file, which may know other instructions and flags. */
  readonly hasOwnFrontend: boolean;
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
  /** Whether the final image needs it, be it only to copy from: BuildKit builds no other stages. */
  readonly isBuilt: boolean;
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
  /** What stands after the keyword and its flags, on the instruction's own lines. */
  readonly arguments: Span;
  /** Where Docker puts in the values of variables. */
  readonly variables: readonly VariableUse[];
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
  /** What stands there besides an image and `AS name`. */
  readonly extra: Span | undefined;
}

/** `NAME=value` of `ARG`, `ENV` or `LABEL`. */
export interface Pair {
  readonly name: Value;
  /** Undefined where `ARG` gives no default. */
  readonly value: Value | undefined;
  /** Written as `NAME value`, without an equals sign. */
  readonly isLegacy: boolean;
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
  /** The words of the `SHELL` in force; undefined for the one that the image brings. */
  readonly shell: readonly string[] | undefined;
  /**
   * The commands, those of scripts within included. In exec form the first one is the array itself, and has words that no
   * shell reads. Empty where the shell is not a POSIX one. Variables of the build are known in those of `RUN`.
   */
  readonly commands: readonly ShellCommand[];
  /** What a shell could not read of it. */
  readonly problems: readonly Problem[];
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
  /** All settings as written; undefined when a variable in them is not known. */
  readonly settings: ReadonlyMap<string, string> | undefined;
  /** Where it stands in the file system of the command: `target`, `dst` or `destination`. */
  readonly target: string | undefined;
  /** The path in the context or in `from`: `source` or `src`. */
  readonly source: string | undefined;
  /** The stage or image that a bind or cache mount shows. */
  readonly from: string | undefined;
  /** What tells one cache, secret or SSH agent from another. */
  readonly id: string | undefined;
  /** The variable that a secret is put into. */
  readonly env: string | undefined;
  /** Whether the build fails without the secret or SSH agent. */
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
  readonly sharing: string | undefined;
  readonly span: Span;
}

export interface CommandInstruction extends InstructionBase {
  readonly keyword: 'CMD' | 'ENTRYPOINT';
  readonly command: CommandLine;
}

export interface HealthcheckInstruction extends InstructionBase {
  readonly keyword: 'HEALTHCHECK';
  /** The word after the flags in capitals, `CMD` or `NONE`; undefined while none is written. */
  readonly kind: string | undefined;
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
  /** Empty while it is no JSON array. */
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
