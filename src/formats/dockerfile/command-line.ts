import { isShell } from '../shell/nested';
import { parseShell } from '../shell/parse';
import { ComposedSource, type ShellSource } from '../shell/source';
import type { ShellCommand } from '../shell/syntax';
import { type ExecWord, readExecForm } from './exec-form';
import type { Statement } from './lines';
import type { CommandLine } from './model';

/** Whether a `SHELL` of these words reads POSIX scripts. */
export function isPosixShell([program]: readonly ExecWord[]): boolean {
  return isShell(program?.text.slice(program.text.lastIndexOf('/') + 1));
}

/** Reads what stands from an offset of the instruction's line on. `isPosix`: whether the stage's shell reads POSIX scripts. */
export function readCommandLine(statement: Statement, start: number, isPosix: boolean): CommandLine {
  const { line } = statement;
  const end = line.text.trimEnd().length;
  const span = line.locate(Math.min(start, end), end);
  const words = readExecForm(line, start, end);
  if (words) return new LazyCommandLine('exec', words, scriptOfExec(words), span, true);
  return new LazyCommandLine('shell', [], shellScript(statement, start, end), span, isPosix);
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

class LazyCommandLine implements CommandLine {
  #commands: readonly ShellCommand[] | undefined;

  constructor(
    readonly form: 'exec' | 'shell',
    readonly words: readonly ExecWord[],
    readonly script: ShellSource | undefined,
    readonly span: CommandLine['span'],
    private readonly isPosix: boolean,
  ) {}

  get commands(): readonly ShellCommand[] {
    this.#commands ??= this.script && this.#isReadable(this.script.text) ? parseShell(this.script).commands : [];
    return this.#commands;
  }

  #isReadable(text: string): boolean {
    const interpreter = text.startsWith('#!') ? INTERPRETER.exec(text)?.[1] : undefined;
    return interpreter === undefined ? this.isPosix : isShell(interpreter);
  }
}
