import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { Problem } from './format';
import type { Level, Preset } from './rule';
import { nearest } from './spelling';
import { type Team, teamFacts } from './team';
import type { SourceFile, Span } from './text';

export const CONFIG_NAMES = ['infra-review.yaml', '.infra-review.yaml'] as const;

/** How one rule is set: its level, its options, and where each stands. */
export interface RuleSetting {
  readonly id: string;
  readonly at: Span;
  readonly level: Level | undefined;
  readonly options: readonly {
    readonly name: string;
    readonly at: Span;
    readonly value: unknown;
    readonly valueAt: Span;
  }[];
}

/** One `infra-review.yaml` as written; what could not be understood is in `problems` and left out. */
export interface ConfigFile {
  readonly file: SourceFile;
  /** Configuration of the folders above does not count. */
  readonly root: boolean;
  readonly preset: Preset | undefined;
  readonly rules: readonly RuleSetting[];
  readonly ignore: readonly string[];
  readonly overrides: readonly { readonly files: readonly string[]; readonly rules: readonly RuleSetting[] }[];
  readonly team: Partial<Team>;
  readonly problems: readonly Problem[];
}

const LEVELS: readonly string[] = ['off', 'info', 'warning', 'error'] satisfies Level[];
const PRESETS: readonly string[] = ['recommended', 'strict', 'all'] satisfies Preset[];

/** Reads a configuration file. Never throws; rule ids and options are checked elsewhere, against the rules. */
export function readConfigFile(file: SourceFile): ConfigFile {
  return new Reader(file).read();
}

class Reader {
  readonly #problems: Problem[] = [];
  readonly #document: Document.Parsed | undefined;

  constructor(private readonly file: SourceFile) {
    if (isTooDeep(file.text)) this.#problem(file.span(0, 1), 'is nested too deeply');
    else this.#document = parseDocument(file.text, { logLevel: 'error' });
  }

  read(): ConfigFile {
    for (const { pos, message, code } of this.#document?.errors ?? []) {
      const [first = ''] = message.split(/ at line \d|\n/);
      const said = code === 'MULTIPLE_DOCS' ? 'must be one document, without `---` in it' : first;
      this.#problem(this.file.span(pos[0], pos[1]), said);
    }
    const result: { -readonly [Key in keyof ConfigFile]: ConfigFile[Key] } = {
      file: this.file,
      root: false,
      preset: undefined,
      rules: [],
      ignore: [],
      overrides: [],
      team: {},
      problems: this.#problems,
    };
    const readers: Record<string, (value: Node) => void> = {
      root: (value) => {
        result.root = this.#scalar(value, (v) => typeof v === 'boolean', 'must be true or false') === true;
      },
      extends: (value) => {
        const known = (v: unknown) => typeof v === 'string' && PRESETS.includes(v);
        result.preset = this.#scalar(value, known, `must be one of ${PRESETS.join(', ')}`) as Preset | undefined;
      },
      rules: (value) => {
        result.rules = this.#rules(value);
      },
      ignore: (value) => {
        result.ignore = this.#strings(value);
      },
      overrides: (value) => {
        result.overrides = this.#overrides(value);
      },
      team: (value) => {
        result.team = this.#team(value);
      },
    };
    const contents = this.#document?.contents;
    if (contents) this.#map(contents, readers);
    return result;
  }

