import type { Span } from '../../core/text';
import type { Branches, Trigger as Start, TriggerKind } from '../delivery/model';
import { BY_BRANCH, both, either, MAYBE, NO, negate, type Verdict, YES } from '../delivery/verdict';
import { map, scalar, string } from '../yaml/access';
import type { YamlNode, YamlScalar } from '../yaml/syntax';
import { conditionOf } from './condition';
import { contextPaths } from './context-path';
import type { Expression } from './expression';
import type { Job, Trigger, Workflow } from './model';

const KINDS: Readonly<Record<string, TriggerKind>> = {
  pull_request: 'pull-request',
  pull_request_target: 'pull-request',
  merge_group: 'merge-queue',
  release: 'release',
  schedule: 'schedule',
  workflow_dispatch: 'manual',
  repository_dispatch: 'manual',
  deployment: 'manual',
  workflow_run: 'after',
  workflow_call: 'call',
};

/** By what a workflow is started, as the model of delivery knows it. */
export function startsOf({ triggers }: Workflow): readonly Start[] | undefined {
  return triggers?.flatMap(startsOfTrigger);
}

function startsOfTrigger({ event, at, config }: Trigger): readonly Start[] {
  const start = (kind: TriggerKind, branches: Branches = 'any'): Start => ({
    kind,
    certainty: 'certain',
    at,
    branches,
  });
  const filters = map(config);
  if (event === 'push') {
    const onlyTags = ['tags', 'tags-ignore'].some((name) => filters?.has(name));
    const hasBranches = ['branches', 'branches-ignore'].some((name) => filters?.has(name));
    const branches = branchesOf(filters?.get('branches'), filters?.has('branches-ignore') === true);
    return [
      ...(onlyTags && !hasBranches ? [] : [start('push', branches)]),
      ...(hasBranches && !onlyTags ? [] : [start('tag')]),
    ];
  }
  if (event === 'pull_request' || event === 'pull_request_target') {
    const types = listed(filters?.get('types'));
    // What is closed may have been merged: the condition of the job tells.
    if (types?.length === 1 && types[0] === 'closed') return [start('other')];
    return [start('pull-request', branchesOf(filters?.get('branches'), filters?.has('branches-ignore') === true))];
  }
  return [start(KINDS[event] ?? 'other')];
}

function branchesOf(node: YamlNode | undefined, hasExceptions: boolean): Branches {
  if (!node) return hasExceptions ? 'unknown' : 'any';
  return listed(node) ?? 'unknown';
}

function listed(node: YamlNode | undefined): readonly string[] | undefined {
  if (node?.kind === 'scalar') return [node.text];
  if (node?.kind !== 'seq') return undefined;
  const names = node.items.map(string);
  return names.every((name) => name !== undefined) ? (names as readonly string[]) : undefined;
}

/** Those of the starts that a condition lets through; what can't be evaluated makes them likely, or their branches unknown. */
export function startsUnder(condition: YamlScalar | undefined, starts: readonly Start[]): readonly Start[] {
  if (!condition) return starts;
  const expression = conditionOf(condition);
  return starts.flatMap((start) => {
    const verdict = expression ? judge(expression, start) : MAYBE;
    if (verdict.holds === false) return [];
    const certainty = verdict.holds === true ? start.certainty : 'likely';
    return [{ ...start, certainty, branches: verdict.asksBranch ? 'unknown' : start.branches }];
  });
}

/**
 * The starts of a workflow that reach a job: its condition lets them through, and so do the jobs it waits for.
 * `known` holds what was found of the workflow's jobs, by id.
 */
export function startsOfJob(
  job: Job,
  starts: readonly Start[],
  known: Map<string, readonly Start[]>,
): readonly Start[] {
  const found = known.get(job.id);
  if (found) return found;
  if (runsAfterFailure(job.condition)) return startsUnder(job.condition, starts);
  // Jobs that wait for each other never start; until then each is taken to let everything through.
  known.set(job.id, starts);
  const needed = job.needs.flatMap(({ text }) => job.workflow.jobs.find(({ id }) => id === text) ?? []);
  const reaching = needed.reduce((left, each) => narrowed(left, startsOfJob(each, starts, known)), starts);
  const own = startsUnder(job.condition, reaching);
  known.set(job.id, own);
  return own;
}

/** Those of the starts that are among others too, as uncertain as they are there. */
function narrowed(starts: readonly Start[], others: readonly Start[]): readonly Start[] {
  return starts.flatMap((start) => {
    const other = others.find(({ kind, at }) => kind === start.kind && at === start.at);
    if (!other) return [];
    const certainty = start.certainty === 'likely' ? start.certainty : other.certainty;
    return [{ ...start, certainty, branches: other.branches === 'unknown' ? other.branches : start.branches }];
  });
}

