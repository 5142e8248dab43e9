import {
  type Assignment,
  type Command,
  type CommandNode,
  forEachChild,
  type ParsedScript,
  type PipelineNode,
  parse,
  type Redirection,
  type Statement,
  type SyntaxNode,
} from 'unbash';
import type { Problem } from '../../core/format';
import type { Span } from '../../core/text';
import { scriptOf } from './nested';
import type { ShellSource } from './source';
import type { Connector, ShellAssignment, ShellCommand, ShellPart, ShellRedirect, ShellScript, Within } from './syntax';
import { NO_VARIABLES, untouchedBy, type Variables } from './variables';
import { readWord, readWords, type ShellWord } from './word';
import { programName, type Unwrapped, unwrap } from './wrapper';

/** How deep scripts are followed that are words of scripts: `sh -c "sh -c '…'"`. */
const MAX_DEPTH = 6;

/**
 * Reads a POSIX or Bash script. Never throws: what can't be read is left out and listed. `variables` is the environment
 * that the script is run in, as far as it is known; what the script may change of it counts as unknown.
 */
export function parseShell(source: ShellSource, variables: Variables = NO_VARIABLES): ShellScript {
  const commands: PipedCommand[] = [];
  const problems: Problem[] = [];
  const known = variables === NO_VARIABLES ? variables : untouchedBy(source.text, variables);
  new Reader({ source, within: undefined, depth: 0, commands, problems, variables: known }).readAll();
  return { commands, problems };
}

/** A command given as a list of words, which no shell reads; with the commands of a script among them, as for `sh -c`. */
export function readExecCommand(
  words: readonly ShellWord[],
  source: ShellSource,
  stretch: Stretch,
  variables: Variables = NO_VARIABLES,
): ShellScript {
  const commands: PipedCommand[] = [];
  const problems: Problem[] = [];
  const whole = new Part(source, stretch);
  const position: Position = { connector: undefined, list: whole, pipeline: whole };
  const command = new PipedCommand(source, stretch, unwrap(words), [], [], position, undefined);
  commands.push(command);
  const script = scriptOf(command);
  if (script) {
    const known = untouchedBy(script.text, variables);
    const within: Within = { as: 'script', command };
    new Reader({ source: script, within, depth: 1, commands, problems, variables: known }).readAll();
  }
  return { commands, problems };
}

class Part implements ShellPart {
  constructor(
    private readonly source: ShellSource,
    private readonly node: Stretch,
  ) {}

  get span(): Span {
    return this.source.locate(this.node.pos, this.node.end);
  }
}

class PipedCommand extends Part implements ShellCommand {
  readonly name: string | undefined;
  readonly words: readonly ShellWord[];
  readonly wrappers: readonly string[];
  readonly assignments: readonly ShellAssignment[];
  readonly connector: Connector | undefined;
  readonly list: ShellPart;
  readonly pipeline: ShellPart;
  pipedInto: ShellCommand | undefined;

  constructor(
    source: ShellSource,
    node: Stretch,
    { words, wrappers, assignments }: Unwrapped,
    own: readonly ShellAssignment[],
    readonly redirects: readonly ShellRedirect[],
    { connector, list, pipeline }: Position,
    readonly within: Within | undefined,
  ) {
    super(source, node);
    this.name = programName(words[0]);
    this.words = words;
    this.wrappers = wrappers;
    this.assignments = own.length === 0 ? assignments : own.concat(assignments);
    this.connector = connector;
    this.list = list;
    this.pipeline = pipeline;
  }
}

