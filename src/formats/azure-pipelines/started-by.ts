import type { Branches, Trigger, TriggerKind } from '../delivery/model';
import { BY_BRANCH, both, either, MAYBE, NO, negate, type Verdict, YES } from '../delivery/verdict';
import { map, scalar } from '../yaml/access';
import type { YamlNode, YamlPair, YamlScalar } from '../yaml/syntax';
import { readCondition } from './condition';
import { type Embedded, isComputed } from './embedded';
import { type Expression, partsOf, pathOf } from './expression';
import type { Pipeline } from './model';

/** By what a pipeline is started that is no template; where nothing is said, Azure may start it on any commit or request. */
export function startsOf(
  { map: root, resources }: Pipeline,
  head: YamlPair['key'] | Trigger['at'],
): readonly Trigger[] {
  const start = (
    kind: TriggerKind,
    at: Trigger['at'],
    branches: Branches = 'any',
    certainty: Trigger['certainty'] = 'certain',
  ): Trigger => ({
    kind,
    certainty,
    at,
    branches,
  });
  const starts: Trigger[] = [];
  const push = root.pair('trigger');
  if (!push) starts.push(start('push', head));
  else if (!isNone(push.value)) {
    const tags = map(map(push.value)?.get('tags'));
    const hasBranches = map(push.value)?.has('branches') ?? true;
    if (hasBranches || !tags) starts.push(start('push', push.key, branchesOf(push.value)));
    if (tags) starts.push(start('tag', push.key));
  }
  const request = root.pair('pr');
  if (!request) starts.push(start('pull-request', head, 'any', 'likely'));
  else if (!isNone(request.value)) starts.push(start('pull-request', request.key, branchesOf(request.value)));
  const schedules = root.pair('schedules');
  if (schedules) starts.push(start('schedule', schedules.key));
  for (const resource of resources.pipelines) {
    const trigger = resource.pair('trigger');
    if (trigger && !isNone(trigger.value)) starts.push(start('after', trigger.key));
  }
  starts.push(start('manual', head));
  return starts;
}

function isNone(node: YamlNode | undefined): boolean {
  return scalar(node)?.text.toLowerCase() === 'none';
}

function branchesOf(node: YamlNode | undefined): Branches {
  if (node?.kind === 'seq') return listed(node);
  const branches = map(node)?.get('branches');
  if (branches === undefined) return node?.kind === 'map' ? 'any' : 'unknown';
  if (branches.kind === 'seq') return listed(branches);
  const include = map(branches)?.get('include');
  return include?.kind === 'seq' ? listed(include) : 'any';
}

