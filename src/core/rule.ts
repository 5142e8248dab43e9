import type { FormatId, Models } from './format';
import type { OptionDeclarations, OptionValues } from './option';
import type { Project } from './project';
import type { Team } from './team';
import type { Edit, Span } from './text';

/** `error`: fails or is exploitable as written. `warning`: most senior reviewers would block it. `info`: advice. */
export type Severity = 'error' | 'warning' | 'info';
export type Level = Severity | 'off';

/**
 * `safe` keeps the meaning and may run on save; `suggested` waits for a person;
 * `template` inserts tab stops (`${1:words}`) to be filled in, and exists in editors only.
 */
export type FixKind = 'safe' | 'suggested' | 'template';

/** The part of the practice of DevOps that a rule belongs to. */
export type Practice =
  | 'containers'
  | 'delivery'
  | 'infrastructure'
  | 'secrets'
  | 'access'
  | 'resilience'
  | 'observability'
  | 'cost';

/** From which preset on a rule is active; `all` means that it is off until asked for. */
export type Preset = 'recommended' | 'strict' | 'all';

/** One way to put a finding right. The edits may lie in any file of the project, new ones included. */
export interface Fix {
  /** What will be done, in the imperative: "Use node:24". */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Left out when the rule declares just one kind. */
  readonly kind?: FixKind;
}

/** What a rule yields. */
export interface Finding {
  readonly at: Span;
  /** What is wrong, in one short sentence without a full stop. */
  readonly message: string;
  /** The best fix first. */
  readonly fix?: Fix | readonly Fix[] | undefined;
  /** Instead of the rule's own severity, where that depends on what was found. */
  readonly severity?: Severity | undefined;
  /** Other places that belong to the finding. */
  readonly related?: readonly { readonly at: Span; readonly message: string }[] | undefined;
  /** The thing's own name, such as `aws_s3_bucket.logs`; it keeps a finding known when lines move. */
  readonly address?: string | undefined;
  /** `at` holds a secret: its text is never shown, logged or written into a report. */
  readonly secret?: boolean | undefined;
  readonly tag?: 'deprecated' | 'unnecessary' | undefined;
}

export interface RuleContext<Options extends OptionDeclarations = OptionDeclarations> {
  readonly options: OptionValues<Options>;
  readonly project: Project;
  /** What the team has said of itself in the configuration. */
  readonly team: Team;
  /** The day of the review, as `2026-11-21`. */
  readonly today: string;
}

/** One file's text, under the format's usual path, or several by path. */
export type ExampleFiles = string | Readonly<Record<string, string>>;

interface ExampleSetting {
  /** What the example shows, where that is not plain to see. */
  readonly title?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly team?: Partial<Team>;
  readonly today?: string;
}

/** «Marks» enclose exactly what is reported: as many findings as marks, there and nowhere else. */
export interface BadExample extends ExampleSetting {
  readonly files: ExampleFiles;
  /** The files after every finding's first fix; tab stops stand filled with their default words. */
  readonly fixed?: ExampleFiles;
  /** The files after the fix of that title, for findings that offer several. */
  readonly otherwise?: Readonly<Record<string, ExampleFiles>>;
}

/** Nothing is reported here. The best ones are near misses: what a hasty rule would get wrong. */
export interface GoodExample extends ExampleSetting {
  readonly files: ExampleFiles;
}

export interface RuleDefinition<Id extends string, Options extends OptionDeclarations> {
  /** `format/what-is-found`; it equals the file's path, and it is for ever. */
  readonly id: Id;
  /** Ids this rule had before; they keep working. */
  readonly formerIds?: readonly string[];
  readonly title: string;
  /** Why it matters: for whom it goes wrong, and how. One paragraph each. */
  readonly why: readonly string[];
  readonly severity: Severity;
  readonly practice: Practice;
  readonly preset?: Preset;
  /** Whether it advises on what is in service: then it has nothing to say of examples, tests and local development. */
  readonly isForService?: true;
  /** The version that brought the rule. */
  readonly since: string;
  readonly fixes?: FixKind | readonly FixKind[];
  /** The same check in other tools, as `tool:id`, complete. */
  readonly equivalents?: readonly string[];
  readonly options?: Options;
  readonly links: readonly string[];
  readonly bad: readonly BadExample[];
  readonly good: readonly (string | GoodExample)[];
  check(model: ModelOf<Id>, context: RuleContext<Options>): Iterable<Finding>;
}

type ModelOf<Id extends string> = Id extends `${infer Format}/${string}`
  ? Format extends FormatId
    ? Models[Format]
    : never
  : never;

/** A rule as the engine sees it: of any format, with any options. */
export interface Rule extends Omit<RuleDefinition<string, OptionDeclarations>, 'check'> {
  readonly format: FormatId;
  check(model: unknown, context: RuleContext): Iterable<Finding>;
}

/** Declares a rule. The format is inferred from the id and types the model that `check` gets. */
export function rule<
  const Id extends `${FormatId}/${string}`,
  const Options extends OptionDeclarations = Record<never, never>,
>(definition: RuleDefinition<Id, Options>): Rule {
  const format = definition.id.split('/')[0] as FormatId;
  // The one place where the types of model and options are let go: the engine pairs them by `format` and `options`.
  return { ...definition, format } as unknown as Rule;
}

/** The kinds of fix a rule declares. */
export function fixKinds({ fixes }: Pick<Rule, 'fixes'>): readonly FixKind[] {
  if (fixes === undefined) return [];
  return typeof fixes === 'string' ? [fixes] : fixes;
}
