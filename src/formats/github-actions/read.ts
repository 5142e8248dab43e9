import { items, map, pairs, scalar, string } from '../yaml/access';
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/syntax';
import { embeddedIn, hasExpression } from './embedded';
import type { Action, Job, Permissions, Script, Step, Trigger, Workflow } from './model';
import { defaultShell, shellNamed, shellOfRunner } from './shell-name';
import { readUses } from './uses';

/** Reads a workflow from the root of its YAML. */
export function readWorkflow(root: YamlMap): Workflow {
  // Tools that follow YAML 1.1 write the key `on` as the truth that it means there.
  const on = root.pair('on') ?? root.pair('true');
  const jobs: Job[] = [];
  const workflow: Workflow = {
    map: root,
    on,
    triggers: readTriggers(on?.value),
    permissions: readPermissions(root.pair('permissions')),
    env: map(root.get('env')),
    concurrency: root.pair('concurrency'),
    jobs,
  };
  for (const pair of pairs(root.get('jobs'))) {
    const job = readJob(pair, workflow);
    if (job) jobs.push(job);
  }
  return workflow;
}

/** Reads an `action.yml` from the root of its YAML. */
export function readAction(root: YamlMap): Action {
  const runs = map(root.get('runs'));
  const steps: Step[] = [];
  for (const node of items(runs?.get('steps'))) {
    const step = readStep(node, undefined, undefined, steps);
    if (step) steps.push(step);
  }
  return {
    map: root,
    using: string(runs?.get('using')),
    inputs: map(root.get('inputs')),
    steps,
  };
}

function readTriggers(node: YamlNode | undefined): readonly Trigger[] | undefined {
  const named = ({ text, file, start, end }: YamlScalar, config?: YamlNode): Trigger => ({
    event: text,
    at: file.span(start, end),
    config,
  });
  if (node?.kind === 'scalar') return [named(node)];
  if (node?.kind === 'map') return node.isUncertain ? undefined : node.pairs.map(({ key, value }) => named(key, value));
  if (node?.kind !== 'seq') return undefined;
  const names = node.items.flatMap((item) => scalar(item) ?? []);
  return names.length === node.items.length ? names.map((name) => named(name)) : undefined;
}

function readPermissions(pair: YamlPair | undefined): Permissions | undefined {
  if (!pair) return undefined;
  const word = string(pair.value);
  return {
    pair,
    all: word === 'read-all' || word === 'write-all' ? word : undefined,
    scopes: new Map(pairs(pair.value).map(({ name, value }) => [name, scalar(value)?.text ?? ''])),
  };
}

function readJob(pair: YamlPair, workflow: Workflow): Job | undefined {
  const body = map(pair.value);
  if (!body) return undefined;
  const steps: Step[] = [];
  const job: Job = {
    id: pair.name,
    pair,
    map: body,
    workflow,
    name: body.get('name'),
    needs: listed(body.get('needs')),
    condition: scalar(body.get('if')),
    runsOn: labels(body),
    permissions: readPermissions(body.pair('permissions')),
    timeout: body.pair('timeout-minutes'),
    environment: body.pair('environment'),
    concurrency: body.pair('concurrency'),
    strategy: map(body.get('strategy')),
    container: body.get('container'),
    env: map(body.get('env')),
    uses: readUses(scalar(body.get('uses'))),
    with: map(body.get('with')),
    secrets: body.pair('secrets'),
    steps,
  };
  const shell = shellOfJob(job);
  for (const node of items(body.get('steps'))) {
    const step = readStep(node, job, shell, steps);
    if (step) steps.push(step);
  }
  return job;
}

function readStep(
  node: YamlNode,
  job: Job | undefined,
  shell: string | undefined,
  siblings: readonly Step[],
): Step | undefined {
  const body = map(node);
  if (!body) return undefined;
  return {
    map: body,
    id: string(body.get('id')),
    name: scalar(body.get('name')),
    condition: scalar(body.get('if')),
    uses: readUses(scalar(body.get('uses'))),
    run: readScript(body, shell),
    with: map(body.get('with')),
    env: map(body.get('env')),
    job,
    siblings: () => siblings,
  };
}

function readScript(step: YamlMap, shell: string | undefined): Script | undefined {
  const run = scalar(step.get('run'));
  if (!run) return undefined;
  const named = step.lacks('shell') ? shell : string(step.get('shell'));
  return { scalar: run, shell: named === undefined ? undefined : shellNamed(named) };
}

/** The shell of a job's scripts that name none themselves. */
function shellOfJob({ map: body, workflow, runsOn, strategy, container }: Job): string | undefined {
  const own = defaultShell(body);
  const given = own === null ? defaultShell(workflow.map) : own;
  if (given !== null) return given;
  if (!body.lacks('container') && !container) return undefined;
  return shellOfRunner(runsOn ?? matrixLabels(body.get('runs-on'), strategy), container !== undefined);
}

/** Of `runs-on: ${{ matrix.os }}` the values, if they agree on Windows or not. */
function matrixLabels(node: YamlNode | undefined, strategy: YamlMap | undefined): readonly string[] | undefined {
  const label = scalar(node);
  const expression = label && embeddedIn(label)[0]?.expression;
  if (expression?.kind !== 'property' || expression.of.kind !== 'context' || expression.of.name !== 'matrix')
    return undefined;
  const matrix = map(strategy?.get('matrix'));
  const { name } = expression;
  const values = [
    ...items(matrix?.get(name)),
    ...items(matrix?.get('include')).flatMap((each) => map(each)?.get(name) ?? []),
  ].map(string);
  if (values.length === 0 || !values.every((value) => value !== undefined && !hasExpression(value))) return undefined;
  const windows = values.filter((value) => value?.toLowerCase().includes('windows')).length;
  return windows === 0 || windows === values.length ? (values as string[]) : undefined;
}

function labels(job: YamlMap): readonly string[] | undefined {
  const node = job.get('runs-on');
  const list = listed(node?.kind === 'map' ? node.get('labels') : node).map(({ text }) => text);
  return list.length > 0 && !list.some(hasExpression) ? list : undefined;
}

/** The scalars of a list, or the one that stands instead of it. */
function listed(node: YamlNode | undefined): readonly YamlScalar[] {
  return node?.kind === 'scalar' ? [node] : items(node).flatMap((item) => scalar(item) ?? []);
}
