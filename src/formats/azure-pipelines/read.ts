import { basename } from '../../core/path';
import { map, scalar } from '../yaml/access';
import type { YamlMap, YamlPair, YamlScalar } from '../yaml/syntax';
import { type Elements, elementsOf, hasOpenKeys, lacks } from './elements';
import { type Embedded, isComputed } from './embedded';
import { DEPLOYMENT_STRATEGIES, HOOKS, STEP_KINDS } from './keys';
import type {
  Dependencies,
  Hook,
  HookName,
  Job,
  Pipeline,
  Pool,
  Resources,
  Stage,
  Step,
  TaskReference,
  TemplateUse,
} from './model';
import { readParameters, readVariables } from './parameters';
import { readPool } from './pool';
import { readScript } from './script';
import { readTemplateUse } from './templates';

/** What is filled in while a file is read. */
interface Reading {
  readonly pipeline: Pipeline;
  readonly stages: Stage[];
  readonly jobs: Job[];
  readonly steps: Step[];
  readonly templates: TemplateUse[];
  readonly owners: YamlMap[];
}

/** Reads a pipeline or a template from the root of its YAML. */
export function readPipeline(root: YamlMap): Pipeline {
  const stages: Stage[] = [];
  const jobs: Job[] = [];
  const steps: Step[] = [];
  const templates: TemplateUse[] = [];
  const owners = [root];
  const pipeline: Pipeline = {
    file: root.file,
    map: root,
    isRoot: isStarted(root),
    parameters: readParameters(root),
    stages,
    jobs,
    steps,
    templates,
    get variables() {
      return owners.flatMap(readVariables);
    },
    resources: readResources(root),
    pool: readPool(root),
  };
  const reading: Reading = { pipeline, stages, jobs, steps, templates, owners };
  if (root.has('stages')) readStages(root, reading);
  else if (root.has('jobs')) readStage({ map: root, guards: [] }, reading, true);
  else if (root.has('steps')) {
    if (pipeline.isRoot) readStage({ map: root, guards: [] }, reading, true);
    else readSteps(elementsOf(root.get('steps')), undefined, undefined, undefined, reading);
  }
  const base = map(root.get('extends'));
  const use = base && readTemplateUse(base, 'extends', []);
  if (use) templates.push(use);
  for (const owner of owners) {
    for (const { map: body, guards } of elementsOf(owner.get('variables')).items) {
      const included = owner.get('variables')?.kind === 'seq' && readTemplateUse(body, 'variables', guards);
      if (included) templates.push(included);
    }
  }
  return pipeline;
}

/** Whether it says by what it is started or where it runs, or has the name of what Azure looks for. */
function isStarted(root: YamlMap): boolean {
  if (/^\.?azure-?pipelines?\.ya?ml$/i.test(basename(root.file.path))) return true;
  return ['trigger', 'pr', 'schedules', 'pool'].some((name) => root.has(name));
}

function readResources(root: YamlMap): Resources {
  const all = map(root.get('resources'));
  const listed = (name: string) => elementsOf(all?.get(name)).items.map((item) => item.map);
  return { repositories: listed('repositories'), containers: listed('containers'), pipelines: listed('pipelines') };
}

function readStages(root: YamlMap, reading: Reading): void {
  for (const element of elementsOf(root.get('stages')).items) {
    const use = readTemplateUse(element.map, 'stages', element.guards);
    if (use) reading.templates.push(use);
    else if (element.map.has('stage')) readStage(element, reading, false);
  }
}

function readStage(
  { map: body, guards }: { map: YamlMap; guards: readonly Embedded[] },
  reading: Reading,
  isImplied: boolean,
): void {
  const name = isImplied ? undefined : scalar(body.get('stage'));
  const jobs: Job[] = [];
  const list = elementsOf(body.get('jobs'));
  const stage: Stage = {
    pipeline: reading.pipeline,
    map: body,
    head: headOf(body, name, 'stage'),
    id: known(name),
    isImplied,
    guards,
    condition: isImplied ? undefined : scalar(body.get('condition')),
    dependsOn: isImplied ? undefined : readDependencies(body),
    pool: isImplied ? undefined : readPool(body),
    jobs,
    isOpen: list.isOpen || hasOpenKeys(body) || list.items.some((item) => item.map.has('template')),
  };
  reading.stages.push(stage);
  if (!isImplied) reading.owners.push(body);
  if (isImplied && !body.has('jobs')) jobs.push(readJob({ map: body, guards: [] }, stage, 'implied', reading));
  for (const element of list.items) {
    const use = readTemplateUse(element.map, 'jobs', element.guards, { stage });
    if (use) reading.templates.push(use);
    else if (element.map.has('job')) jobs.push(readJob(element, stage, 'job', reading));
    else if (element.map.has('deployment')) jobs.push(readJob(element, stage, 'deployment', reading));
  }
}

