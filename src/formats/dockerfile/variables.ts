import type { Span } from '../../core/text';
import type { ShellSource } from '../shell/source';
import type { Variables } from '../shell/variables';
import { type Value, ValueBuilder } from './value';

/** `unset`: declared by `ARG`, but without a value. Undefined: nothing is known of the variable. */
export type Variable = Value | 'unset' | undefined;

/** What a variable is from an instruction on. */
interface Definition {
  readonly since: number;
  readonly value: Variable;
}

/** The variables of a stage, or those before the first stage. */
export class Scope {
  readonly #environment = new Map<string, Definition[]>();
  readonly #arguments = new Map<string, Definition[]>();
  #now = 0;

  /** `base`: the scope of the stage that this one is built from. */
  constructor(private readonly base?: Scope) {}

  get(name: string): Variable {
    return (this.#find('environment', name, this.#now) ?? this.#find('arguments', name, this.#now))?.value;
  }

  /** Whether an `ARG` or `ENV` of the stage, or of those it is built from, declares a name. */
  has(name: string): boolean {
    let depth = 0;
    for (let scope: Scope | undefined = this; scope; scope = scope.base) {
      if (scope.#environment.has(name) || scope.#arguments.has(name) || ++depth > MAX_STAGES) return true;
    }
    return false;
  }

  setEnvironment(name: string, value: Value): void {
    this.#set(this.#environment, name, value);
  }

  setArgument(name: string, value: Variable): void {
    this.#set(this.#arguments, name, value);
  }

  /** The environment of a `RUN` as it is now, whatever is defined later. An empty argument waits to be given, and is not known. */
  environment(): Variables {
    const until = this.#now;
    return (name) => {
      const own = this.#find('environment', name, until);
      if (own) return textOf(own);
      return textOf(this.#find('arguments', name, until)) || undefined;
    };
  }

  #set(definitions: Map<string, Definition[]>, name: string, value: Variable): void {
    const definition = { since: ++this.#now, value };
    const known = definitions.get(name);
    if (known) known.push(definition);
    else definitions.set(name, [definition]);
  }

  #find(kind: 'environment' | 'arguments', name: string, until: number): Definition | undefined {
    let depth = 0;
    for (let scope: Scope | undefined = this; scope; scope = scope.base) {
      if (++depth > MAX_STAGES) return UNKNOWN;
      const definitions = (kind === 'environment' ? scope.#environment : scope.#arguments).get(name);
      // What a stage is built from stands complete above it.
      const found = definitions && latest(definitions, scope === this ? until : Number.MAX_SAFE_INTEGER);
      if (found) return found;
    }
    return undefined;
  }
}

/** How many stages deep a variable is looked for; beyond that it counts as declared, and as unknown. */
const MAX_STAGES = 100;
const UNKNOWN: Definition = { since: 0, value: undefined };

function latest(definitions: readonly Definition[], until: number): Definition | undefined {
  let low = 0;
  let high = definitions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((definitions[middle] as Definition).since <= until) low = middle + 1;
    else high = middle;
  }
  return definitions[low - 1];
}

function textOf(definition: Definition | undefined): string | undefined {
  return typeof definition?.value === 'object' ? definition.value.text : undefined;
}

/** One place in an instruction where a variable is read. */
export interface VariableUse {
  readonly name: string;
  /** `$NAME` or `${NAME}` as written. */
  readonly span: Span;
  /** Whether its value is taken as it is: no default stands beside it, and no pattern. */
  readonly isPlain: boolean;
  /** Whether an `ARG` or `ENV` before it declares the name. */
  readonly isDeclared: boolean;
}

/** Resolves quotes, escapes and variables in a stretch of an instruction's line, and adds the variables to `uses`. */
export function resolve(
  line: ShellSource,
  start: number,
  end: number,
  escapeCharacter: string,
  scope: Scope,
  uses: VariableUse[],
): Value {
  return new Resolver(line, end, escapeCharacter, scope, uses).read(start);
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
    private readonly uses: VariableUse[],
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
    const { line } = this;
    const isBraced = text.charAt(this.#at) === '{' && this.#at < this.end;
    if (isBraced) this.#at++;
    const name = this.#name();
    if (name === '' && !isBraced) {
      value.write('$', start, this.#at);
      return;
    }
    const variable = this.scope.get(name);
    let result: Value | undefined = typeof variable === 'object' ? variable : undefined;
    let isPlain = true;
    if (isBraced) {
      isPlain = text.charAt(this.#at) === '}';
      if (!isPlain) result = this.#operation(variable);
      if (this.#at < this.end) this.#at++;
    }
    const end = this.#at;
    value.writeVariable(result, start, end);
    this.uses.push({
      name,
      isPlain,
      isDeclared: this.scope.has(name),
      get span() {
        return line.locate(start, end);
      },
    });
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
