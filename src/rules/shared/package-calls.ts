import { contains, type Span } from '../../core/text';
import type { CommandLine } from '../../formats/dockerfile/model';
import { type Arguments, readArguments } from '../../formats/shell/options';
import type { ShellCommand } from '../../formats/shell/syntax';
import type { ShellWord } from '../../formats/shell/word';
import { PACKAGE_MANAGERS, type PackageAction, type PackageFamily, type PackageManager } from './package-managers';

/** One call of a package manager. */
export interface PackageCall {
  readonly command: ShellCommand;
  readonly family: PackageFamily;
  readonly manager: PackageManager;
  /** The program as it is called: `apt-get`, `pip3`. */
  readonly program: string;
  readonly programWord: ShellWord;
  /** Undefined where the manager is called on its own, as `yarn` may be. */
  readonly subcommand: ShellWord | undefined;
  /** Undefined for what changes no packages. */
  readonly action: PackageAction | undefined;
  /** What the subcommand is given: for `apt-get install -y curl`, `curl`. */
  readonly packages: readonly ShellWord[];
  readonly given: Arguments;
  /** From the program to its subcommand. */
  readonly head: Span;
}

/** The calls of package managers in a command line, in the order of the text; each command line is read once. */
export function packageCalls(line: CommandLine): readonly PackageCall[] {
  const known = line.span.file.derived(callsByLine);
  let calls = known.get(line);
  if (!calls) {
    calls = line.commands.flatMap((command) => packageCall(command) ?? []);
    known.set(line, calls);
  }
  return calls;
}

function callsByLine(): WeakMap<CommandLine, readonly PackageCall[]> {
  return new WeakMap();
}

const FAMILIES = Object.entries(PACKAGE_MANAGERS) as [PackageFamily, PackageManager][];
const PROGRAMS = new RegExp(FAMILIES.map(([, { programs }]) => programs.source).join('|'));

/** A command as a call of a package manager; undefined for any other program. */
export function packageCall(command: ShellCommand): PackageCall | undefined {
  const { words, name } = command;
  if (name === undefined) return undefined;
  // `python -m pip` is pip.
  const isModule = /^python[\d.]*$/.test(name) && words[1]?.value === '-m';
  const own = isModule ? words.slice(2) : words;
  const [programWord] = own;
  const program = isModule ? programWord?.value : name;
  if (!programWord || program === undefined || !PROGRAMS.test(program)) return undefined;
  const [family, manager] = FAMILIES.find(([, { programs }]) => programs.test(program)) ?? [];
  if (!family || !manager) return undefined;
  const given = readArguments({ words: own }, manager.valued);
  const { operands } = given;
  const isPrefixed = manager.prefixes?.includes(operands[0]?.value ?? '') ?? false;
  const [subcommand, ...packages] = isPrefixed ? operands.slice(1) : operands;
  return {
    command,
    family,
    manager,
    program,
    programWord,
    subcommand,
    action: subcommand ? actionOf(subcommand.value, manager) : manager.otherwise,
    packages,
    given,
    head: headOf(command, programWord, subcommand),
  };
}

/** Whether a call does what its action says: no help is asked for, nothing is only tried. */
export function isEffective({ given, manager }: PackageCall): boolean {
  return !given.has(...manager.inert);
}

function actionOf(subcommand: string | undefined, { actions }: PackageManager): PackageAction | undefined {
  if (subcommand === undefined) return undefined;
  return (Object.keys(actions) as PackageAction[]).find((action) => actions[action]?.includes(subcommand));
}

function headOf({ span }: ShellCommand, program: ShellWord, subcommand: ShellWord | undefined): Span {
  const start = program.span;
  const end = subcommand?.span ?? start;
  // What a variable holds is written elsewhere.
  return contains(span, start) && contains(span, end) && start.start <= end.end ? { ...start, end: end.end } : span;
}
