import type { Problem } from '../../core/format';
import { basename } from '../../core/path';
import type { SourceFile, Span } from '../../core/text';
import type { Interpreter } from './command-line';
import { readInstruction, shellChange } from './instruction';
import { meantKeyword } from './keywords';
import { readLines, type Statement } from './lines';
import type { ArgInstruction, Dockerfile, FromInstruction, Instruction, Stage } from './model';
import { withTriggers } from './triggers';
import { Scope } from './variables';

/** Reads a Dockerfile in one pass. Never throws: what can't be read is left out and listed. */
export function parseDockerfile(file: SourceFile): Dockerfile {
  const { directives, escapeCharacter, statements, emptyContinuations } = readLines(file);
  const reader = new StageReader(escapeCharacter, file.path);
  for (const statement of statements) reader.add(statement);
  const finalStage = reader.stages.at(-1);
  for (let stage = finalStage; stage; stage = stage.base) stage.isShipped = true;
  if (finalStage) markBuilt(finalStage, reader.stages);
  const hasOwnFrontend = hasOwnSyntax(directives);
  return {
    file,
    directives,
    escapeCharacter,
    globalArguments: reader.globalArguments,
    stages: reader.stages,
    finalStage,
    strays: reader.strays,
    emptyContinuations,
    hasOwnFrontend,
    problems: hasOwnFrontend ? [] : reader.problems,
    statementAt: (offset) => statementAt(file, statements, offset),
  };
}

/** The stage and those that it is built from, the nearest first: all whose instructions are in force when it runs. */
export function runtimeChain(stage: Stage | undefined): readonly Stage[] {
  const chain: Stage[] = [];
  for (let each = stage; each; each = each.base) chain.push(each);
  return chain;
}

interface OpenStage extends Stage {
  readonly base: OpenStage | undefined;
  readonly instructions: Instruction[];
  readonly scope: Scope;
  isShipped: boolean;
  isBuilt: boolean;
  interpreter: Interpreter;
}

const POSIX: Interpreter = { shell: undefined, isPosix: true };

/** Arguments that BuildKit sets itself, for the machine that builds and the one that is built for. */
const PLATFORM_ARGUMENT = /^(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT|STAGE)$/;

class StageReader {
  readonly stages: OpenStage[] = [];
  readonly globalArguments: ArgInstruction[] = [];
  readonly strays: Instruction[] = [];
  readonly problems: Problem[] = [];
  readonly #global = new Scope();
  readonly #byName = new Map<string, OpenStage>();

  constructor(
    private readonly escapeCharacter: string,
    private readonly path: string,
  ) {}

  add(statement: Statement): void {
    const stage = this.stages.at(-1);
    const isFrom = statement.keyword === 'FROM';
    const scope = isFrom || !stage ? this.#global : stage.scope;
    const interpreter = stage?.interpreter ?? POSIX;
    const instruction = readInstruction(statement, { escapeCharacter: this.escapeCharacter, scope, interpreter });
    if (instruction.keyword === 'unknown' && !meantKeyword(statement.keyword)) {
      const name = /^[A-Z]{1,20}$/.exec(statement.keyword)?.[0];
      const message = name ? `There is no instruction ${name}` : 'This is no instruction';
      this.problems.push({ at: statement.keywordSpan, message });
    }
    if (instruction.keyword === 'FROM') {
      this.#open(instruction);
      return;
    }
    if (stage) {
      stage.instructions.push(instruction);
      stage.interpreter = shellChange(instruction) ?? stage.interpreter;
    } else if (instruction.keyword === 'ARG') this.globalArguments.push(instruction);
    else this.strays.push(instruction);
    this.#define(instruction, scope);
  }

