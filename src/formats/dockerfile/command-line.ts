import { isShell } from '../shell/nested';
import { parseShell, readExecCommand } from '../shell/parse';
import { ComposedSource, type ShellSource } from '../shell/source';
import type { ShellScript } from '../shell/syntax';
import type { Variables } from '../shell/variables';
import { type ExecWord, readExecForm } from './exec-form';
import type { Statement } from './lines';
import type { CommandLine } from './model';

/** Whether a `SHELL` of these words reads POSIX scripts. */
export function isPosixShell([program]: readonly ExecWord[]): boolean {
  return isShell(program?.text.slice(program.text.lastIndexOf('/') + 1));
}

/** What reads a command line. */
export interface Interpreter {
  /** The words of the `SHELL` in force; undefined for the one that the image brings. */
  readonly shell: readonly string[] | undefined;
  /** Whether it reads POSIX scripts. */
  readonly isPosix: boolean;
}

/** Reads what stands from an offset of the instruction's line on. `variables` is the environment it is run in. */
export function readCommandLine(
  statement: Statement,
  start: number,
  { shell, isPosix }: Interpreter,
  variables: Variables | undefined,
): CommandLine {
  const { line } = statement;
  const end = line.text.trimEnd().length;
  const from = Math.min(start, end);
  const span = line.locate(from, end);
  const words = readExecForm(line, start, end);
  if (words) {
    const read = () => readExecCommand(words, line, { pos: from, end }, variables);
    return new LazyCommandLine('exec', shell, words, scriptOfExec(words), span, words.length > 0 ? read : nothing);
  }
  const script = shellScript(statement, start, end);
  const isReadable = isReadBy(script, isPosix);
  return new LazyCommandLine(
    'shell',
    shell,
    [],
    script,
    span,
    isReadable ? () => parseShell(script, variables) : nothing,
  );
}

function nothing(): ShellScript {
  return { commands: [], problems: [] };
}

function scriptOfExec([program, option, script]: readonly ExecWord[]): ShellSource | undefined {
  const runsScript = program && isPosixShell([program]) && /^-[a-z]*c$/.test(option?.text ?? '');
  return runsScript ? script?.script : undefined;
}

function shellScript({ line, heredocs }: Statement, start: number, end: number): ShellSource {
  const [first] = heredocs;
  // A here-document alone is the script itself.
  if (first && heredocs.length === 1 && first.start === start && first.end === end) return first.body;
  const script = new ComposedSource(line).copy(start, end);
  if (!first) return script;
  return joined([script, ...heredocs.map(({ whole }) => whole)]);
}

/** Scripts as one, each on a line of its own. */
function joined(parts: readonly ShellSource[]): ShellSource {
  const texts = parts.map(({ text }, index) => (index === 0 ? `${text}\n` : text));
  const starts: number[] = [];
  let length = 0;
  for (const text of texts) {
    starts.push(length);
    length += text.length;
  }
  return {
    text: texts.join(''),
    locate(start, end) {
      const index = Math.max(
        starts.findLastIndex((from) => from <= start),
        0,
      );
      const part = parts[index] as ShellSource;
      const from = starts[index] as number;
      const head = part.locate(start - from, Math.min(end - from, part.text.length));
      const last = starts.findLastIndex((each) => each < end);
      if (last <= index) return head;
      const tail = (parts[last] as ShellSource).locate(0, end - (starts[last] as number));
      return { ...head, end: Math.max(head.end, tail.end) };
    },
  };
}

const INTERPRETER = /^#![ \t]*(?:\S*\/)?(?:env[ \t]+(?:-\S+[ \t]+)?)?([\w.-]+)/;

/** Whether a script is a POSIX one; a here-document may name its interpreter. */
function isReadBy({ text }: ShellSource, isPosix: boolean): boolean {
  const interpreter = text.startsWith('#!') ? INTERPRETER.exec(text)?.[1] : undefined;
  return interpreter === undefined ? isPosix : isShell(interpreter);
}

class LazyCommandLine implements CommandLine {
  #read: ShellScript | undefined;

  constructor(
    readonly form: 'exec' | 'shell',
    readonly shell: readonly string[] | undefined,
    readonly words: readonly ExecWord[],
    readonly script: ShellSource | undefined,
    readonly span: CommandLine['span'],
    private readonly readScript: () => ShellScript,
  ) {}

  get commands(): CommandLine['commands'] {
    return this.#content.commands;
  }

  get problems(): CommandLine['problems'] {
    return this.#content.problems;
  }

  get #content(): ShellScript {
    this.#read ??= this.readScript();
    return this.#read;
  }
}