  /** Hands each value of a map to the reader of its key; unknown keys are problems with a suggestion. */
  #map(node: Node, readers: Record<string, (value: Node) => void>): void {
    for (const [key, at, value] of this.#entries(node)) {
      const reader = Object.hasOwn(readers, key) ? readers[key] : undefined;
      if (!reader) this.#unknown('key', key, at, Object.keys(readers));
      else if (value) reader(value);
    }
  }

  #rules(node: Node): RuleSetting[] {
    return this.#entries(node).map(([id, at, value]) => {
      const parts = isSeq(value) ? value.items.map((part) => this.#resolved(part as Node)) : value ? [value] : [];
      const options = parts.find((part) => isMap(part));
      const level = parts.find((part) => isScalar(part));
      const surplus = parts.find((part) => part !== options && part !== level);
      if (surplus) this.#problem(this.#at(surplus), 'give a level, or a list of a level and a map of options');
      if (!level && !options) this.#problem(at, `give ${id} a level: ${LEVELS.join(', ')}`);
      return {
        id,
        at,
        level:
          level &&
          (this.#scalar(level, (v) => LEVELS.includes(String(v)), `must be one of ${LEVELS.join(', ')}`) as
            | Level
            | undefined),
        options: options
          ? this.#entries(options).map(([name, nameAt, option]) => ({
              name,
              at: nameAt,
              value: plain(option),
              valueAt: option ? this.#at(option) : nameAt,
            }))
          : [],
      };
    });
  }

  #overrides(node: Node): ConfigFile['overrides'] {
    if (!isSeq(node)) {
      this.#problem(this.#at(node), 'must be a list of `files` and `rules`');
      return [];
    }
    return node.items.map((each) => {
      const item = this.#resolved(each as Node);
      let files: string[] = [];
      let rules: RuleSetting[] = [];
      this.#map(item, {
        files: (value) => {
          files = this.#strings(value);
        },
        rules: (value) => {
          rules = this.#rules(value);
        },
      });
      if (files.length === 0) this.#problem(this.#at(item), 'say which files it is for: `files: ["**/*.dev.yaml"]`');
      return { files, rules };
    });
  }

  #team(node: Node): Partial<Team> {
    const team: { -readonly [Key in keyof Team]?: Team[Key] } = {};
    const names = Object.keys(teamFacts) as (keyof Team)[];
    const readers = names.map((name) => [
      name,
      (value: Node) => {
        team[name] = this.#strings(value);
      },
    ]);
    this.#map(node, Object.fromEntries(readers));
    return team;
  }

  #strings(node: Node): string[] {
    const items = isSeq(node) ? node.items.map((item) => this.#resolved(item as Node)) : [node];
    const out: string[] = [];
    for (const item of items) {
      const value = this.#scalar(item, (v) => typeof v === 'string', 'must be text');
      if (typeof value === 'string') out.push(value);
    }
    return out;
  }

  #scalar(node: Node, fits: (value: unknown) => boolean, otherwise: string): unknown {
    const value = isScalar(node) ? node.value : undefined;
    if (isScalar(node) && fits(value)) return value;
    this.#problem(this.#at(node), otherwise);
    return undefined;
  }

  #entries(node: Node): [key: string, at: Span, value: Node | undefined][] {
    if (isScalar(node) && node.value === null) return [];
    if (!isMap(node)) {
      this.#problem(this.#at(node), 'must be a map of keys and values');
      return [];
    }
    return (node as YAMLMap).items.flatMap((pair: Pair) => {
      if (!isScalar(pair.key)) return [];
      const value = pair.value ? this.#resolved(pair.value as Node) : undefined;
      return [[String(pair.key.value), this.#at(pair.key), value]];
    });
  }

  /** What an alias stands for; one that stands for nothing is a problem of the document. */
  #resolved(node: Node): Node {
    return (isAlias(node) && this.#document && node.resolve(this.#document)) || node;
  }

  #unknown(what: string, name: string, at: Span, known: readonly string[]): void {
    this.#problem(at, unknownName(what, name, known));
  }

  #problem(at: Span, message: string): void {
    this.#problems.push({ at, message });
  }

  #at(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    return this.file.span(start, end);
  }
}

const DEEPEST = 50;

/** Whether brackets or list dashes are nested as nobody would, which could exhaust the stack of the parser. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > DEEPEST) return true;
  }
  return /(?:[-?:][ \t]+){50}/.test(text);
}

/** Scalars and lists of scalars as plain values: all that options hold. */
function plain(node: Node | undefined): unknown {
  if (isSeq(node)) return (node.items as Node[]).map(plain);
  return isScalar(node) ? node.value : undefined;
}

/** "unknown key `rulez`; did you mean `rules`?" */
export function unknownName(what: string, name: string, known: Iterable<string>): string {
  const candidates = [...known];
  const meant = nearest(name, candidates);
  const few = candidates.length > 0 && candidates.length <= 8 ? `; known are ${candidates.join(', ')}` : '';
  return `unknown ${what} \`${name}\`${meant === undefined ? few : `; did you mean \`${meant}\`?`}`;
}