  #open(from: FromInstruction): void {
    const name = from.image?.text?.toLowerCase();
    const base = name === undefined ? undefined : this.#byName.get(name);
    const stage: OpenStage = {
      index: this.stages.length,
      from,
      base,
      alias: from.alias,
      instructions: [],
      isShipped: false,
      isBuilt: false,
      scope: new Scope(base?.scope),
      interpreter: base?.interpreter ?? { shell: undefined, isPosix: this.#startsPosix(from) },
    };
    this.stages.push(stage);
    if (from.alias) this.#byName.set(from.alias.text.toLowerCase(), stage);
  }

  /** Whether an image's own shell reads POSIX scripts. Windows has its own, and a backtick as escape character is for Windows. */
  #startsPosix({ image, platform }: FromInstruction): boolean {
    if (this.escapeCharacter === '`' || platform?.text?.startsWith('windows')) return false;
    const isOfWindows = /windows|nanoserver|servercore/;
    return !isOfWindows.test(image?.text ?? image?.raw ?? '') && !isOfWindows.test(basename(this.path).toLowerCase());
  }

  #define(instruction: Instruction, scope: Scope): void {
    if (instruction.keyword === 'ENV') {
      for (const { name, value } of instruction.pairs) {
        if (name.text && value) scope.setEnvironment(name.text, value);
      }
    } else if (instruction.keyword === 'ARG') {
      for (const { name, value } of instruction.pairs) {
        if (!name.text) continue;
        if (value) scope.setArgument(name.text, value);
        else if (PLATFORM_ARGUMENT.test(name.text)) scope.setArgument(name.text, undefined);
        else scope.setArgument(name.text, scope === this.#global ? 'unset' : (this.#global.get(name.text) ?? 'unset'));
      }
    }
  }
}

/** The stage that a `--from` or `from=` means by name or number, whether it stands before or not. */
export function stageNamed<Each extends Stage>(stages: readonly Each[], name: string): Each | undefined {
  const wanted = name.toLowerCase();
  const named = stages.findLast(({ alias }) => alias?.text.toLowerCase() === wanted);
  return named ?? (/^\d{1,6}$/.test(name) ? stages[Number(name)] : undefined);
}

/** Marks a stage and all that it is built or copied from. */
function markBuilt(finalStage: OpenStage, stages: readonly OpenStage[]): void {
  const byName = new Map(stages.map((stage) => [stage.alias?.text.toLowerCase(), stage]));
  const find = (name: string) =>
    byName.get(name.toLowerCase()) ?? (/^\d{1,6}$/.test(name) ? stages[Number(name)] : undefined);
  const open = [finalStage];
  for (let stage = open.pop(); stage; stage = open.pop()) {
    if (stage.isBuilt) continue;
    stage.isBuilt = true;
    if (stage.base) open.push(stage.base);
    for (const name of sourceNames(stage.instructions)) {
      const source = find(name);
      if (source) open.push(source);
    }
  }
}

/** What instructions copy from or mount: names of stages, and of images. */
function* sourceNames(instructions: readonly Instruction[]): Iterable<string> {
  for (const instruction of withTriggers(instructions)) {
    if ((instruction.keyword === 'COPY' || instruction.keyword === 'ADD') && instruction.from?.text)
      yield instruction.from.text;
    for (const { from } of instruction.keyword === 'RUN' ? instruction.mounts : []) if (from) yield from;
  }
}

/** Whether a frontend other than Docker's reads the file. */
function hasOwnSyntax(directives: Dockerfile['directives']): boolean {
  const syntax = directives.find(({ name }) => name === 'syntax')?.value.text;
  return syntax !== undefined && !/^(?:docker\.io\/)?docker(?:-upstream)?\/dockerfile/.test(syntax);
}

/** The instruction around an offset, or the line where there is none. */
function statementAt(file: SourceFile, statements: readonly Statement[], offset: number): Span {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle] as Statement).span.end < offset) low = middle + 1;
    else high = middle;
  }
  const span = statements[low]?.span;
  return span && span.start <= offset ? span : file.line(file.lineAt(offset));
}
