import { groupBy } from '../../core/group';
import type { Finding } from '../../core/rule';
import { type ExpressionUses, usesIn } from '../../formats/github-actions/expression-uses';
import type { ActionsModel } from '../../formats/github-actions/model';
import {
  isReadable,
  type Place,
  type Reading,
  readingOf,
  type SchemaProblem,
} from '../../formats/github-actions/schema/walk';
import { parseYaml } from '../../formats/yaml/parse';

const NO_READING: Reading = { problems: [], places: [] };

/** The file held against GitHub's schema; nothing where its YAML can't be read to the end. */
export function schemaReading({ file, workflow, action }: ActionsModel): Reading {
  const root = workflow?.map ?? action?.map;
  if (!root || !isReadable(parseYaml(file))) return NO_READING;
  return readingOf(root, workflow ? 'workflow' : 'action');
}

/** What the schema does not allow, of one kind. */
export function schemaProblems<Kind extends SchemaProblem['kind']>(
  model: ActionsModel,
  kind: Kind,
): Extract<SchemaProblem, { kind: Kind }>[] {
  return schemaReading(model).problems.filter(
    (problem): problem is Extract<SchemaProblem, { kind: Kind }> => problem.kind === kind,
  );
}

const NAMES: Readonly<Record<string, string>> = {
  'workflow-root-strict': 'A workflow',
  'job-factory': 'A job',
  'workflow-job': 'A job that calls a workflow',
  'run-step': 'A step with `run`',
  'regular-step': 'A step with `uses`',
  'uses-step': 'A step with `uses`',
  'workflow-call-input-definition': 'An input of `workflow_call`',
  'workflow-call-secret-mapping-definition': 'A secret of `workflow_call`',
  'workflow-call-output-definition': 'An output of `workflow_call`',
  'workflow-dispatch-input': 'An input of `workflow_dispatch`',
  'service-container-mapping': 'A service',
  'cron-mapping': 'A schedule',
  'action-root-strict': 'An action',
  'container-runs-strict': '`runs` of a Docker action',
  'node-runs-strict': '`runs` of a JavaScript action',
  'composite-runs-strict': '`runs` of a composite action',
  'output-definition': 'An output of an action',
};

/** What people call a map that a definition describes; `key` is the one under which it stands. */
export function nameOf(definition: string, key: string | undefined): string {
  return NAMES[definition] ?? (key === undefined ? 'This map' : `\`${clipped(key)}\``);
}

/** Whether a definition is that of the filters of an event, such as `push-mapping`. */
export function isEventFilter(definition: string): boolean {
  return FILTERED.test(definition);
}

const FILTERED =
  /^(?:branch-protection-rule|check-run|check-suite|discussion|discussion-comment|image-version|issue-comment|issues|label|merge-group|milestone|project|project-card|project-column|pull-request|pull-request-review|pull-request-review-comment|pull-request-target|push|registry-package|release|repository-dispatch|watch|workflow-run)-mapping$/;

/** A text of the file, short enough for a message. */
export function clipped(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 50 ? `${line.slice(0, 49)}…` : line;
}

/** Names for a message: `a`, `b` or `c`. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

/** What all expressions of the file read and call. */
export function expressionUses(model: ActionsModel): ExpressionUses {
  return usesIn(schemaReading(model));
}

/** Whether expressions of a place are judged: what an action only describes is no place for them. */
export function isJudged({ usable }: Place, { action }: ActionsModel): boolean {
  return !action || usable.contexts.size > 0;
}

/** One finding for all that say the same of the same thing: the first, with the other places and the edits of all. */
export function oncePerThing(findings: Iterable<Finding>): Finding[] {
  const groups = groupBy([...findings], ({ address, message }) => `${address}\n${message}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first || others.length === 0) return first ?? [];
    const fixes = [first, ...others].flatMap(({ fix }) => (fix && 'title' in fix ? fix : []));
    const [fix] = fixes;
    return {
      ...first,
      fix: fix && { ...fix, edits: fixes.flatMap(({ edits }) => edits) },
      related: others.slice(0, 10).map(({ at }) => ({ at, message: 'Here too' })),
    };
  });
}
