import { type Config, configFor, isConfigPath } from './config';
import { byPlace, type ReviewedFinding } from './finding';
import type { Document, Format, FormatId, Formats } from './format';
import { configNotices, notice, suppressionNotices, syntaxErrors } from './notice-findings';
import type { ParseCache, Verdict } from './parse-cache';
import type { Peer } from './peer';
import { RecordingProject, type Snapshot } from './project';
import type { Rule } from './rule';
import { isExpired, namesOf, readSuppressions, type Suppression, silences, toolsOf } from './suppress';
import type { SourceFile, Span } from './text';
import { type Crash, type RawFinding, reviewUnit, settledFixes, type UnitRequest, type UnitReview } from './unit';

/** What the engine is made of: the formats, and the rules as far as they have been loaded. */
export interface Engine {
  readonly formats: Formats;
  readonly cache: ParseCache;
  /** The tools whose suppressions are honoured. */
  readonly peers: readonly Peer[];
  /** The rules of a format, or undefined while they are not loaded. */
  rules(format: FormatId): readonly Rule[] | undefined;
}

export interface ReviewRequest {
  readonly snapshot: Snapshot;
  readonly path: string;
  /** The day of the review, as `2026-11-21`. */
  readonly today: string;
  /** A configuration file to use instead of those in the project. */
  readonly config?: SourceFile | undefined;
  /** Only these rules and notices. */
  readonly only?: ReadonlySet<string> | undefined;
  /** Units reviewed before; those that still hold are used again, new ones are put in. */
  readonly units?: Map<string, UnitReview> | undefined;
}

/** What the review of one file says, and what it still lacks. It is final when nothing is missing. */
export interface FileReview {
  readonly path: string;
  readonly verdicts: readonly Verdict[];
  readonly ignored: boolean;
  /** Ordered by place; suppressed ones are among them and say by what. */
  readonly findings: readonly ReviewedFinding[];
  readonly crashes: readonly Crash[];
  readonly units: readonly UnitReview[];
  readonly missing: {
    readonly files: ReadonlySet<string>;
    readonly folders: ReadonlySet<string>;
    readonly rules: ReadonlySet<FormatId>;
  };
}

/** Above this many UTF-16 units a file is not reviewed, and that is said. */
export const LARGEST_FILE = 2_000_000;

/** Reviews one file: the one door to the engine, for every front end. Synchronous; reads nothing but the snapshot. */
export function review(engine: Engine, request: ReviewRequest): FileReview {
  return new FileReviewer(engine, request).run();
}

class FileReviewer {
  readonly #project: RecordingProject;
  readonly #missingRules = new Set<FormatId>();
  readonly #units: UnitReview[] = [];
  readonly #configs = new Map<string, Config>();

  constructor(
    private readonly engine: Engine,
    private readonly request: ReviewRequest,
  ) {
    this.#project = new RecordingProject(request.snapshot, engine.cache);
  }

  run(): FileReview {
    const { path } = this.request;
    const file = this.#project.read(path);
    const config = this.#config(path, this.#project);
    if (!file || config.isIgnored) return this.#result([], [], config.isIgnored);
    if (file.text.length > LARGEST_FILE) {
      const megabytes = (file.text.length / 1_000_000).toFixed(1);
      return this.#result(
        [],
        notice('review/skipped-file', file.span(0, 0), `Not reviewed: ${megabytes} MB is more than 2 MB`, config),
      );
    }
    const verdicts = this.engine.cache.verdicts(file);
    for (const { format } of verdicts) this.#reviewAs(format, file);
    const leaders = this.#leaders(verdicts);
    const suppressions = readSuppressions(file, leaders);
    const statement = this.#statements(file);
    const found = this.#units.flatMap((unit) => unit.findings).filter(({ finding }) => finding.at.file === file);
    const silencers = [...suppressions, ...this.#foreign(file, leaders, found)];
    const findings = distinct(found.flatMap((raw) => this.#settle(raw, config, silencers, statement)));
    const said = [
      ...findings,
      ...syntaxErrors(this.#documents(file), config),
      ...(isConfigPath(path) ? configNotices(file, this.#allRules() ?? [], config) : []),
      ...this.#suppressionNotices(suppressions, findings, verdicts, config),
    ];
    return this.#result(verdicts, said.filter((finding) => this.request.only?.has(finding.rule) ?? true).sort(byPlace));
  }

  #reviewAs(format: FormatId, file: SourceFile): void {
    const loaded = this.engine.rules(format);
    if (!loaded) {
      this.#missingRules.add(format);
      return;
    }
    const { only, units, snapshot, today } = this.request;
    const rules = only ? loaded.filter(({ id }) => only.has(id)) : loaded;
    const key = `${format}\0${file.path}`;
    const before = units?.get(key);
    if (before?.project.stillTrue(snapshot)) {
      this.#units.push(before);
      return;
    }
    const request: UnitRequest = {
      snapshot,
      today,
      formats: this.engine.formats,
      cache: this.engine.cache,
      configFor: (path, project) => this.#config(path, project),
    };
    const unit = reviewUnit(format, file, rules, request);
    this.#units.push(unit);
    if (!unit.project.complete) return;
    for (const { file: member } of unit.documents) units?.set(`${format}\0${member.path}`, unit);
  }

  #config(path: string, project: RecordingProject): Config {
    const known = this.#configs.get(path);
    // Each view has to have seen the configuration itself, so that it knows what it rests on.
    if (known && project === this.#project) return known;
    const config = configFor(path, project, this.request.config, this.request.only);
    this.#configs.set(path, config);
    return config;
  }

  #leaders(verdicts: readonly Verdict[]): readonly string[] {
    const kinds = verdicts.map(({ format }) => this.engine.formats[format] as unknown as Format);
    return [...new Set(kinds.flatMap(({ comments }) => comments))].sort((a, b) => b.length - a.length);
  }

  #documents(file: SourceFile): Document[] {
    return this.#units.flatMap((unit) => unit.documents).filter((document) => document.file === file);
  }

  #statements(file: SourceFile): (at: Span) => Span {
    const documents = this.#documents(file);
    return (at) => {
      for (const document of documents) {
        const statement = document.statementAt?.(at.start);
        if (statement) return statement;
      }
      return file.line(file.lineAt(at.start));
    };
  }

  #settle(
    raw: RawFinding,
    config: Config,
    suppressions: readonly Suppression[],
    statement: (at: Span) => Span,
  ): ReviewedFinding[] {
    const { rule, finding } = raw;
    const severity = config.level(rule, raw.severity);
    if (severity === 'off') return [];
    const around = statement(finding.at);
    return [
      {
        rule: rule.id,
        title: rule.title,
        practice: rule.practice,
        severity,
        at: finding.at,
        message: finding.message,
        fixes: settledFixes(finding, rule),
        related: finding.related ?? [],
        tag: finding.tag,
        secret: finding.secret ?? false,
        address: finding.address,
        statement: around,
        suppressedBy: this.#suppressionOf(rule, finding.at, around, suppressions),
      },
    ];
  }

