import type { ShellSource } from '../shell/source';
import type { Variables } from '../shell/variables';
import { type Interpreter, isPosixShell, readCommandLine } from './command-line';
import { readExecForm } from './exec-form';
import { type Statement, skipBlanks } from './lines';
import type { CommandLine, Flag, Instruction, Mount, Name, Pair } from './model';
import type { Value } from './value';
import { resolve, Scope, type VariableUse } from './variables';
import { type Stretch, splitWords } from './words';

/** What an instruction is read with. */
export interface ReadContext {
  readonly escapeCharacter: string;
  readonly scope: Scope;
  /** What reads commands in shell form. */
  readonly interpreter: Interpreter;
}

/** Reads the arguments of an instruction, variables resolved as far as they are known. */
export function readInstruction(statement: Statement, context: ReadContext): Instruction {
  return new InstructionReader(statement, context).read();
}

class InstructionReader {
  readonly #line: ShellSource;
  readonly #end: number;
  readonly #uses: VariableUse[] = [];

  constructor(
    private readonly statement: Statement,
    private readonly context: ReadContext,
  ) {
    this.#line = statement.line;
    this.#end = statement.line.text.trimEnd().length;
  }

  read(): Instruction {
    const { keyword, keywordSpan, span, argumentsAt } = this.statement;
    const { flags, after: start } = this.#flags(argumentsAt);
    const after = Math.min(this.#end, start);
    const rest = this.#line.locate(after, this.#end);
    const variables = this.#uses;
    switch (keyword) {
      case 'FROM':
        return {
          keyword,
          keywordSpan,
          span,
          flags,
          arguments: rest,
          variables,
          ...this.#from(after),
          platform: flagValue(flags, 'platform'),
        };
      case 'RUN':
        return {
          keyword,
          keywordSpan,
          span,
          flags,
          arguments: rest,
          variables,
          command: this.#command(after, this.context.scope.environment()),
          mounts: flags.length === 0 ? [] : flags.filter(({ name }) => name === 'mount').map(mountOf),
        };
      case 'CMD':
      case 'ENTRYPOINT':
        return { keyword, keywordSpan, span, flags, arguments: rest, variables, command: this.#command(argumentsAt) };
      case 'HEALTHCHECK':
        return { keyword, keywordSpan, span, flags, arguments: rest, variables, ...this.#check(after) };
      case 'COPY':
      case 'ADD':
        return {
          keyword,
          keywordSpan,
          span,
          flags,
          arguments: rest,
          variables,
          ...this.#transfer(after),
          from: flagValue(flags, 'from'),
        };
      case 'ARG':
      case 'ENV':
      case 'LABEL':
        return {
          keyword,
          keywordSpan,
          span,
          flags,
          arguments: rest,
          variables,
          pairs: this.#pairs(argumentsAt, keyword),
        };
      case 'USER':
        return {
          keyword,
          keywordSpan,
          span,
          flags,
          arguments: rest,
          variables,
          user: this.#resolve({ start: argumentsAt, end: this.#end }),
        };
      case 'WORKDIR':
        return {
          keyword,
          keywordSpan,
          span,
          flags,
          arguments: rest,
          variables,
          path: this.#resolve({ start: argumentsAt, end: this.#end }),
        };
      case 'EXPOSE':
        return {
          keyword,
          keywordSpan,
          span,
          flags,
          arguments: rest,
          variables,
          ports: this.#words(argumentsAt).map((word) => this.#resolve(word)),
        };
      case 'SHELL':
        return {
          keyword,
          keywordSpan,
          span,
          flags,
          arguments: rest,
          variables,
          words: readExecForm(this.#line, argumentsAt, this.#end) ?? [],
        };
      case 'ONBUILD':
        return { keyword, keywordSpan, span, flags, arguments: rest, variables, trigger: this.#trigger() };
      case 'VOLUME':
      case 'STOPSIGNAL':
        for (const word of this.#words(argumentsAt)) this.#resolve(word);
        return { keyword, keywordSpan, span, flags, arguments: rest, variables };
      case 'MAINTAINER':
        return { keyword, keywordSpan, span, flags, arguments: rest, variables };
      default:
        return { keyword: 'unknown', keywordSpan, span, flags, arguments: rest, variables };
    }
  }

  #command(start: number, variables?: Variables): CommandLine {
    return readCommandLine(this.statement, start, this.context.interpreter, variables);
  }

  #check(after: number) {
    const [word] = this.#words(after);
    const kind = word && this.#line.text.slice(word.start, word.end).toUpperCase();
    const start = skipBlanks(this.#line.text, word?.end ?? after, this.#end);
    return { kind, command: kind === 'CMD' ? this.#command(start) : undefined };
  }

  #words(start: number): Stretch[] {
    return splitWords(this.#line.text, start, this.#end, this.context.escapeCharacter);
  }

  #resolve({ start, end }: Stretch): Value {
    const { escapeCharacter, scope } = this.context;
    return resolve(this.#line, Math.min(start, end), end, escapeCharacter, scope, this.#uses);
  }

  #flags(start: number): { readonly flags: readonly Flag[]; readonly after: number } {
    const { text } = this.#line;
    const flags: Flag[] = [];
    let after = start;
    while (text.startsWith('--', after)) {
      const [word] = splitWords(text, after, wordEnd(text, after, this.#end), this.context.escapeCharacter);
      if (!word || word.end - word.start === 2) break;
      const equals = text.slice(word.start, word.end).indexOf('=');
      const nameEnd = equals < 0 ? word.end : word.start + equals;
      flags.push({
        name: text.slice(word.start + 2, nameEnd),
        value: equals < 0 ? undefined : this.#resolve({ start: nameEnd + 1, end: word.end }),
        span: this.#line.locate(word.start, word.end),
      });
      after = skipBlanks(text, word.end, this.#end);
    }
    return { flags, after };
  }

  #from(start: number) {
    const [image, as, alias, ...rest] = this.#words(start);
    const isNamed = as && alias && this.#line.text.slice(as.start, as.end).toUpperCase() === 'AS';
    const [extra] = isNamed ? rest : [as];
    return {
      image: image && this.#resolve(image),
      alias: isNamed ? this.#name(alias) : undefined,
      extra: extra && this.#line.locate(extra.start, this.#end),
    };
  }

  #name({ start, end }: Stretch): Name {
    return { text: this.#line.text.slice(start, end), span: this.#line.locate(start, end) };
  }

  #transfer(start: number) {
    const exec = readExecForm(this.#line, start, this.#end);
    const heredocs = new Set(this.statement.heredocs.map((heredoc) => heredoc.start));
    const words = exec
      ? splitExec(this.#line.text, start, this.#end)
      : this.#words(start).filter((word) => !heredocs.has(word.start));
    const values = words.map((word) => this.#resolve(word));
    return { sources: values.slice(0, -1), destination: values.at(-1), isExecForm: exec !== undefined };
  }

  #pairs(start: number, keyword: 'ARG' | 'ENV' | 'LABEL'): readonly Pair[] {
    const { text } = this.#line;
    const words = this.#words(start);
    const [first, second] = words;
    const isLegacy = keyword !== 'ARG' && first && !text.slice(first.start, first.end).includes('=');
    if (isLegacy) {
      const span = this.#line.locate(first.start, this.#end);
      const value = second && this.#resolve({ start: second.start, end: this.#end });
      return [{ name: this.#resolve(first), value, isLegacy: true, span }];
    }
    return words.flatMap(({ start: from, end }) => {
      const equals = text.slice(from, end).indexOf('=');
      if (equals === 0) return [];
      const nameEnd = equals < 0 ? end : from + equals;
      const name = this.#resolve({ start: from, end: nameEnd });
      const value = equals < 0 ? undefined : this.#resolve({ start: nameEnd + 1, end });
      return [{ name, value, isLegacy: false, span: this.#line.locate(from, end) }];
    });
  }

  #trigger(): Instruction | undefined {
    const { text } = this.#line;
    const { argumentsAt } = this.statement;
    const [word] = this.#words(argumentsAt);
    if (!word) return undefined;
    const keyword = text.slice(word.start, word.end).toUpperCase();
    if (keyword === 'ONBUILD' || keyword === 'FROM') return undefined;
    return readInstruction(
      {
        ...this.statement,
        keyword,
        keywordSpan: this.#line.locate(word.start, word.end),
        argumentsAt: skipBlanks(text, word.end, this.#end),
      },
      // It is run with the variables of another build.
      { ...this.context, scope: new Scope() },
    );
  }
}

/** The end of the word at an offset, blanks inside quotes included; a flag is short, so that the rest need not be split. */
function wordEnd(text: string, start: number, end: number): number {
  let quote = '';
  for (let at = start; at < end; at++) {
    const character = text.charAt(at);
    if (quote === '' && (character === ' ' || character === '\t')) return at;
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  return end;
}

/** The strings of an exec form as words of the line; quotes are resolved with the rest. */
function splitExec(text: string, start: number, end: number): Stretch[] {
  return [...text.slice(start, end).matchAll(/"(?:[^"\\]|\\.)*"?|[^"]+/gs)].flatMap(({ 0: part, index }) =>
    part.length > 1 && part.startsWith('"') && part.endsWith('"')
      ? [{ start: start + index, end: start + index + part.length }]
      : [],
  );
}

function flagValue(flags: readonly Flag[], name: string): Value | undefined {
  return flags.find((flag) => flag.name === name)?.value;
}

function mountOf({ value, span }: Flag): Mount {
  const text = value?.text;
  const settings = text === undefined ? undefined : readSettings(text);
  const setting = (...names: readonly string[]) =>
    names.map((name) => settings?.get(name)).find((found) => found !== undefined);
  const isOn = (...names: readonly string[]) => /^(?:true|1)$/i.test(setting(...names) ?? '');
  return {
    type: settings && (settings.get('type') ?? 'bind'),
    settings,
    target: setting('target', 'dst', 'destination'),
    source: setting('source', 'src'),
    from: setting('from'),
    id: setting('id'),
    env: setting('env'),
    isRequired: isOn('required'),
    isReadOnly: isOn('readonly', 'ro'),
    sharing: setting('sharing'),
    span,
  };
}

function readSettings(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(',').map((setting) => {
      const equals = setting.indexOf('=');
      return equals < 0 ? [setting, 'true'] : [setting.slice(0, equals), setting.slice(equals + 1)];
    }),
  );
}

/** What reads the later commands of the stage; undefined where the instruction changes nothing. */
export function shellChange(instruction: Instruction): Interpreter | undefined {
  if (instruction.keyword !== 'SHELL') return undefined;
  const { words } = instruction;
  return { shell: words.map(({ text }) => text), isPosix: isPosixShell(words) };
}
