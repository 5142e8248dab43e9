import type { Trigger } from '../delivery/model';
import { argumentsOf } from './arguments';
import type { Pipeline, Stage } from './model';
import type { Block, Statement } from './syntax';

/** What only pipelines of several branches speak of. */
const MULTIBRANCH = /\bBRANCH_NAME\b|\bCHANGE_(?:ID|TARGET|BRANCH)\b|\bchangeRequest\b|\bTAG_NAME\b/;
const BRANCH_CONDITION = /(?:^|\{)\s{0,80}branch\s{0,5}\(?\s{0,5}(?:pattern\s{0,5}:\s{0,5})?['"]/m;

/** By what a pipeline is started; undefined where that is left to the settings of the job. */
export function startsOf({ file, head }: Pipeline): readonly Trigger[] | undefined {
  if (!MULTIBRANCH.test(file.text) && !BRANCH_CONDITION.test(file.text)) return undefined;
  return [{ kind: 'push', certainty: 'certain', at: head, branches: 'any' }];
}

/** What is left of the triggers under the conditions of a stage. */
export function startsUnder({ sections }: Stage, starts: readonly Trigger[]): readonly Trigger[] {
  const when = sections.get('when');
  const conditions = (when?.blocks[0]?.statements ?? []).filter(
    ({ name }) => !/^before(?:Agent|Input|Options)$/.test(name ?? ''),
  );
  return conditions.reduce((left, condition) => narrowed(condition, left), starts);
}

function narrowed(condition: Statement, starts: readonly Trigger[]): readonly Trigger[] {
  const { name, blocks } = condition;
  if (name === 'branch') return forBranches(branchesOf(condition), condition, starts);
  if (name === 'buildingTag' || name === 'tag')
    return starts.map((start) => ({ ...start, kind: 'tag', at: condition, branches: 'any' }));
  if (name === 'changeRequest') return starts.map((start) => ({ ...start, kind: 'pull-request', at: condition }));
  if (name === 'allOf') return (blocks[0]?.statements ?? []).reduce((left, each) => narrowed(each, left), starts);
  if (name === 'anyOf') {
    const branches = alternatives(blocks[0]);
    if (branches) return forBranches(branches, condition, starts);
  }
  return starts.map((start) => ({ ...start, certainty: 'likely', branches: 'unknown', at: condition }));
}

function forBranches(branches: readonly string[], at: Statement, starts: readonly Trigger[]): readonly Trigger[] {
  return starts.flatMap((start) =>
    start.kind === 'push' ? [{ ...start, at, branches: branches.length > 0 ? branches : 'unknown' }] : [],
  );
}

/** The branches of `anyOf`, where it names nothing else. */
function alternatives(block: Block | undefined): readonly string[] | undefined {
  const all = block?.statements ?? [];
  return all.length > 0 && all.every(({ name }) => name === 'branch') ? all.flatMap(branchesOf) : undefined;
}

function branchesOf(condition: Statement): readonly string[] {
  const found = argumentsOf(condition);
  if (found.some(({ name }) => name === 'comparator')) return [];
  const string = found.find(({ name }) => name === undefined || name === 'pattern')?.string;
  return string && string.interpolations.length === 0 ? [string.text] : [];
}
