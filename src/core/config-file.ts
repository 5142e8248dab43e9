import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
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

  constructor(private readonly file: SourceFile) {}

  read(): ConfigFile {
    const document = parseDocument(this.file.text, { logLevel: 'silent' });
    for (const { pos, message } of document.errors) {
      this.#problems.push({ at: this.file.span(pos[0], pos[1]), message: message.split('\n')[0] ?? message });
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
    const contents = document.contents;
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
      const parts = isSeq(value) ? (value.items as Node[]) : value ? [value] : [];
      const options = parts.find((part) => isMap(part));
      const level = parts.find((part) => isScalar(part));
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
    return (node.items as Node[]).map((item) => {
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
    const items = isSeq(node) ? (node.items as Node[]) : [node];
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
      return [[String(pair.key.value), this.#at(pair.key), (pair.value ?? undefined) as Node | undefined]];
    });
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
