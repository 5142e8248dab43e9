import { items, map, scalar, string } from '../yaml/access';
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/syntax';
import type { CommandDefinition, Config, Definition, Job, Orb, Step, Workflow, WorkflowJob } from './model';

/** Reads a configuration. Never throws; what is of another shape is left out. */
export function readConfig(root: YamlMap): Config {
  const version = scalar(root.get('version'));
  return {
    file: root.file,
    map: root,
    version,
    is21: version === undefined || Number.parseFloat(version.text) > 2,
    orbs: definitions(root.get('orbs')).map((each): Orb => ({ ...each, reference: scalar(each.pair.value) })),
    executors: definitions(root.get('executors')),
    commands: definitions(root.get('commands')).map(
      (each): CommandDefinition => ({ ...each, steps: readSteps(each.map?.get('steps')) }),
    ),
    jobs: definitions(root.get('jobs')).map(readJob),
    workflows: definitions(root.get('workflows'))
      .filter(({ name }) => name !== 'version')
      .map(readWorkflow),
    parameters: map(root.get('parameters')),
  };
}

/** What stands under names in a map. */
function definitions(node: YamlNode | undefined): readonly Definition[] {
  return (map(node)?.pairs ?? []).map((pair) => ({ name: pair.name, pair, map: map(pair.value) }));
}

function readJob(definition: Definition): Job {
  const { map: body } = definition;
  const executor = body?.get('executor');
  return {
    ...definition,
    steps: readSteps(body?.get('steps')),
    executor: scalar(executor) ?? scalar(map(executor)?.get('name')),
  };
}

/** Lists of steps nest no deeper. */
const DEEPEST = 10;

/** The steps of a list, those under `when` and `unless` among them. */
function readSteps(node: YamlNode | undefined, isConditional = false, depth = 0): readonly Step[] {
  if (depth > DEEPEST) return [];
  return items(node).flatMap((item): readonly Step[] => {
    if (item.kind === 'seq') return readSteps(item, isConditional, depth + 1);
    const plain = scalar(item);
    if (plain) return [{ node: item, name: plain, args: undefined, script: undefined, isConditional }];
    const pair = stepPair(map(item));
    if (!pair) return [];
    const { key: name, value: args } = pair;
    if (name.text === 'when' || name.text === 'unless') return readSteps(map(args)?.get('steps'), true, depth + 1);
    return [{ node: item, name, args, script: scriptOf(name.text, args), isConditional }];
  });
}

function stepPair(item: YamlMap | undefined): YamlPair | undefined {
  return item?.ownPairs.find(({ name }) => name !== '<<') ?? item?.pairs[0];
}

function scriptOf(name: string, args: YamlNode | undefined): YamlScalar | undefined {
  if (name !== 'run' && name !== 'deploy') return undefined;
  const text = scalar(args) ?? scalar(map(args)?.get('command'));
  return text && text.value !== null ? text : undefined;
}

function readWorkflow(definition: Definition): Workflow {
  return { ...definition, jobs: items(definition.map?.get('jobs')).flatMap((item) => readCall(item) ?? []) };
}

function readCall(item: YamlNode): WorkflowJob | undefined {
  const plain = scalar(item);
  const none = { map: undefined, requires: [], isApproval: false, preSteps: [], postSteps: [] };
  if (plain) return { ...none, reference: plain, name: plain.text };
  const pair = stepPair(map(item));
  if (!pair) return undefined;
  const body = map(pair.value);
  const requires = items(body?.get('requires')).flatMap((each) => scalar(each) ?? map(each)?.ownPairs[0]?.key ?? []);
  return {
    reference: pair.key,
    name: string(body?.get('name')) ?? pair.key.text,
    map: body,
    requires,
    isApproval: string(body?.get('type')) === 'approval',
    preSteps: readSteps(body?.get('pre-steps')),
    postSteps: readSteps(body?.get('post-steps')),
  };
}
