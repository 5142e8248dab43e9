import { type Edit, indentAt, insert, replace, textOf } from '../../core/text';
import type { Job as DeliveryJob, Step as DeliveryStep } from '../delivery/model';
import { insertPairs, type YamlValue } from '../yaml/edit';
import { beginsLine } from '../yaml/statement';
import type { AzureModel, Job, Stage, Step } from './model';

/** The job of this very file that stands for one of the model of delivery; undefined for those of templates. */
export function jobBehind({ jobs, file }: AzureModel, { head }: DeliveryJob): Job | undefined {
  return jobs.find((job) => {
    const own = job.kind === 'implied' && !job.stage.isImplied ? job.stage.head : job.head;
    return head.file === file && own.start === head.start;
  });
}

/** The step of this very file that stands for one of the model of delivery. */
export function stepBehind({ steps }: AzureModel, step: DeliveryStep | undefined): Step | undefined {
  return step && steps.find(({ map }) => map === step.whole);
}

/** Writes keys where the head of a stage, job or step is. Undefined where an alias shares it, and for what is implied. */
export function atHead(
  part: Pick<Stage | Job | Step, 'map'>,
  pairs: { readonly [name: string]: YamlValue },
): Edit | undefined {
  const { map } = part;
  if (map.holder?.alias || map.anchor !== undefined || map.ownPairs.length === 0) return undefined;
  const before = ['displayName', 'stage', 'job', 'deployment'].find((name) =>
    map.ownPairs.some((pair) => pair.name === name),
  );
  return insertPairs(map, pairs, before === undefined ? 'last' : { after: before });
}

/** Stands a step before another one. Undefined where the steps are not written one below the other. */
export function stepBefore({ map }: Step, lines: readonly string[]): Edit | undefined {
  const { holder } = map;
  if (holder?.kind !== 'item' || holder.parent.isFlow || !beginsLine(holder)) return undefined;
  const { file } = map;
  const indent = indentAt(file, holder.start);
  return insert(file, holder.start, lines.map((line) => `${line}${file.eol}${indent}`).join(''));
}

/** Makes a job a deployment to an environment. Undefined for jobs whose form does not allow it. */
export function asDeployment({ kind, map, steps }: Job): Edit[] | undefined {
  const key = map.pair('job');
  const list = map.pair('steps');
  const others = ['strategy', 'environment'].some((name) => map.has(name));
  if (kind !== 'job' || !key || !list || map.isFlow || others || list.alias || !beginsLine(list)) return undefined;
  const { value, file } = list;
  if (value?.kind !== 'seq' || value.isFlow || map.holder?.alias || map.anchor !== undefined) return undefined;
  const first = value.entries[0];
  if (!first || !beginsLine(first)) return undefined;
  const indent = indentAt(file, list.start);
  const deeper = '      ';
  const head = ['environment: ${1:production}', 'strategy:', '  runOnce:', '    deploy:', '      steps:'].join(
    file.eol + indent,
  );
  // A deployment brings no sources by itself.
  const brings = steps.some((step) => step.kind === 'checkout');
  const checkout = brings ? '' : `${deeper}${indentAt(file, first.start)}- checkout: self${file.eol}`;
  const from = file.line(file.lineAt(first.start)).start;
  const between = file.span(file.line(file.lineAt(list.key.end)).end, from);
  const shift = (text: string) =>
    text
      .split(/(?<=\n)/)
      .map((line) => (/^\s*$/.test(line) ? line : deeper + line))
      .join('');
  const body = withoutTabStops(shift(textOf(between)) + checkout + shift(textOf(file.span(from, value.end))));
  // All of it in one piece: what another fix changes inside waits for the next round.
  return [replace(key.key, 'deployment'), replace(file.span(list.start, value.end), head + body)];
}

/** A text in which nothing is taken for a tab stop. */
function withoutTabStops(text: string): string {
  return text.replace(/[\\$]/g, '\\$&');
}
