import type { ShellSource } from '../shell/source';
import { isPosixShell, readCommandLine } from './command-line';
import { readExecForm } from './exec-form';
import { type Statement, skipBlanks } from './lines';
import type { Flag, Instruction, Mount, Name, Pair } from './model';
import type { Value } from './value';
import { resolve, type Scope } from './variables';
import { type Stretch, splitWords } from './words';

/** What an instruction is read with. */
export interface ReadContext {
  readonly escapeCharacter: string;
  readonly scope: Scope;
  /** Whether the stage's shell reads POSIX scripts. */
  readonly isPosix: boolean;
}

/** Reads the arguments of an instruction, variables resolved as far as they are known. */
export function readInstruction(statement: Statement, context: ReadContext): Instruction {
  return new InstructionReader(statement, context).read();
}

class InstructionReader {
  readonly #line: ShellSource;
  readonly #end: number;

  constructor(
    private readonly statement: Statement,
    private readonly context: ReadContext,
  ) {
    this.#line = statement.line;
    this.#end = statement.line.text.trimEnd().length;
  }

  read(): Instruction {
    const { keyword, keywordSpan, span, argumentsAt } = this.statement;
    const { flags, after } = this.#flags(argumentsAt);
    const { isPosix } = this.context;
    switch (keyword) {
      case 'FROM':
        return { keyword, keywordSpan, span, flags, ...this.#from(after), platform: flagValue(flags, 'platform') };
      case 'RUN':
        return {
          keyword,
          keywordSpan,
          span,
          flags,
          command: readCommandLine(this.statement, after, isPosix),
          mounts: flags.filter(({ name }) => name === 'mount').map(mountOf),
        };
      case 'CMD':
      case 'ENTRYPOINT':
        return { keyword, keywordSpan, span, flags, command: readCommandLine(this.statement, argumentsAt, isPosix) };
      case 'HEALTHCHECK': {
        const word = this.#words(after)[0];
        const kind = word && this.#line.text.slice(word.start, word.end).toUpperCase();
        const start = skipBlanks(this.#line.text, word?.end ?? after, this.#end);
        return {
          keyword,
          keywordSpan,
          span,
          flags,
          command: kind === 'CMD' ? readCommandLine(this.statement, start, isPosix) : undefined,
        };
      }
      case 'COPY':
      case 'ADD':
        return { keyword, keywordSpan, span, flags, ...this.#transfer(after), from: flagValue(flags, 'from') };
      case 'ARG':
      case 'ENV':
      case 'LABEL':
        return { keyword, keywordSpan, span, flags, pairs: this.#pairs(argumentsAt, keyword) };
      case 'USER':
        return { keyword, keywordSpan, span, flags, user: this.#resolve({ start: argumentsAt, end: this.#end }) };
      case 'WORKDIR':
        return { keyword, keywordSpan, span, flags, path: this.#resolve({ start: argumentsAt, end: this.#end }) };
      case 'EXPOSE':
        return {
          keyword,
          keywordSpan,
          span,
          flags,
          ports: this.#words(argumentsAt).map((word) => this.#resolve(word)),
        };
      case 'SHELL':
        return { keyword, keywordSpan, span, flags, words: readExecForm(this.#line, argumentsAt, this.#end) ?? [] };
      case 'ONBUILD':
        return { keyword, keywordSpan, span, flags, trigger: this.#trigger() };
      case 'VOLUME':
      case 'STOPSIGNAL':
      case 'MAINTAINER':
        return { keyword, keywordSpan, span, flags };
      default:
        return { keyword: 'unknown', keywordSpan, span, flags };
    }
  }

  #words(start: number): Stretch[] {
    return splitWords(this.#line.text, start, this.#end, this.context.escapeCharacter);
  }

  #resolve({ start, end }: Stretch): Value {
    return resolve(this.#line, Math.min(start, end), end, this.context.escapeCharacter, this.context.scope);
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
    const [image, as, alias] = this.#words(start);
    const isNamed = as && alias && this.#line.text.slice(as.start, as.end).toUpperCase() === 'AS';
    return { image: image && this.#resolve(image), alias: isNamed ? this.#name(alias) : undefined };
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
      return [{ name: this.#resolve(first), value, span }];
    }
    return words.flatMap(({ start: from, end }) => {
      const equals = text.slice(from, end).indexOf('=');
      if (equals === 0) return [];
      const nameEnd = equals < 0 ? end : from + equals;
      const name = this.#resolve({ start: from, end: nameEnd });
      const value = equals < 0 ? undefined : this.#resolve({ start: nameEnd + 1, end });
      return [{ name, value, span: this.#line.locate(from, end) }];
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
      this.context,
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
  if (text === undefined) return { type: undefined, settings: undefined, span };
  const settings = new Map(
    text.split(',').map((setting) => {
      const equals = setting.indexOf('=');
      return equals < 0 ? [setting, 'true'] : [setting.slice(0, equals), setting.slice(equals + 1)];
    }),
  );
  return { type: settings.get('type') ?? 'bind', settings, span };
}

/** Whether later commands of the stage are read by a POSIX shell; undefined where the instruction changes nothing. */
export function shellChange(instruction: Instruction): boolean | undefined {
  return instruction.keyword === 'SHELL' ? isPosixShell(instruction.words) : undefined;
}
