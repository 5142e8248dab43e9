import type { Config } from './config';
import type { Document, Format, FormatId, Formats } from './format';
import { optionValues } from './option';
import type { ParseCache } from './parse-cache';
import { RecordingProject, type Snapshot } from './project';
import { type Finding, type Fix, type FixKind, fixKinds, type Rule, type Severity } from './rule';
import type { SourceFile } from './text';

/** A finding with the rule that yielded it, before configuration and suppression have their say. */
export interface RawFinding {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly severity: Severity;
}

/** What came of one unit, and all that it rests on. */
export interface UnitReview {
  readonly format: FormatId;
  readonly paths: readonly string[];
  readonly documents: readonly Document[];
  readonly findings: readonly RawFinding[];
  readonly crashes: readonly Crash[];
  /** What was read to get there, found or not. */
  readonly project: RecordingProject;
  readonly rules: readonly Rule[];
}

/** A rule that threw. It costs its own findings and nothing more. */
export interface Crash {
  readonly rule: string;
  readonly path: string;
  readonly error: unknown;
}

export interface UnitRequest {
  readonly snapshot: Snapshot;
  readonly formats: Formats;
  readonly cache: ParseCache;
  readonly today: string;
  readonly configFor: (path: string, project: RecordingProject) => Config;
}

/** Reviews the unit of one format that a file belongs to. */
export function reviewUnit(
  format: FormatId,
  file: SourceFile,
  rules: readonly Rule[],
  request: UnitRequest,
): UnitReview {
  const project = new RecordingProject(request.snapshot, request.cache);
  project.read(file.path);
  const kind = request.formats[format] as unknown as Format;
  const paths = [...new Set([file.path, ...kind.unit(file.path, project)])].sort();
  const files = paths
    .flatMap((path) => project.read(path) ?? [])
    .filter((member) => isOf(format, member, file, request.cache));
  const documents: Document[] = files.map((member) => request.cache.parse(format, member));
  const findings: RawFinding[] = [];
  const crashes: Crash[] = [];
  let model: unknown;
  try {
    model = kind.model(documents as never, project);
  } catch (error) {
    return { format, paths, documents, findings, crashes: [{ rule: format, path: file.path, error }], project, rules };
  }
  const configs = new Map(files.map((member) => [member.path, request.configFor(member.path, project)]));
  const config = configs.get(file.path) ?? request.configFor(file.path, project);
  for (const rule of rules) {
    if ([...configs.values()].every((each) => each.level(rule) === 'off')) continue;
    const context = {
      options: rule.options ? optionValues(rule.options, config.options(rule)) : NO_OPTIONS,
      project,
      team: config.team,
      today: request.today,
    };
    try {
      for (const finding of rule.check(model, context)) {
        findings.push({ rule, finding, severity: finding.severity ?? rule.severity });
      }
    } catch (error) {
      crashes.push({ rule: rule.id, path: file.path, error });
    }
  }
  return { format, paths, documents, findings, crashes, project, rules };
}

const NO_OPTIONS = Object.freeze({});

function isOf(format: FormatId, member: SourceFile, asked: SourceFile, cache: ParseCache): boolean {
  return member === asked || cache.verdicts(member).some((verdict) => verdict.format === format);
}

/** The fixes of a finding, each with its kind settled. */
export function settledFixes({ fix }: Finding, rule: Rule): (Fix & { readonly kind: FixKind })[] {
  const fixes: readonly Fix[] = fix === undefined ? [] : 'edits' in fix ? [fix] : fix;
  const [only] = fixKinds(rule);
  return fixes.map((each) => ({ ...each, kind: each.kind ?? only ?? 'suggested' }));
}
