import { pipeMeanings } from '../../data/delivery/bitbucket-pipes';
import { namesProduction } from '../../data/delivery/names';
import { DOES_NOTHING, doingOfJob, doingOfTask, doingOfUnknown } from '../delivery/meanings';
import type {
  Pipeline as Delivery,
  Job as DeliveryJob,
  Step as DeliveryStep,
  Doing,
  Environment,
  Trigger,
} from '../delivery/model';
import { doingOfScript } from '../delivery/script';
import { items, map, scalar, string } from '../yaml/access';
import type { YamlMap, YamlScalar } from '../yaml/syntax';
import type { Config, Group, Line, Pipeline, Step } from './model';
import { sourceOf } from './parts';

/** The pipelines of a file as the model of delivery sees them. */
export function deliveriesOf(config: Config): readonly Delivery[] {
  const all: Delivery[] = [];
  for (const pipeline of config.pipelines) {
    const starts = startsOf(pipeline, config);
    const delivery: Delivery = {
      file: config.file,
      head: pipeline.pair.key,
      triggers: starts,
      jobs: jobsOf(pipeline, starts, config),
      isPartial: pipeline.isOpen,
      siblings: () => all.filter((each) => each !== delivery),
    };
    all.push(delivery);
  }
  return all;
}

function startsOf({ kind, name, pair }: Pipeline, { pipelines }: Config): readonly Trigger[] {
  const at = pair.key;
  const certainty = 'certain';
  switch (kind) {
    case 'default': {
      const named = pipelines.filter((each) => each.kind === 'branches').map((each) => each.name);
      return [{ kind: 'push', certainty, at, branches: named.some((each) => /^\*+$/.test(each)) ? 'unknown' : 'any' }];
    }
    case 'branches':
      return [{ kind: 'push', certainty, at, branches: alternatives(name) }];
    case 'tags':
    case 'bookmarks':
      return [{ kind: 'tag', certainty, at, branches: 'any' }];
    case 'pull-requests':
      return [{ kind: 'pull-request', certainty, at, branches: 'any' }];
    case 'custom':
      return [{ kind: 'manual', certainty, at, branches: 'any' }];
  }
}

/** `{main,release/*}` names several. */
function alternatives(pattern: string): readonly string[] {
  return /^\{[^{}]{1,500}\}$/.test(pattern) ? pattern.slice(1, -1).split(',') : [pattern];
}

function jobsOf(pipeline: Pipeline, starts: readonly Trigger[], config: Config): readonly DeliveryJob[] {
  const jobs: DeliveryJob[] = [];
  const ids = new Set<string>();
  let before: readonly string[] = [];
  for (const group of pipeline.groups) {
    const made: string[] = [];
    for (const [index, step] of group.steps.entries()) {
      const name = step.name?.text ?? `step ${ids.size + 1}`;
      const id = ids.has(name) ? `${name} ${ids.size + 1}` : name;
      ids.add(id);
      const isFirst = index === 0 || group.kind === 'parallel';
      jobs.push(jobOf(step, { id, name, needs: isFirst ? before : made.slice(-1), starts, group, config, pipeline }));
      made.push(id);
    }
    if (made.length > 0) before = group.kind === 'parallel' ? made : made.slice(-1);
  }
  return jobs;
}

interface Place {
  readonly id: string;
  readonly name: string;
  readonly needs: readonly string[];
  readonly starts: readonly Trigger[];
  readonly group: Group;
  readonly config: Config;
  readonly pipeline: Pipeline;
}

function jobOf(step: Step, { id, name, needs, starts, group, config, pipeline }: Place): DeliveryJob {
  const { map: body } = step;
  const { stage } = group;
  const environment = environmentOf(body) ?? (stage && environmentOf(stage));
  const isConditional = !body.lacks('condition') || (stage !== undefined && !stage.lacks('condition'));
  const isManual = [body, stage].some((each) => string(each?.get('trigger')) === 'manual');
  const startedBy = starts.map((start) => ({
    ...start,
    ...(isConditional && { certainty: 'likely' as const }),
    ...(isManual && { kind: 'manual' as const }),
  }));
  const plain = { id, name, head: step.name ?? step.head, environment };
  const doing = doingOfJob(
    plain,
    step.lines.map((line) => stepOf(line, startedBy)),
    pipeline.kind === 'branches' || pipeline.kind === 'custom' ? pipeline.name : '',
  );
  return {
    ...plain,
    ...doing,
    isOpaque: doing.isOpaque || body.isUncertain,
    needs,
    stage: scalar(stage?.get('name'))?.text,
    startedBy,
    runsAfterFailure: false,
    isGated: isManual,
    isGuarded: environment !== undefined,
    hasTimeout: !body.lacks('max-time') || (map(config.map.get('options'))?.has('max-time') ?? false),
    mayFail: undefined,
    runsOn: items(body.get('runs-on')).flatMap((each) => scalar(each)?.text ?? []),
    secrets: [],
    isCached: !body.lacks('caches'),
    uploads: !body.lacks('artifacts'),
    downloads: true,
  };
}

function environmentOf(body: YamlMap): Environment | undefined {
  const written = scalar(body.get('deployment')) ?? scalar(body.get('environment'));
  if (!written) return undefined;
  return { name: written.text, at: written, isProduction: namesProduction(written.text) };
}

function stepOf(line: Line, startedBy: readonly Trigger[]): DeliveryStep {
  const head = line.command ?? line.pipe ?? line.node;
  const { file, start, end } = head;
  const doing = doingOf(line);
  return {
    ...doing,
    whole: line.node,
    head: file.span(start, Math.max(start, Math.min(end, file.line(file.lineAt(start)).end))),
    name: undefined,
    mayFail: undefined,
    startedBy,
  };
}

function doingOf({ command, pipe }: Line): Doing {
  if (command) return doingOfScript(sourceOf(command), { isPosix: true, ignoresPipes: true });
  if (!pipe) return DOES_NOTHING;
  const name = nameOf(pipe);
  const meaning = Object.hasOwn(pipeMeanings, name) ? pipeMeanings[name] : undefined;
  return meaning ? doingOfTask(meaning, () => undefined, pipe, name) : doingOfUnknown(name, pipe);
}

/** Without the version. */
function nameOf({ text }: YamlScalar): string {
  return text.replace(/:[^:/]{0,200}$/, '').toLowerCase();
}