/** What begins a command substitution or a process substitution. */
const SUBSTITUTION = /`|[$<>]\(|\$\{[\s|]/;

/** One text that is read as a script, and what it adds to. */
interface Reading {
  readonly source: ShellSource;
  readonly within: Within | undefined;
  readonly depth: number;
  readonly commands: PipedCommand[];
  readonly problems: Problem[];
  readonly variables: Variables;
}

/** A stretch of a source's text. */
export interface Stretch {
  readonly pos: number;
  readonly end: number;
}

/** Where a command stands among the others. */
interface Position {
  readonly connector: Connector | undefined;
  readonly list: ShellPart;
  readonly pipeline: ShellPart;
}

class Reader {
  readonly #hasSubstitutions: boolean;

  constructor(private readonly reading: Reading) {
    this.#hasSubstitutions = SUBSTITUTION.test(reading.source.text);
  }

  readAll(): void {
    const script = parse(this.reading.source.text);
    this.#list(script);
    this.#statements(script.commands, undefined);
  }

  #list({ errors }: ParsedScript): void {
    const { source, problems } = this.reading;
    for (const { message, pos } of errors ?? []) {
      problems.push({ at: source.locate(pos, Math.min(pos + 1, source.text.length)), message });
    }
  }

  #statements(statements: readonly Statement[], lead: Connector | undefined): void {
    let connector = lead;
    for (const statement of statements) {
      this.#statement(statement, connector);
      connector = statement.background ? '&' : ';';
    }
  }

  #statement(statement: Statement, lead: Connector | undefined): void {
    const node = statement.command;
    const list = new Part(this.reading.source, node);
    if (node.type !== 'AndOr') {
      this.#pipeline(node, lead, list);
      return;
    }
    node.commands.forEach((pipeline, index) => {
      this.#pipeline(pipeline, index === 0 ? lead : node.operators[index - 1], list);
    });
  }

  #pipeline(node: PipelineNode, lead: Connector | undefined, list: ShellPart): void {
    const pipeline = new Part(this.reading.source, node);
    if (node.type !== 'Pipeline') {
      this.#command(node, { connector: lead, list, pipeline });
      return;
    }
    const { commands } = this.reading;
    let previous: readonly PipedCommand[] = [];
    node.commands.forEach((stage, index) => {
      const from = commands.length;
      this.#command(stage, { connector: index === 0 ? lead : node.operators[index - 1], list, pipeline });
      const added = commands.slice(from).filter(({ within }) => within === this.reading.within);
      for (const command of previous) command.pipedInto ??= added[0];
      previous = added;
    });
  }

  #command(node: CommandNode, position: Position): void {
    switch (node.type) {
      case 'Command':
        this.#simple(node, position);
        break;
      case 'Redirected':
        this.#command(node.command, position);
        for (const redirect of node.redirects) this.#substitutions(redirect, undefined);
        break;
      case 'Subshell':
      case 'BraceGroup':
        this.#statements(node.body.commands, position.connector);
        break;
      default:
        this.#compound(node);
    }
  }

  /** The parts of `if`, loops, `case` and functions, in the order of the text. */
  #compound(node: SyntaxNode): void {
    forEachChild(node, (child) => {
      switch (child.type) {
        case 'CompoundList':
          this.#statements(child.commands, undefined);
          break;
        case 'Elif':
        case 'CaseItem':
          this.#compound(child);
          break;
        case 'Command':
        case 'Redirected':
        case 'Subshell':
        case 'BraceGroup':
        case 'If':
        case 'For':
        case 'ArithmeticFor':
        case 'Select':
        case 'While':
        case 'Case': {
          const part = new Part(this.reading.source, child);
          this.#command(child, { connector: undefined, list: part, pipeline: part });
          break;
        }
        default:
          this.#substitutions(child, undefined);
      }
    });
  }

  #simple(node: Command, position: Position): void {
    const { source, within, depth, commands, variables } = this.reading;
    const own: ShellAssignment[] = [];
    for (const item of node.prefix) if (item.type === 'Assignment') own.push(this.#assignment(item));
    const words = [node.name, ...node.args].flatMap((word) => (word ? readWords(source, word, variables) : []));
    const redirects = node.redirects.map((redirect) => this.#redirect(redirect));
    const command = new PipedCommand(source, node, unwrap(words), own, redirects, position, within);
    commands.push(command);
    const script = depth < MAX_DEPTH ? scriptOf(command) : undefined;
    forEachChild(node, (child) => {
      if (!script || child.type !== 'HereDoc') this.#substitutions(child, command);
    });
    if (script) this.#nested(script, { as: 'script', command }).readAll();
  }

  #assignment({ name, pos, end, value }: Assignment): ShellAssignment {
    const { source, variables } = this.reading;
    return {
      name,
      value: value.type === 'Word' ? readWord(source, value, variables).value : undefined,
      span: source.locate(pos, end),
      valueSpan: source.locate(value.pos, value.end),
    };
  }

  #redirect(redirect: Redirection): ShellRedirect {
    const { source, variables } = this.reading;
    const { operator, descriptor, pos, end } = redirect;
    const target = redirect.type === 'HereDoc' ? undefined : redirect.target;
    return {
      operator,
      target: target && readWord(source, target, variables),
      descriptor: descriptor?.type === 'FileDescriptor' ? descriptor.value : undefined,
      document: redirect.type === 'HereDoc' ? stretchOf(source, redirect.body) : undefined,
      span: source.locate(pos, end),
    };
  }

  /** Reads the commands inside a word, at whatever depth: `$(…)`, backticks, `<(…)`. */
  #substitutions(node: SyntaxNode, command: ShellCommand | undefined): void {
    if (!this.#hasSubstitutions) return;
    if (node.type !== 'CommandExpansion' && node.type !== 'ProcessSubstitution') {
      forEachChild(node, (child) => this.#substitutions(child, command));
      return;
    }
    const { script } = node;
    if (!script) return;
    const { source } = this.reading;
    // Backticks with escapes are decoded by the parser, which then counts positions from there.
    const inner = script.source === undefined ? source : opaque(script.source, source, node);
    const reader = this.#nested(inner, { as: 'substitution', command });
    reader.#list(script);
    reader.#statements(script.commands, undefined);
  }

  #nested(source: ShellSource, within: Within): Reader {
    return new Reader({ ...this.reading, source, within, depth: this.reading.depth + 1 });
  }
}

/** A text whose every part is located as the whole. */
function opaque(text: string, source: ShellSource, { pos, end }: Stretch): ShellSource {
  return { text, locate: () => source.locate(pos, end) };
}

function stretchOf(source: ShellSource, { pos, end }: Stretch): ShellSource {
  return {
    text: source.text.slice(pos, end),
    locate: (from, to) => source.locate(pos + from, pos + to),
  };
}
