import type { Project } from '../../core/project';
import type { Fix } from '../../core/rule';
import type { Span } from '../../core/text';
import { scalar } from '../yaml/access';
import type { YamlMap } from '../yaml/syntax';
import { type Code, codeOf } from './code-input';
import { type Embedded, embeddedIn } from './embedded';
import { localAction } from './least-permissions';
import type { Job, Step } from './model';
import { isInString } from './script/place';
import { type Inputs, type Taint, taintOf, taintOfJob } from './taint';
import { environmentFixes, type Pasted } from './to-environment';

/** What strangers write and a program contains, each expression once with all its places. */
export function pastedInto(code: Code, step: Step, inputs?: Inputs): Pasted[] {
  const groups = new Map<string, [Taint, ...Taint[]]>();
  const all = embeddedIn(code.scalar);
  for (const embedded of all) {
    const taint = taintOf(embedded, step, inputs);
    if (!taint) continue;
    const { language, scalar: text } = code;
    const isJsonLiteral = taint.asJson && (language === 'javascript' || language === 'python');
    if (isJsonLiteral && !isInString(text.text, language, embedded, all)) continue;
    const group = groups.get(embedded.source);
    if (group) group.push(taint);
    else groups.set(embedded.source, [taint]);
  }
  return [...groups.values()];
}

/** A stranger's text that is handed to a local action or workflow, and pasted into a program there. */
export interface Injection {
  /** Where it is handed over in the file of the caller. */
  readonly from: Span;
  readonly group: Pasted;
  readonly caller: { readonly condition: Step['condition']; readonly job: Job | undefined };
  /** Edits in the file that is called. */
  readonly fix: Fix | undefined;
}

/** Local actions and workflows that call one another deeper than this are not followed. */
const DEEPEST = 3;

/** Follows what steps and jobs hand to local actions and workflows. */
export function* injectionsElsewhere(
  { jobs, steps }: { readonly jobs: readonly Job[]; readonly steps: readonly Step[] },
  project: Project,
): Generator<Injection> {
  for (const step of steps) yield* fromStep(step, undefined, project, 0);
  for (const job of jobs) {
    if (job.uses?.kind !== 'local' || !mayHandOver(job.with)) continue;
    const inputs = inputsFrom(job.with, (embedded) => taintOfJob(embedded, job));
    const called = inputs && project.open('github-actions', job.uses.path)?.workflow;
    for (const step of called?.jobs.flatMap((each) => each.steps) ?? [])
      yield* inStep(step, inputs, { condition: undefined, job }, project, 0);
  }
}

function* fromStep(
  step: Step,
  outer: Inputs | undefined,
  project: Project,
  depth: number,
  caller: Injection['caller'] = step,
): Generator<Injection> {
  if (step.uses?.kind !== 'local' || depth > DEEPEST || !mayHandOver(step.with)) return;
  const inputs = inputsFrom(step.with, (embedded) => taintOf(embedded, step, outer));
  const action = inputs && localAction(step.uses.path, project)?.action;
  for (const each of action?.steps ?? []) yield* inStep(each, inputs, caller, project, depth + 1);
}

function* inStep(
  step: Step,
  inputs: Inputs | undefined,
  caller: Injection['caller'],
  project: Project,
  depth: number,
): Generator<Injection> {
  yield* fromStep(step, inputs, project, depth, caller);
  const code = codeOf(step);
  if (!code) return;
  const groups = pastedInto(code, step, inputs);
  const fixes = environmentFixes(step, code, groups);
  for (const [index, group] of groups.entries()) {
    const [{ from }] = group;
    // All else is found when that file itself is reviewed.
    if (from) yield { from, group, caller, fix: fixes[index] };
  }
}

function mayHandOver(inputs: YamlMap | undefined): boolean {
  return inputs?.pairs.some(({ value }) => scalar(value)?.text.includes('${{')) ?? false;
}

/** What is handed over by `with`, each with its place in the file of the outermost caller; undefined where nothing is tainted. */
function inputsFrom(given: YamlMap | undefined, judge: (embedded: Embedded) => Taint | undefined): Inputs | undefined {
  const tainted = new Map<string, Taint>();
  for (const { name, value } of given?.pairs ?? []) {
    const text = scalar(value);
    for (const embedded of text ? embeddedIn(text) : []) {
      const taint = judge(embedded);
      if (taint) tainted.set(name.toLowerCase(), { ...taint, from: taint.from ?? embedded.at });
    }
  }
  return tainted.size === 0 ? undefined : (name) => tainted.get(name);
}
