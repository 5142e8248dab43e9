import type { Span } from '../../core/text';
import type { Branches, Trigger } from '../delivery/model';
import { items, map, scalar } from '../yaml/access';
import type { YamlMap, YamlNode } from '../yaml/syntax';
import type { Workflow, WorkflowJob } from './model';
import { hasPlaceholder } from './parameters';

/** By what a workflow is started: commits on any branch, unless it says otherwise. */
export function startsOf({ map: body, pair }: Workflow): readonly Trigger[] {
  const at = pair.key;
  const certainty = body?.lacks('when') && body.lacks('unless') ? 'certain' : 'likely';
  const schedules = items(body?.get('triggers')).flatMap((item) => map(map(item)?.get('schedule')) ?? []);
  if (schedules.length > 0)
    return schedules.map((schedule) => ({ kind: 'schedule', certainty, at: schedule, branches: 'any' }));
  if (body && !body.lacks('triggers')) return [{ kind: 'other', certainty, at, branches: 'any' }];
  return [{ kind: 'push', certainty, at, branches: 'any' }];
}

/** By what a job is started: its own filters, and those of the jobs that it requires. */
export function startsOfJob(
  job: WorkflowJob,
  all: readonly WorkflowJob[],
  starts: readonly Trigger[],
): readonly Trigger[] {
  let found = filtered(job, starts);
  const seen = new Set([job]);
  const waiting = [job];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const { text } of next.requires) {
      const needed = all.find(({ name }) => name === text);
      if (!needed || seen.has(needed)) continue;
      seen.add(needed);
      waiting.push(needed);
      if (found.some(isOpenPush)) found = filtered(needed, found);
    }
  }
  return found;
}

function isOpenPush({ kind, branches }: Trigger): boolean {
  return kind === 'push' && branches === 'any';
}

function filtered(job: WorkflowJob, starts: readonly Trigger[]): readonly Trigger[] {
  const { map: body } = job;
  if (!body || body.lacks('filters')) return starts;
  const filters = body.get('filters');
  const long = map(filters);
  // An expression of pipeline values, or an alias that leads nowhere.
  if (!long) return starts.map((start) => ({ ...start, certainty: 'likely', branches: 'unknown' }));
  const branches = branchesOf(long);
  const at: Span = long;
  const pushes = starts.flatMap((start): readonly Trigger[] => {
    if (start.kind !== 'push') return [start];
    return branches === 'none' ? [] : [{ ...start, branches: branches === 'any' ? start.branches : branches, at }];
  });
  const tags = map(long.get('tags'));
  const [first] = starts;
  return tags && !tags.lacks('only') && first
    ? [...pushes, { kind: 'tag', certainty: first.certainty, at, branches: 'any' }]
    : pushes;
}

function branchesOf(filters: YamlMap): Branches | 'none' {
  if (filters.lacks('branches')) return 'any';
  const branches = map(filters.get('branches'));
  if (!branches) return 'unknown';
  const ignored = texts(branches.get('ignore'));
  if (ignored.some((text) => /^\/\^?\.[*+]\$?\/$/.test(text))) return 'none';
  const only = texts(branches.get('only'));
  if (only.some(hasPlaceholder)) return 'unknown';
  if (only.length > 0) return only.map((text) => (/^\/\^?\.[*+]\$?\/$/.test(text) ? '*' : text));
  return 'unknown';
}

function texts(node: YamlNode | undefined): readonly string[] {
  const list = node?.kind === 'seq' ? node.items : node ? [node] : [];
  return list.flatMap((each) => scalar(each)?.text ?? []);
}
