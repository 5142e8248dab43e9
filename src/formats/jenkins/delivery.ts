import { basename } from '../../core/path';
import { stepMeanings } from '../../data/delivery/jenkins-steps';
import { doingOfJob, isActivity } from '../delivery/meanings';
import type {
  Pipeline as Delivery,
  Job as DeliveryJob,
  Step as DeliveryStep,
  Doing,
  Leniency,
  Trigger,
} from '../delivery/model';
import { doingOfScript } from '../delivery/script';
import { isMark, statementsBelow, textArgument } from './arguments';
import type { Pipeline, Stage } from './model';
import { scriptsOf, sourceOf } from './script';
import { startsOf, startsUnder } from './started-by';
import type { Block, Statement } from './syntax';

/** A declarative pipeline as the model of delivery sees it: its stages with steps are the jobs. */
export function deliveryOf(pipeline: Pipeline): Delivery {
  const triggers = startsOf(pipeline);
  const jobs: DeliveryJob[] = [];
  const ids = new Set<string>();
  addStages(pipeline.stages, [], false, triggers);
  return {
    file: pipeline.file,
    head: pipeline.head,
    triggers,
    jobs,
    isPartial: pipeline.stages.length === 0,
    siblings: () => [],
  };

  /** Returns the jobs that whatever comes next waits for. */
  function addStages(
    stages: readonly Stage[],
    before: readonly string[],
    isParallel: boolean,
    starts: readonly Trigger[] | undefined,
  ): readonly string[] {
    let last = before;
    const all: string[] = [];
    for (const stage of stages) {
      const needs = isParallel ? before : last;
      const own = starts && startsUnder(stage, starts);
      if (stage.holds) {
        last = addStages(stage.children, needs, stage.holds === 'parallel', own);
      } else {
        const name = stage.name ?? `stage ${ids.size + 1}`;
        const id = ids.has(name) ? `${name} ${ids.size + 1}` : name;
        ids.add(id);
        jobs.push(jobOf(stage, { id, name, needs, starts: own, pipeline }));
        last = [id];
      }
      all.push(...last);
    }
    return isParallel ? all : last;
  }
}

interface Place {
  readonly id: string;
  readonly name: string;
  readonly needs: readonly string[];
  readonly starts: readonly Trigger[] | undefined;
  readonly pipeline: Pipeline;
}

function jobOf(stage: Stage, { id, name, needs, starts, pipeline }: Place): DeliveryJob {
  const { sections } = stage;
  const body = sections.get('steps')?.blocks[0];
  const plain = { id, name, head: stage.head, environment: undefined };
  const file = basename(pipeline.file.path).replace(/^jenkinsfile/i, '');
  const doing = doingOfJob(plain, [...stepsIn(body, starts, undefined)], file);
  const around = [pipeline.sections, ...lineage(stage).map((each) => each.sections)];
  const says = (section: string, pattern: RegExp) =>
    around.some((each) => (each.get(section)?.blocks[0]?.statements ?? []).some((it) => pattern.test(it.name ?? '')));
  const inside = (pattern: RegExp) => [...statementsBelow(body)].some((it) => pattern.test(it.name ?? ''));
  const asks = lineage(stage).some((each) => each.sections.has('input')) || inside(/^input$/);
  return {
    ...plain,
    ...doing,
    needs,
    stage: stage.parent?.name,
    startedBy: starts,
    runsAfterFailure: false,
    isGated: asks || /\binput\b/.test(textBelow(body)),
    isGuarded: says('options', /^(?:disableConcurrentBuilds|lock|throttle\w*)$/) || inside(/^(?:lock|milestone)$/),
    hasTimeout: says('options', /^timeout$/) || inside(/^timeout$/),
    mayFail: undefined,
    runsOn: undefined,
    secrets: [],
    // The workspace of an agent may stay from run to run.
    isCached: undefined,
    uploads: undefined,
    downloads: true,
  };
}

function lineage(stage: Stage): readonly Stage[] {
  return stage.parent ? [stage, ...lineage(stage.parent)] : [stage];
}

function textBelow(body: Block | undefined): string {
  return body ? body.file.text.slice(body.start, body.end) : '';
}

const CONDITIONS = new Set(['if', 'else', 'switch', 'case', 'while', 'catch']);

function* stepsIn(
  block: Block | undefined,
  starts: readonly Trigger[] | undefined,
  mayFail: Leniency | undefined,
): Generator<DeliveryStep> {
  for (const statement of block?.statements ?? []) {
    const { name = '', tokens, file, start } = statement;
    const line = file.line(file.lineAt(start));
    const whole = statement.blocks[0] ? file.span(start, Math.max(start, statement.blocks[0].start)) : statement;
    yield {
      ...doingOf(statement),
      whole,
      head: file.span(start, Math.max(start, Math.min(statement.end, line.end))),
      name: undefined,
      mayFail,
      startedBy: starts,
    };
    const isConditional =
      CONDITIONS.has(name) || tokens.some((token) => token.kind === 'word' && token.text === 'else');
    const inner = isConditional ? starts?.map((each) => ({ ...each, certainty: 'likely' as const })) : starts;
    const lenient = forgives(statement) ? { at: whole, by: name } : mayFail;
    for (const each of statement.blocks) yield* stepsIn(each, inner, lenient);
  }
}

/** Whether the build goes well whatever fails in it. */
function forgives(statement: Statement): boolean {
  return statement.name === 'catchError' && textArgument(statement, 'buildResult') === 'SUCCESS';
}

function doingOf(statement: Statement): Doing {
  const { file, name, tokens, nameSpan } = statement;
  const scripts = [...scriptsOf(statement)];
  if (scripts.length > 0) {
    const doings = scripts.map(({ step, string }) =>
      doingOfScript(sourceOf(string, file), { isPosix: step === 'sh', ignoresPipes: step === 'sh' }),
    );
    return {
      activities: doings.flatMap(({ activities }) => activities),
      isOpaque: doings.some(({ isOpaque }) => isOpaque),
      makesTarget: doings.some(({ makesTarget }) => makesTarget),
    };
  }
  // A script that is put together from pieces.
  const runs = tokens.some((token) => token.kind === 'word' && /^(?:sh|bat|powershell|pwsh)$/.test(token.text));
  const [meaning, isKnown] = meaningOf(statement);
  const isVariable = name !== undefined && isMark(tokens[1], '=');
  return {
    activities: meaning
      .filter(isActivity)
      .map((each) => ({ certainty: 'certain', ...each, at: nameSpan, by: name ?? '' })),
    isOpaque: runs || meaning.some(({ kind }) => kind === 'anything') || !(isKnown || isVariable || name === undefined),
    makesTarget: false,
  };
}

function meaningOf({ name = '', tokens }: Statement) {
  // `app.push('latest')` and `docker.build('shop')` of the plugin for Docker: which image it is can't be told.
  const isMethod = isMark(tokens[1], '.');
  const method = tokens[2]?.kind === 'word' ? tokens[2].text : '';
  if (isMethod && method === 'push')
    return [[{ kind: 'publishes', subject: 'image', certainty: 'likely', references: undefined }], true] as const;
  const known = Object.hasOwn(stepMeanings, name) ? stepMeanings[name] : undefined;
  return [known ?? [], known !== undefined] as const;
}
