import ignore, { type Ignore } from 'ignore';
import { CONFIG_NAMES, type ConfigFile, type RuleSetting, readConfigFile, unknownName } from './config-file';
import type { Problem } from './format';
import { groupBy } from './group';
import { type NoticeId, notices } from './notices';
import { misfit } from './option';
import { ancestors, basename, within } from './path';
import type { Project } from './project';
import type { Level, Preset, Rule, Severity } from './rule';
import { defaultTeam, type Team, teamFacts } from './team';
import type { SourceFile } from './text';

/** What can be set: a rule, or a notice of the engine's own. */
type Configurable = Pick<Rule, 'id' | 'severity' | 'preset' | 'formerIds' | 'isForService'>;

const PRESET_ORDER: readonly Preset[] = ['recommended', 'strict', 'all'];

/** The configuration that holds for one file: all layers from the root down to its folder. */
export class Config {
  readonly #preset: Preset;
  #settingsById: ReadonlyMap<string, readonly RuleSetting[]> | undefined;
  readonly team: Team;

  /** `layers` from the outermost to the nearest; rules that are `asked` for by name need no preset to be active. */
  constructor(
    readonly layers: readonly Layer[],
    private readonly path: string,
    private readonly asked?: ReadonlySet<string>,
  ) {
    this.#preset = layers.findLast((layer) => layer.config.preset)?.config.preset ?? 'recommended';
    this.team = teamOf(layers, this.#preset);
  }

  get isIgnored(): boolean {
    return this.layers.some((layer) => layer.ignores(this.path));
  }

  /** The severity of a finding of this rule here, or `off`. `found` is what the finding itself asks for. */
  level(rule: Configurable, found: Severity = rule.severity): Level {
    const set = this.#settings(rule).findLast(({ level }) => level)?.level;
    if (set) return set;
    const isAsked = this.asked?.has(rule.id) ?? false;
    const from = PRESET_ORDER.indexOf(rule.preset ?? 'recommended');
    if (!isAsked && from > PRESET_ORDER.indexOf(this.#preset)) return 'off';
    if (!isSideShow(this.path)) return found;
    return rule.isForService && !isAsked ? 'off' : milder(found);
  }

  noticeLevel(id: NoticeId): Level {
    return this.level({ id, severity: notices[id].severity });
  }

  /** The options given for a rule, unchecked; the nearest layer wins, option by option. */
  options(rule: Configurable): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      this.#settings(rule).flatMap(({ options }) => options.map(({ name, value }) => [name, value])),
    );
  }

  /** All that is set for a rule, the nearest last. */
  #settings({ id, formerIds = [] }: Configurable): readonly RuleSetting[] {
    this.#settingsById ??= groupBy(this.#allSettings(), (setting) => setting.id);
    const own = this.#settingsById.get(id) ?? [];
    const settingsById = this.#settingsById;
    if (!formerIds.some((former) => settingsById.has(former))) return own;
    return this.#allSettings().filter((setting) => setting.id === id || formerIds.includes(setting.id));
  }

  #allSettings(): RuleSetting[] {
    return this.layers.flatMap((layer) => layer.settings(this.path));
  }
}

/** One configuration file and the folder it speaks for. */
class Layer {
  readonly #folder: string;
  readonly #ignore: Ignore;
  readonly #overrides: readonly { files: Ignore; rules: readonly RuleSetting[] }[];

  constructor(
    readonly config: ConfigFile,
    folder: string,
  ) {
    this.#folder = folder;
    this.#ignore = globs(config.ignore);
    this.#overrides = config.overrides.map(({ files, rules }) => ({ files: globs(files), rules }));
  }

