import { hasExpression } from '../../formats/github-actions/embedded';
import type { ActionsModel, Job } from '../../formats/github-actions/model';
import type { Place } from '../../formats/github-actions/schema/walk';
import { items, map, scalar } from '../../formats/yaml/access';
import type { YamlMap, YamlNode, YamlScalar } from '../../formats/yaml/syntax';

/** The job that a place belongs to. */
export function jobAround({ jobs }: ActionsModel, { job }: Place): Job | undefined {
  return job && jobs.find((each) => each.map === job);
}

/** A step as far as expressions can speak of it. */
export interface NamedStep {
  readonly map: YamlMap;
  readonly id: YamlScalar | undefined;
  /** The step of the list that it is, or lies in. */
  readonly index: number;
}

/** All steps of a job or a composite action in their order, those that run beside one another included. */
export function stepsUnder(owner: YamlMap): readonly NamedStep[] {
  const out: NamedStep[] = [];
  const add = (node: YamlNode, index: number): void => {
    const step = map(node);
    if (!step) return;
    out.push({ map: step, id: scalar(step.get('id')), index });
    for (const inner of items(step.get('parallel'))) add(inner, index);
  };
  items(owner.get('steps')).forEach(add);
  return out;
}

/** The keys of a job's matrix; undefined where they can't be known. */
export function matrixKeys({ map: job, strategy }: Job): ReadonlySet<string> | undefined {
  if (job.lacks('strategy')) return new Set();
  if (!strategy) return undefined;
  if (strategy.lacks('matrix')) return new Set();
  const matrix = map(strategy.get('matrix'));
  if (!matrix || matrix.isUncertain || matrix.pairs.some(({ name }) => hasExpression(name))) return undefined;
  const names = new Set<string>();
  for (const { name, value } of matrix.pairs) {
    if (name === 'exclude') continue;
    if (name !== 'include') names.add(name.toLowerCase());
    else if (!addIncluded(value, names)) return undefined;
  }
  return names;
}

function addIncluded(node: YamlNode | undefined, names: Set<string>): boolean {
  if (node?.kind !== 'seq') return false;
  for (const item of node.items) {
    if (item.kind !== 'map' || item.isUncertain) return false;
    for (const { name } of item.pairs) names.add(name.toLowerCase());
  }
  return true;
}

/** The inputs that a workflow or an action declares, by name in lower case. */
export function declaredInputs(
  model: ActionsModel,
  events?: readonly string[],
): ReadonlyMap<string, YamlMap | undefined> | undefined {
  const { workflow, action } = model;
  const out = new Map<string, YamlMap | undefined>();
  if (action) {
    if (!action.map.lacks('inputs') && !action.inputs) return undefined;
    for (const { name, value } of action.inputs?.pairs ?? []) out.set(name.toLowerCase(), map(value));
    return action.inputs?.isUncertain ? undefined : out;
  }
  if (!workflow?.triggers) return undefined;
  for (const { event, config } of workflow.triggers) {
    if (!(events ?? ['workflow_dispatch', 'workflow_call']).includes(event)) continue;
    const body = map(config);
    const inputs = map(body?.get('inputs'));
    if (body && ((!body.lacks('inputs') && !inputs && body.get('inputs') !== undefined) || inputs?.isUncertain))
      return undefined;
    for (const { name, value } of inputs?.pairs ?? []) out.set(name.toLowerCase(), map(value));
  }
  return out;
}
