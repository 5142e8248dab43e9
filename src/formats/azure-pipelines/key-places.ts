import { map } from '../yaml/access';
import type { YamlMap, YamlNode } from '../yaml/syntax';
import { elementsOf } from './elements';
import {
  DEPLOYMENT_KEYS,
  DEPLOYMENT_STRATEGIES,
  HOOK_KEYS,
  HOOKS,
  JOB_KEYS,
  PIPELINE_KEYS,
  STAGE_KEYS,
  STEP_KINDS,
  TEMPLATE_KEYS,
} from './keys';
import type { Pipeline } from './model';

/** A map, the keys it may have, and what it is called. */
export interface KeyPlace {
  readonly map: YamlMap;
  readonly keys: ReadonlySet<string>;
  readonly what: string;
}

const set = (...names: readonly string[]): ReadonlySet<string> => new Set(names);

const FILTERS = set('include', 'exclude');
const TRIGGER = set('batch', 'branches', 'paths', 'tags', 'stages', 'enabled');
const PR = set('autoCancel', 'branches', 'paths', 'drafts');
const SCHEDULE = set('cron', 'displayName', 'branches', 'batch', 'always', 'timezone');
const RESOURCES = set('builds', 'containers', 'pipelines', 'repositories', 'webhooks', 'packages');
const REPOSITORY = set('repository', 'endpoint', 'trigger', 'name', 'ref', 'type');
const STRATEGY = set('matrix', 'parallel', 'maxParallel');
const DEPLOYMENT_STRATEGY = set(...DEPLOYMENT_STRATEGIES);
const DEPLOYMENT_BODY = set(...HOOKS, 'on', 'maxParallel', 'increments');
const ON = set('failure', 'success');
const WORKSPACE = set('clean');
const PARAMETER = set('name', 'displayName', 'type', 'default', 'values');

/** Every map of a pipeline whose keys Azure knows, in no order. */
export function* knownKeys(pipeline: Pipeline): Generator<KeyPlace> {
  const { map: root, stages, jobs, steps, templates, parameters } = pipeline;
  yield { map: root, keys: PIPELINE_KEYS, what: 'A pipeline' };
  yield* triggers(root);
  yield* inner(root, 'resources', RESOURCES, '`resources`');
  for (const repository of pipeline.resources.repositories)
    yield { map: repository, keys: REPOSITORY, what: 'A repository' };
  for (const { map: declared } of parameters ?? [])
    if (declared) yield { map: declared, keys: PARAMETER, what: 'A parameter' };
  for (const stage of stages) if (!stage.isImplied) yield { map: stage.map, keys: STAGE_KEYS, what: 'A stage' };
  for (const job of jobs) {
    if (job.kind === 'implied') continue;
    const isDeployment = job.kind === 'deployment';
    yield {
      map: job.map,
      keys: isDeployment ? DEPLOYMENT_KEYS : JOB_KEYS,
      what: isDeployment ? 'A deployment' : 'A job',
    };
    yield* inner(job.map, 'workspace', WORKSPACE, '`workspace`');
    yield* strategies(job.map, isDeployment);
  }
  for (const step of steps) {
    const keys = STEP_KINDS.get(step.kind);
    if (keys) yield { map: step.map, keys, what: `A step with ${step.kind}` };
  }
  for (const use of templates) {
    if (use.place !== 'extends') yield { map: use.map, keys: TEMPLATE_KEYS, what: 'A template' };
  }
}

function* inner(owner: YamlMap, name: string, keys: ReadonlySet<string>, what: string): Generator<KeyPlace> {
  const body = map(owner.get(name));
  if (body) yield { map: body, keys, what };
}

function* triggers(root: YamlMap): Generator<KeyPlace> {
  yield* inner(root, 'trigger', TRIGGER, '`trigger`');
  yield* inner(root, 'pr', PR, '`pr`');
  for (const name of ['trigger', 'pr']) yield* filters(root.get(name));
  for (const { map: schedule } of elementsOf(root.get('schedules')).items)
    yield { map: schedule, keys: SCHEDULE, what: 'A schedule' };
}

function* filters(node: YamlNode | undefined): Generator<KeyPlace> {
  for (const name of ['branches', 'paths', 'tags']) {
    const body = map(map(node)?.get(name));
    if (body) yield { map: body, keys: FILTERS, what: `\`${name}\`` };
  }
}

function* strategies(job: YamlMap, isDeployment: boolean): Generator<KeyPlace> {
  const strategy = map(job.get('strategy'));
  if (!strategy) return;
  yield { map: strategy, keys: isDeployment ? DEPLOYMENT_STRATEGY : STRATEGY, what: 'This strategy' };
  if (!isDeployment) return;
  for (const name of DEPLOYMENT_STRATEGIES) {
    const body = map(strategy.get(name));
    if (!body) continue;
    yield { map: body, keys: DEPLOYMENT_BODY, what: `\`${name}\`` };
    const on = map(body.get('on'));
    if (on) yield { map: on, keys: ON, what: '`on`' };
    for (const hook of HOOKS) yield* inner(body, hook, HOOK_KEYS, 'A hook');
    for (const hook of ON) if (on) yield* inner(on, hook, HOOK_KEYS, 'A hook');
  }
}