function listed(node: YamlNode): Branches {
  if (node.kind !== 'seq') return 'unknown';
  const names = node.items.map((item) => scalar(item)?.text ?? '${{');
  return names.some(isComputed) ? 'unknown' : names.map((name) => name.replace(/^refs\/heads\//, ''));
}

/** Those of the starts that a `condition` lets through; what can't be evaluated makes them likely, or their branches unknown. */
export function startsUnder(condition: YamlScalar | undefined, starts: readonly Trigger[]): readonly Trigger[] {
  if (!condition || condition.text.trim() === '') return starts;
  return passing(isComputed(condition.text) ? undefined : readCondition(condition).expression, starts);
}

/** Those of the starts that the `${{ if }}` around something lets through. */
export function startsWithin(guards: readonly Embedded[], starts: readonly Trigger[]): readonly Trigger[] {
  return guards.reduce(
    (left, { directive, expression }) =>
      directive === 'if' || directive === 'elseif' ? passing(expression, left) : passing(undefined, left),
    starts,
  );
}

function passing(expression: Expression | undefined, starts: readonly Trigger[]): readonly Trigger[] {
  return starts.flatMap((start) => {
    const { holds, asksBranch } = expression ? judge(expression, start) : MAYBE;
    if (holds === false) return [];
    const certainty = holds === true ? start.certainty : 'likely';
    return [{ ...start, certainty, branches: asksBranch ? 'unknown' : start.branches }];
  });
}

/** Whether something with this condition goes on although what it waits for has failed. */
export function ignoresFailure(condition: YamlScalar | undefined): boolean {
  if (!condition || condition.text.trim() === '' || isComputed(condition.text)) return false;
  const { expression } = readCondition(condition);
  return expression !== undefined && !mindsFailure(expression);
}

/** Without any function of status a condition takes the place of `succeeded()`. */
function mindsFailure(expression: Expression): boolean {
  const asked = [...partsOf(expression)].some(
    (part) =>
      (part.kind === 'call' && /^succeeded$/i.test(part.name)) ||
      (part.kind !== 'call' && /^(?:dependencies|stagedependencies)\..*result$/.test(pathOf(part) ?? '')),
  );
  return asked || (expression.kind === 'literal' && expression.value === false);
}

function judge(expression: Expression, start: Trigger): Verdict {
  if (expression.kind === 'literal') return expression.value ? YES : NO;
  if (expression.kind !== 'call') return asksBranch(pathOf(expression)) ? BY_BRANCH : MAYBE;
  const { args } = expression;
  const [first, second] = args;
  switch (expression.name.toLowerCase()) {
    case 'succeeded':
    case 'always':
    case 'succeededorfailed':
      return YES;
    case 'failed':
    case 'canceled':
      return MAYBE;
    case 'and':
      return args.map((arg) => judge(arg, start)).reduce(both, YES);
    case 'or':
      return args.map((arg) => judge(arg, start)).reduce(either, NO);
    case 'not':
      return first ? negate(judge(first, start)) : MAYBE;
    case 'eq':
      return compared(first, second, start);
    case 'ne':
      return negate(compared(first, second, start));
    case 'in':
      return args
        .slice(1)
        .map((arg) => compared(first, arg, start))
        .reduce(either, NO);
    case 'notin':
      return negate(
        args
          .slice(1)
          .map((arg) => compared(first, arg, start))
          .reduce(either, NO),
      );
    case 'startswith':
      return pathOf(first ?? expression) === SOURCE && second?.kind === 'literal'
        ? judgeRef(String(second.value), start)
        : unknown(args);
    default:
      return unknown(args);
  }
}

const SOURCE = 'variables.build.sourcebranch';
const REASON = 'variables.build.reason';

function unknown(args: readonly Expression[]): Verdict {
  const asks = args.some((arg) => [...partsOf(arg)].some((part) => asksBranch(pathOf(part))));
  return asks ? BY_BRANCH : MAYBE;
}

function asksBranch(path: string | undefined): boolean {
  if (!path?.startsWith('variables.')) return false;
  return path.startsWith('variables.system.pullrequest.') || /branch|main|master|release|tag/.test(path);
}

function compared(left: Expression | undefined, right: Expression | undefined, start: Trigger): Verdict {
  if (!left || !right) return MAYBE;
  const [literal, other] = left.kind === 'literal' ? [left, right] : [right, left];
  const path = pathOf(other);
  if (literal.kind !== 'literal') return unknown([left, right]);
  const text = String(literal.value);
  if (path === REASON) return judgeReason(text.toLowerCase(), start);
  if (path === SOURCE) return judgeRef(text, start);
  if (path === 'variables.build.sourcebranchname' && start.kind === 'pull-request') return text === 'merge' ? YES : NO;
  return unknown([other]);
}

/** Whether `Build.SourceBranch` is, or starts with, a text. */
function judgeRef(text: string, { kind }: Trigger): Verdict {
  if (kind === 'pull-request') return text.startsWith('refs/pull') ? YES : NO;
  if (kind === 'tag') return text.startsWith('refs/tags') ? (text.length <= 'refs/tags/'.length ? YES : BY_BRANCH) : NO;
  if (kind === 'push' && /^refs\/(?:tags|pull)/.test(text)) return NO;
  return BY_BRANCH;
}

const REASONS: Readonly<Partial<Record<TriggerKind, readonly string[]>>> = {
  push: ['individualci', 'batchedci'],
  tag: ['individualci', 'batchedci'],
  'pull-request': ['pullrequest'],
  schedule: ['schedule'],
  manual: ['manual'],
  after: ['resourcetrigger', 'buildcompletion'],
};

function judgeReason(reason: string, { kind }: Trigger): Verdict {
  const reasons = REASONS[kind];
  if (!reasons) return MAYBE;
  if (!reasons.includes(reason)) return NO;
  return reasons.length === 1 ? YES : MAYBE;
}