function readJob(
  { map: body, guards }: { map: YamlMap; guards: readonly Embedded[] },
  stage: Stage,
  kind: Job['kind'],
  reading: Reading,
): Job {
  const isImplied = kind === 'implied';
  const name = isImplied ? undefined : scalar(body.get(kind));
  const list = elementsOf(body.get('steps'));
  const strategy = isImplied ? undefined : map(body.get('strategy'));
  const hooks: Hook[] = [];
  const steps: Step[] = [];
  const sections = kind === 'deployment' ? hooksOf(strategy) : [];
  const lists = sections.map((section) => elementsOf(section.map.get('steps')));
  const job: Job = {
    stage,
    kind,
    map: body,
    head: headOf(body, name, kind),
    id: known(name),
    guards,
    condition: isImplied ? undefined : scalar(body.get('condition')),
    dependsOn: isImplied ? undefined : readDependencies(body),
    pool: (isImplied ? undefined : readPool(body)) ?? stage.pool ?? reading.pipeline.pool,
    container: body.get('container'),
    environment: body.pair('environment'),
    strategy,
    hooks,
    steps,
    isOpen:
      hasOpenKeys(body) ||
      [list, ...lists].some((each) => each.isOpen || each.items.some((e) => e.map.has('template'))),
  };
  reading.jobs.push(job);
  if (!isImplied) reading.owners.push(body);
  steps.push(...readSteps(list, job, undefined, undefined, reading));
  for (const [index, section] of sections.entries()) {
    const found = readSteps(lists[index] ?? list, job, section.name, readPool(section.map), reading);
    hooks.push({ ...section, steps: found });
    steps.push(...found);
  }
  return job;
}

/** The hooks of a deployment's strategy, in the order in which they run. */
function hooksOf(strategy: YamlMap | undefined): Omit<Hook, 'steps'>[] {
  return (strategy?.pairs ?? []).flatMap(({ name, value }) => {
    const body = map(value);
    if (!body || !DEPLOYMENT_STRATEGIES.includes(name)) return [];
    const inner = (from: YamlMap | undefined, hook: HookName) => {
      const section = map(from?.get(hook));
      return section ? [{ name: hook, strategy: name, map: section }] : [];
    };
    const on = map(body.get('on'));
    return [...HOOKS.flatMap((hook) => inner(body, hook)), ...inner(on, 'failure'), ...inner(on, 'success')];
  });
}

function readSteps(
  list: Elements,
  job: Job | undefined,
  hook: HookName | undefined,
  pool: Pool | undefined,
  reading: Reading,
): Step[] {
  const steps: Step[] = [];
  for (const { map: body, guards } of list.items) {
    const use = readTemplateUse(body, 'steps', guards, { ...(job && { stage: job.stage }), job });
    if (use) {
      reading.templates.push(use);
      continue;
    }
    const key = body.pairs.find(({ name }) => STEP_KINDS.has(name));
    if (!key) continue;
    const task = key.name === 'task' ? readTask(scalar(key.value)) : undefined;
    const inputs = map(body.get('inputs'));
    const isHosted = job !== undefined && reading.pipeline.isRoot && lacks(reading.pipeline.map, 'pool');
    steps.push({
      job,
      hook,
      map: body,
      kind: key.name,
      key,
      head: scalar(body.get('displayName')) ?? key.key,
      name: scalar(body.get('name')),
      guards,
      condition: scalar(body.get('condition')),
      task,
      inputs,
      env: map(body.get('env')),
      script: readScript(key, task, inputs, pool ?? job?.pool, isHosted),
    });
  }
  reading.steps.push(...steps);
  return steps;
}

function readTask(reference: YamlScalar | undefined): TaskReference | undefined {
  if (!reference || isComputed(reference.text)) return undefined;
  const [, name = '', version] = /^([^@]*)(?:@(\d+))?/.exec(reference.text) ?? [];
  return {
    scalar: reference,
    name,
    id: name.toLowerCase(),
    version: version === undefined ? undefined : Number(version),
  };
}

function readDependencies(body: YamlMap): Dependencies | undefined {
  const pair = body.pair('dependsOn');
  if (!pair) return undefined;
  const { value } = pair;
  if (value === undefined) return { pair, names: [], isKnown: true };
  const nodes = value.kind === 'seq' ? value.items : [value];
  const names = nodes.flatMap((node) => scalar(node) ?? []).filter(({ text }) => text !== '' && !isComputed(text));
  const isEmpty = value.kind === 'scalar' && (value.text === '' || value.value === null);
  return { pair, names: isEmpty ? [] : names, isKnown: isEmpty || names.length === nodes.length };
}

function known(name: YamlScalar | undefined): string | undefined {
  return name && name.text !== '' && !isComputed(name.text) ? name.text : undefined;
}

/** The name, or the key where it has none: `- job:`. What is implied has the first key of the file. */
function headOf(body: YamlMap, name: YamlScalar | undefined, kind: string) {
  if (name && name.text !== '') return name;
  const pair: YamlPair | undefined = body.pair(kind) ?? body.pair('jobs') ?? body.pair('steps') ?? body.ownPairs[0];
  return pair?.key ?? body;
}