  /** What other tools' suppressions say of a file, as far as a rule that spoke names the tool. */
  #foreign(file: SourceFile, leaders: readonly string[], found: readonly RawFinding[]): Suppression[] {
    const tools = new Set(
      [...new Set(found.map(({ rule }) => rule))].flatMap((rule) => toolsOf(rule.equivalents ?? [])),
    );
    const places = found.map(({ finding }) => finding.at);
    return this.engine.peers
      .filter(({ tool }) => tools.has(tool))
      .flatMap((peer) => peer.suppressions(file, leaders, this.#project, places));
  }

  #suppressionOf(rule: Rule, at: Span, statement: Span, suppressions: readonly Suppression[]): Suppression | undefined {
    if (suppressions.length === 0) return undefined;
    const blocks = this.#documents(at.file).flatMap((document) => document.blocksAt?.(at.start) ?? []);
    const lines = [at, statement, ...blocks].map(({ start }) => at.file.lineAt(start));
    const names = namesOf(rule);
    return suppressions.find(
      (suppression) => silences(suppression, names, lines) && !isExpired(suppression, this.request.today),
    );
  }

  #suppressionNotices(
    suppressions: readonly Suppression[],
    findings: readonly ReviewedFinding[],
    verdicts: readonly Verdict[],
    config: Config,
  ): ReviewedFinding[] {
    if (suppressions.length === 0 || this.request.only) return [];
    const formats = new Set(verdicts.map(({ format }) => format));
    const rules = this.#allRules();
    return rules
      ? suppressionNotices(suppressions, findings, { rules, formats, config, today: this.request.today })
      : [];
  }

  #allRules(): readonly Rule[] | undefined {
    const ids = Object.keys(this.engine.formats) as FormatId[];
    const missing = ids.filter((id) => !this.engine.rules(id));
    for (const id of missing) this.#missingRules.add(id);
    return missing.length > 0 ? undefined : ids.flatMap((id) => this.engine.rules(id) ?? []);
  }

  #result(verdicts: readonly Verdict[], findings: readonly ReviewedFinding[], ignored = false): FileReview {
    const views = [this.#project, ...this.#units.map((unit) => unit.project)];
    return {
      path: this.request.path,
      verdicts,
      ignored,
      findings,
      crashes: this.#units.flatMap((unit) => unit.crashes),
      units: this.#units,
      missing: {
        files: new Set(views.flatMap((view) => [...view.missingFiles])),
        folders: new Set(views.flatMap((view) => [...view.missingFolders])),
        rules: this.#missingRules,
      },
    };
  }
}

/** What is reached by several ways, such as aliases of one YAML node, is said once. */
function distinct(findings: readonly ReviewedFinding[]): ReviewedFinding[] {
  return [
    ...new Map(
      findings.map((finding) => [
        [finding.rule, finding.at.start, finding.at.end, finding.message].join('\0'),
        finding,
      ]),
    ).values(),
  ];
}
