/** `certain`: by a command, an action or a task whose purpose is just that. `likely`: by a name, or a tool of many uses. */
export type Certainty = 'certain' | 'likely';

/**
 * - `installs` dependencies; `lints` and checks types or style; `tests`; `builds`; `scans` for vulnerabilities
 * - `publishes` an image, a package or a release; `deploys`: changes what runs; `plans` what a deploy would do
 * - `verifies` what has been deployed; `rolls-back`; `notifies` people
 */
export type ActivityKind =
  | 'installs'
  | 'lints'
  | 'tests'
  | 'builds'
  | 'scans'
  | 'publishes'
  | 'deploys'
  | 'verifies'
  | 'rolls-back'
  | 'notifies'
  | 'plans';

/**
 * - `image`, `package`, `release`: what is built or published
 * - `service`: something that runs, in a cluster, a cloud or on a host; `infrastructure`: what it runs on
 * - `site`: pages that are only shown, such as documentation
 */
export type Subject = 'image' | 'package' | 'release' | 'service' | 'infrastructure' | 'site';

/** What a command, an action or a task does, as the tables say it. */
export interface Meaning {
  /** `anything`: it runs what can't be seen. `makes-target`: what is deployed to afterwards lives for this job only. */
  readonly kind: ActivityKind | 'anything' | 'makes-target';
  /** `certain` unless it is said. */
  readonly certainty?: Certainty;
  readonly subject?: Subject;
  /** The package manager that installs. */
  readonly ecosystem?: string;
  /** The references of an image that is built or published, as written. */
  readonly references?: readonly string[] | undefined;
  /** Whether what is deployed to is surely not production. */
  readonly isPreview?: boolean;
}

/** What a command is given; a word that holds a variable is as written but for its quotes. */
export interface Given {
  /** What is no option, in order, the subcommands that matched left out; the values of options may be among them. */
  readonly operands: readonly string[];
  /** Whether one of the options is given, `-t`, `--tag`, `--tag=x`; not in `-xt`. */
  has(...names: readonly string[]): boolean;
  /** All values of an option, as the next word or after `=`, as written but for their quotes. */
  values(...names: readonly string[]): readonly string[];
}

type Means<Input> = Meaning | readonly Meaning[] | ((given: Input) => Meaning | readonly Meaning[]);

export type CommandMeaning = Means<Given>;

/** By program, then by its subcommands (`rollout status`); '' is what it means with any others. */
export type CommandTable = Readonly<Record<string, Readonly<Record<string, CommandMeaning>>>>;

/** The text of an input, by its name in lower case; undefined where it is not given. */
export type Inputs = (name: string) => string | undefined;

/** What an action or a task means by its inputs. */
export type TaskMeaning = Means<Inputs>;

/** By the name of the action or task, in lower case. An empty list: it does nothing of that kind, such as a login. */
export type TaskTable = Readonly<Record<string, TaskMeaning>>;

export const NOTHING: readonly Meaning[] = [];
export const ANYTHING: Meaning = { kind: 'anything' };
export const MAKES_TARGET: Meaning = { kind: 'makes-target' };
export const LINTS: Meaning = { kind: 'lints' };
export const TESTS: Meaning = { kind: 'tests' };
export const BUILDS: Meaning = { kind: 'builds' };
export const BUILDS_IMAGE: Meaning = { kind: 'builds', subject: 'image' };
export const SCANS: Meaning = { kind: 'scans' };
export const PLANS: Meaning = { kind: 'plans' };
export const VERIFIES: Meaning = { kind: 'verifies' };
export const ROLLS_BACK: Meaning = { kind: 'rolls-back' };
export const NOTIFIES: Meaning = { kind: 'notifies' };
export const PUBLISHES_PACKAGE: Meaning = { kind: 'publishes', subject: 'package' };
export const PUBLISHES_RELEASE: Meaning = { kind: 'publishes', subject: 'release' };
export const DEPLOYS: Meaning = { kind: 'deploys', subject: 'service' };
export const DEPLOYS_INFRASTRUCTURE: Meaning = { kind: 'deploys', subject: 'infrastructure' };
export const DEPLOYS_SITE: Meaning = { kind: 'deploys', subject: 'site' };
export const PREVIEWS: Meaning = { ...DEPLOYS, isPreview: true };

export function installs(ecosystem: string): Meaning {
  return { kind: 'installs', ecosystem };
}

export function publishesImage(references: readonly string[] | undefined): Meaning {
  return { kind: 'publishes', subject: 'image', references };
}

export function likely(meaning: Meaning): Meaning {
  return { ...meaning, certainty: 'likely' };
}

/** One entry for several names. */
export function each<Entry>(names: string, entry: Entry): Record<string, Entry> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, entry]));
}
