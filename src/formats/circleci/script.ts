import { masked } from '../delivery/script';
import { parseShell } from '../shell/parse';
import type { ShellSource } from '../shell/source';
import type { ShellScript } from '../shell/syntax';
import { map, scalar } from '../yaml/access';
import { locate } from '../yaml/locate';
import type { YamlScalar } from '../yaml/syntax';
import type { Config, Step } from './model';
import { placeholdersIn } from './parameters';

const byScalar = () => new Map<YamlScalar, ShellScript>();

/** A script as a shell of Unix reads it; read once a file. */
export function shellOf(text: YamlScalar): ShellScript {
  const known = text.file.derived(byScalar);
  let script = known.get(text);
  if (!script) {
    script = parseShell(sourceOf(text));
    known.set(text, script);
  }
  return script;
}

/** A script as a text that a shell reads: placeholders are unknown, and an escaped `\<<` is a plain one. */
export function sourceOf(text: YamlScalar): ShellSource {
  const plain = masked(text.text, placeholdersIn(text.text)).replaceAll('\\<<', ' <<');
  return { text: plain, locate: (start, end) => locate(text, start, end) };
}

/** The steps of jobs, commands, workflows and orbs that are written out, each place once. */
export function allSteps({ jobs, commands, workflows }: Config): readonly Step[] {
  const calls = workflows.flatMap((workflow) => workflow.jobs);
  const all = [
    ...commands.flatMap(({ steps }) => steps),
    ...jobs.flatMap(({ steps }) => steps),
    ...calls.flatMap(({ preSteps, postSteps }) => [...preSteps, ...postSteps]),
  ];
  return [...new Map(all.map((step) => [step.node, step])).values()];
}

/** Whether a shell of Unix reads a step's script, as far as the step itself says. */
export function isPosix({ args }: Step): boolean {
  return !/powershell|pwsh|cmd(?:\.exe)?\b|python|ruby|node/i.test(scalar(map(args)?.get('shell'))?.text ?? '');
}

/** The scripts of a configuration that a shell of Unix reads, each place once. */
export function* scriptsIn(
  config: Config | undefined,
): Generator<{ readonly step: Step; readonly shell: ShellScript }> {
  const seen = new Set<YamlScalar>();
  for (const step of config ? allSteps(config) : []) {
    const { script } = step;
    if (!script || seen.has(script) || !isPosix(step)) continue;
    seen.add(script);
    yield { step, shell: shellOf(script) };
  }
}
