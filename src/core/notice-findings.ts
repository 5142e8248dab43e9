import { type Config, configProblems } from './config';
import { unknownName } from './config-file';
import type { ReviewedFinding, ReviewedFix } from './finding';
import type { Document, FormatId } from './format';
import { type NoticeId, notices } from './notices';
import type { Rule } from './rule';
import { isExpired, type Suppression } from './suppress';
import { remove, type SourceFile, type Span } from './text';

/** What the engine itself has to say at a place; none where the configuration turns it off. */
export function notice(
  id: NoticeId,
  at: Span,
  message: string,
  config: Config,
  fixes: readonly ReviewedFix[] = [],
): ReviewedFinding[] {
  const severity = config.noticeLevel(id);
  if (severity === 'off') return [];
  return [
    {
      rule: id,
      title: notices[id].title,
      practice: undefined,
      severity,
      at,
      message,
      fixes,
      related: [],
      tag: id === 'review/unused-suppression' ? 'unnecessary' : undefined,
      secret: false,
      address: undefined,
      statement: at.file.line(at.file.lineAt(at.start)),
      suppressedBy: undefined,
    },
  ];
}

/** The first thing in a file that could not be read; what follows is often its echo. */
export function syntaxErrors(documents: readonly Document[], config: Config): ReviewedFinding[] {
  const problems = documents.flatMap((document) => document.problems);
  const [first] = problems.sort((a, b) => a.at.start - b.at.start);
  return first ? notice('review/syntax-error', first.at, first.message, config) : [];
}

/** The mistakes in a configuration file. */
export function configNotices(file: SourceFile, rules: readonly Rule[], config: Config): ReviewedFinding[] {
  return configProblems(file, rules).flatMap(({ at, message }) =>
    notice('review/invalid-configuration', at, message, config),
  );
}

interface Surroundings {
  /** The rules of every format. */
  readonly rules: readonly Rule[];
  /** The formats that the file is of. */
  readonly formats: ReadonlySet<FormatId>;
  readonly config: Config;
  readonly today: string;
}

/** The suppressions of a file that say nothing, have run out, name no rule, or silence nothing. */
export function suppressionNotices(
  suppressions: readonly Suppression[],
  findings: readonly ReviewedFinding[],
  { rules, formats, config, today }: Surroundings,
): ReviewedFinding[] {
  const byId = new Map(rules.flatMap((rule) => [rule.id, ...(rule.formerIds ?? [])].map((id) => [id, rule] as const)));
  const used = new Set(
    findings.flatMap(({ rule, suppressedBy }) =>
      suppressedBy && !suppressedBy.tool ? [`${suppressedBy.at.start} ${rule}`] : [],
    ),
  );
  return suppressions.flatMap((suppression) => {
    const { at: whole, problem, until } = suppression;
    if (problem) return notice('review/invalid-suppression', whole, problem, config);
    if (isExpired(suppression, today)) {
      return notice('review/expired-suppression', whole, `This suppression ran out on ${until}`, config);
    }
    const idle = suppression.rules.filter(({ id }) => !used.has(`${whole.start} ${byId.get(id)?.id}`));
    return idle.flatMap(({ id, at }) => {
      const rule = byId.get(id);
      if (!rule) return notice('review/invalid-suppression', at, unknownName('rule', id, byId.keys()), config);
      // A rule that is off, or of another format, may be named by a comment that others read too.
      if (config.level(rule) === 'off' || !formats.has(rule.format)) return [];
      const message = `Nothing to suppress: ${id} has no finding here`;
      const isAll = idle.length === suppression.rules.length;
      const fix: ReviewedFix = { title: 'Remove the suppression', kind: 'safe', edits: [remove(whole)] };
      return notice('review/unused-suppression', at, message, config, isAll ? [fix] : []);
    });
  });
}
