import { fingerprint, type ReviewedFinding } from '../../core/finding';
import { groupBy } from '../../core/group';
import { type NoticeId, notices } from '../../core/notices';
import { PRODUCT, ruleUrl } from '../../core/product';
import type { Rule, Severity } from '../../core/rule';
import type { Span } from '../../core/text';
import { editPath } from './json';
import type { Report, ShownFinding } from './report';

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0 with fingerprints, fixes and suppressions, for code scanning. */
export function sarif(report: Report, rules: readonly Rule[]): string {
  const ids = [...new Set(report.findings.map(({ finding }) => finding.rule))].sort();
  const driver = {
    name: PRODUCT.name,
    version: PRODUCT.version,
    semanticVersion: PRODUCT.version,
    informationUri: PRODUCT.homepage,
    rules: ids.map((id) => descriptor(id, rules)),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { ROOT: { description: { text: 'The folder in which the review was run.' } } },
    results: report.findings.map((shown) => result(shown, ids)),
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: report.crashes.map(({ rule, path, error }) => ({
          level: 'error',
          message: { text: `${rule} failed: ${String(error)}` },
          locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
        })),
      },
    ],
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function descriptor(id: string, rules: readonly Rule[]) {
  const rule = rules.find((each) => each.id === id);
  const notice = Object.hasOwn(notices, id) ? notices[id as NoticeId] : undefined;
  const title = rule?.title ?? notice?.title ?? id;
  const why = rule?.why.join('\n\n') ?? notice?.why ?? '';
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: why, markdown: why },
    helpUri: ruleUrl(id),
    defaultConfiguration: { level: LEVELS[rule?.severity ?? notice?.severity ?? 'warning'] },
    properties: { tags: rule ? [rule.practice] : [] },
  };
}

function result({ finding, path }: ShownFinding, ids: readonly string[]) {
  return {
    ruleId: finding.rule,
    ruleIndex: ids.indexOf(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [location(finding.at, path)],
    relatedLocations: finding.related.map(({ at, message }, id) => ({
      id,
      message: { text: message },
      ...location(at, editPath(finding, path, at)),
    })),
    partialFingerprints: { 'infraReview/v1': fingerprint(finding) },
    fixes: finding.secret
      ? []
      : finding.fixes.filter(({ kind }) => kind !== 'template').map((fix) => sarifFix(fix, finding, path)),
    suppressions: suppressions(finding),
  };
}

/** What stands in another file, such as another tool's list, is external. */
function suppressions({ at, suppressedBy }: ReviewedFinding) {
  if (!suppressedBy) return [];
  const kind = suppressedBy.at.file.path === at.file.path ? 'inSource' : 'external';
  return [{ kind, justification: suppressedBy.reason ?? '' }];
}

function sarifFix({ title, edits }: ReviewedFinding['fixes'][number], finding: ReviewedFinding, path: string) {
  const byPath = groupBy(edits, ({ at }) => editPath(finding, path, at));
  return {
    description: { text: title },
    artifactChanges: [...byPath].map(([file, changes]) => ({
      artifactLocation: artifact(file),
      replacements: changes.map(({ at, text }) => ({ deletedRegion: region(at), insertedContent: { text } })),
    })),
  };
}

function location(at: Span, path: string) {
  return { physicalLocation: { artifactLocation: artifact(path), region: region(at) } };
}

/** Relative to the folder of the run, or whole where it lies far outside of it. */
function artifact(path: string) {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  return /^[A-Za-z]:\//.test(path) ? { uri: `file:///${uri}` } : { uri, uriBaseId: 'ROOT' };
}

function region({ file, start, end }: Span) {
  const from = file.position(start);
  const to = file.position(end);
  return { startLine: from.line + 1, startColumn: from.column + 1, endLine: to.line + 1, endColumn: to.column + 1 };
}