function judge(expression: Expression, start: Start): Verdict {
  if (expression.kind === 'literal') return expression.value ? YES : NO;
  if (expression.kind === 'call') return judgeCall(expression.name.toLowerCase(), expression.args, start);
  if (expression.kind === 'operation') return judgeOperation(expression.operator, expression.operands, start);
  const [path = ''] = contextPaths(expression);
  return asksRef(path) ? BY_BRANCH : MAYBE;
}

function judgeCall(name: string, args: readonly Expression[], start: Start): Verdict {
  if (name === 'always' || name === 'success') return YES;
  if (name === 'cancelled' || name === 'failure') return name === 'cancelled' ? NO : MAYBE;
  const path = args.flatMap((arg) => contextPaths(arg)).join(' ');
  if (name === 'startswith' || name === 'contains') {
    const [, prefix] = args;
    if (path === 'github.ref' && prefix?.kind === 'literal') return judgeRef(String(prefix.value), start);
  }
  return path.split(' ').some(asksRef) ? BY_BRANCH : MAYBE;
}

/** Whether `github.ref` is, or starts with, a text. */
function judgeRef(text: string, { kind }: Start): Verdict {
  const isTag = text.startsWith('refs/tags');
  if (kind === 'pull-request') return text.startsWith('refs/pull') ? YES : NO;
  if (kind === 'tag' || kind === 'release') return isTag ? (text.length <= 'refs/tags/'.length ? YES : BY_BRANCH) : NO;
  if (kind === 'push' && isTag) return NO;
  return BY_BRANCH;
}

function judgeOperation(operator: string, operands: readonly Expression[], start: Start): Verdict {
  const [left, right] = operands;
  if (operator === '!' && left) return negate(judge(left, start));
  if (!left || !right) return MAYBE;
  if (operator === '&&') return both(judge(left, start), judge(right, start));
  if (operator === '||') return either(judge(left, start), judge(right, start));
  if (operator === '==') return judgeEqual(left, right, start);
  if (operator === '!=') return negate(judgeEqual(left, right, start));
  return MAYBE;
}

function judgeEqual(left: Expression, right: Expression, start: Start): Verdict {
  const [literal, other] = left.kind === 'literal' ? [left, right] : [right, left];
  const [path = ''] = contextPaths(other);
  const text = literal.kind === 'literal' ? String(literal.value) : undefined;
  if (path === 'github.event_name' && text !== undefined) return judgeEvent(text, start);
  if (path === 'github.ref' && text !== undefined) return judgeRef(text, start);
  if (path === 'github.ref_type' && text !== undefined && start.kind !== 'manual' && start.kind !== 'schedule')
    return (text === 'tag') === (start.kind === 'tag' || start.kind === 'release') ? YES : NO;
  // The repository itself is what is reviewed, not a copy of it.
  if (path === 'github.repository' || path === 'github.repository_owner') return YES;
  if (path === 'github.ref_name' && start.kind === 'pull-request') return NO;
  if (path === 'github.event.pull_request.merged') return start.kind === 'pull-request' ? NO : MAYBE;
  return [...contextPaths(left), ...contextPaths(right)].some(asksRef) ? BY_BRANCH : MAYBE;
}

function judgeEvent(event: string, { kind, at }: Start): Verdict {
  if (event === 'push') return kind === 'push' || kind === 'tag' ? YES : NO;
  const written = at.file.text.slice(at.start, at.end).replace(/["']/g, '');
  return written === event ? YES : NO;
}

/** Contexts by which branches are told apart. */
function asksRef(path: string): boolean {
  return /^github\.(?:ref|ref_name|ref_type|ref_protected|base_ref|head_ref)$|^github\.event\.(?:ref|base_ref|workflow_run\.head_branch|pull_request\.(?:base|head)\.ref)$/.test(
    path,
  );
}

/** Whether a job goes on after the failure of what it needs. */
export function runsAfterFailure(condition: YamlScalar | undefined): boolean {
  const visit = (node: Expression | undefined): boolean => {
    if (node?.kind === 'call') return /^(?:always|failure|cancelled)$/i.test(node.name);
    return node?.kind === 'operation' && node.operands.some(visit);
  };
  return visit(conditionOf(condition));
}

/** The place of a start that goes without saying. */
export function headOf({ on, map: root }: Workflow): Span {
  return on?.key ?? scalar(root.ownPairs[0]?.key) ?? root;
}
