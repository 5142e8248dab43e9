import type { ShellSource } from '../shell/source';
import { type Value, ValueBuilder } from './value';

/** `unset`: declared by `ARG`, but without a value. Undefined: nothing is known of the variable. */
export type Variable = Value | 'unset' | undefined;

/** The variables of a stage, or those before the first stage. */
export class Scope {
  readonly #environment = new Map<string, Value>();
  readonly #arguments = new Map<string, Variable>();

  /** `base`: the scope of the stage that this one is built from. */
  constructor(private readonly base?: Scope) {}

  get(name: string): Variable {
    for (let scope: Scope | undefined = this; scope; scope = scope.base) {
      const value = scope.#environment.get(name);
      if (value) return value;
    }
    for (let scope: Scope | undefined = this; scope; scope = scope.base) {
      if (scope.#arguments.has(name)) return scope.#arguments.get(name);
    }
    return undefined;
  }

  setEnvironment(name: string, value: Value): void {
    this.#environment.set(name, value);
  }

  setArgument(name: string, value: Variable): void {
    this.#arguments.set(name, value);
  }
}

/** Resolves quotes, escapes and variables in a stretch of an instruction's line. */
export function resolve(line: ShellSource, start: number, end: number, escapeCharacter: string, scope: Scope): Value {
  return new Resolver(line, end, escapeCharacter, scope).read(start);
}

const NAME = /[A-Za-z0-9_]/;
const SPECIAL = /[$"'\\`]/;

/** How deep variables may stand in one another's defaults: `${A:-${B:-c}}`. */
const MAX_DEPTH = 20;

class Resolver {
  #at = 0;
  #depth = 0;

  constructor(
    private readonly line: ShellSource,
    private readonly end: number,
    private readonly escapeCharacter: string,
    private readonly scope: Scope,
  ) {}

  read(start: number): Value {
    this.#at = start;
    return this.#until('');
  }

  /** Reads up to a character outside of quotes, or to the end. */
  #until(stop: string): Value {
    const { text } = this.line;
    const start = this.#at;
    const value = new ValueBuilder(this.line);
    let quote = '';
    while (this.#at < this.end) {
      const at = this.#at;
      const character = text.charAt(at);
      if (quote === '' && character === stop) break;
      if (character === '$' && quote !== "'") {
        this.#dollar(value);
        continue;
      }
      this.#at++;
      if (character === this.escapeCharacter && quote !== "'" && this.#at < this.end) {
        const next = text.charAt(this.#at++);
        const isEscape = quote === '' || next === '"' || next === '$' || next === this.escapeCharacter;
        value.write(isEscape ? next : character + next, at, this.#at);
      } else if (quote === '' && (character === '"' || character === "'")) quote = character;
      else if (character === quote) quote = '';
      else {
        this.#skipPlain(stop);
        value.write(text.slice(at, this.#at), at, this.#at);
      }
    }
    return value.finish(start, this.#at);
  }

  #skipPlain(stop: string): void {
    const { text } = this.line;
    while (this.#at < this.end) {
      const character = text.charAt(this.#at);
      if (character === stop || SPECIAL.test(character)) return;
      this.#at++;
    }
  }

  #dollar(value: ValueBuilder): void {
    const { text } = this.line;
    const start = this.#at++;
    const isBraced = text.charAt(this.#at) === '{' && this.#at < this.end;
    if (isBraced) this.#at++;
    const name = this.#name();
    if (name === '' && !isBraced) {
      value.write('$', start, this.#at);
      return;
    }
    const variable = this.scope.get(name);
    let result: Value | undefined = typeof variable === 'object' ? variable : undefined;
    if (isBraced) {
      if (text.charAt(this.#at) !== '}') result = this.#operation(variable);
      if (this.#at < this.end) this.#at++;
    }
    value.writeVariable(result, start, this.#at);
  }

  #name(): string {
    const start = this.#at;
    while (this.#at < this.end && NAME.test(this.line.text.charAt(this.#at))) this.#at++;
    return this.line.text.slice(start, this.#at);
  }

  /** `:-word`, `:+word` and the like, up to the closing brace. What rests on a pattern is unknown. */
  #operation(variable: Variable): Value | undefined {
    const { text } = this.line;
    const isColon = text.charAt(this.#at) === ':';
    if (isColon) this.#at++;
    const operator = text.charAt(this.#at);
    if (this.#at < this.end) this.#at++;
    if (this.#depth === MAX_DEPTH) this.#at = this.end;
    this.#depth++;
    const word = this.#until('}');
    this.#depth--;
    if (variable === undefined) return undefined;
    if (variable !== 'unset' && variable.text === undefined) return undefined;
    const isSet = variable !== 'unset' && !(isColon && variable.text === '');
    switch (operator) {
      case '-':
        return isSet ? variable : word;
      case '+':
        return isSet ? word : new ValueBuilder(this.line).finish(this.#at, this.#at);
      case '?':
        return isSet ? variable : undefined;
      default:
        return undefined;
    }
  }
}