  ignores(path: string): boolean {
    const local = within(this.#folder, path);
    return local !== undefined && local !== '' && this.#ignore.ignores(local);
  }

  settings(path: string): RuleSetting[] {
    const local = within(this.#folder, path);
    const matching = local ? this.#overrides.filter(({ files }) => files.ignores(local)) : [];
    return [...this.config.rules, ...matching.flatMap(({ rules }) => rules)];
  }
}

function globs(patterns: readonly string[]): Ignore {
  return ignore().add([...patterns]);
}

const layerCache = new WeakMap<SourceFile, Layer>();

/** The configuration for a path: the nearest `infra-review.yaml` first, merged upwards until one says `root: true`. */
export function configFor(path: string, project: Project, fixed?: SourceFile, asked?: ReadonlySet<string>): Config {
  if (fixed) return new Config([layerOf(fixed, '')], path, asked);
  const layers: Layer[] = [];
  for (const folder of ancestors(path)) {
    const file = configIn(folder, project);
    if (!file) continue;
    const layer = layerOf(file, folder);
    layers.unshift(layer);
    if (layer.config.root) break;
  }
  return new Config(layers, path, asked);
}

function configIn(folder: string, project: Project): SourceFile | undefined {
  for (const name of CONFIG_NAMES) {
    const file = project.read(folder === '' ? name : `${folder}/${name}`);
    if (file) return file;
  }
  return undefined;
}

function layerOf(file: SourceFile, folder: string): Layer {
  const layer = layerCache.get(file) ?? new Layer(readConfigFile(file), folder);
  layerCache.set(file, layer);
  return layer;
}

export function isConfigPath(path: string): boolean {
  return (CONFIG_NAMES as readonly string[]).includes(basename(path));
}

/** Everything wrong with a configuration file, its rule ids and options included. */
export function configProblems(file: SourceFile, rules: readonly Rule[]): readonly Problem[] {
  const { problems, rules: settings, overrides } = layerCache.get(file)?.config ?? readConfigFile(file);
  const byId = new Map(rules.flatMap((rule) => [rule.id, ...(rule.formerIds ?? [])].map((id) => [id, rule] as const)));
  const known = [...byId.keys(), ...Object.keys(notices)];
  const found = [...settings, ...overrides.flatMap((override) => override.rules)].flatMap(
    ({ id, at, options }): Problem[] => {
      const rule = byId.get(id);
      if (!rule && !Object.hasOwn(notices, id)) return [{ at, message: unknownName('rule', id, known) }];
      const declared = rule?.options ?? {};
      return options.flatMap((option) => {
        const declaration = Object.hasOwn(declared, option.name) ? declared[option.name] : undefined;
        if (!declaration) {
          const none = Object.keys(declared).length === 0;
          const message = none
            ? `${id} has no options`
            : unknownName(`option of ${id}`, option.name, Object.keys(declared));
          return [{ at: option.at, message }];
        }
        const wrong = misfit(declaration, option.value);
        return wrong === undefined ? [] : [{ at: option.valueAt, message: `${option.name} ${wrong}` }];
      });
    },
  );
  return [...problems, ...found].sort((a, b) => a.at.start - b.at.start);
}

function teamOf(layers: readonly Layer[], preset: Preset): Team {
  const base = { ...defaultTeam };
  if (preset !== 'recommended') {
    for (const name of Object.keys(teamFacts) as (keyof Team)[])
      Object.assign(base, { [name]: teamFacts[name].strict ?? base[name] });
  }
  return Object.assign(base, ...layers.map(({ config }) => config.team)) as Team;
}

const SIDE_FOLDER =
  /(?:^|\/)(?:examples?|samples?|demos?|tests?|testing|testdata|test-data|fixtures?|__tests__|e2e|spec|local|dev|sandbox|playground|\.devcontainer)\//i;
const SIDE_FILE = /(?:[._-](?:dev|development|local|test|tests|testing|example|sample|e2e))(?:\.[a-z]+)?$/i;

/** Whether a file is an example, a test or for local development, and is judged a step milder. */
export function isSideShow(path: string): boolean {
  return SIDE_FOLDER.test(path) || SIDE_FILE.test(path) || /(?:^|\/)(?:docker-)?compose\.override\.ya?ml$/.test(path);
}

function milder(severity: Severity): Severity {
  return severity === 'error' ? 'warning' : 'info';
}
