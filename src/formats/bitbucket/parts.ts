import { parseShell } from '../shell/parse';
import type { ShellSource } from '../shell/source';
import type { ShellScript } from '../shell/syntax';
import { map, scalar } from '../yaml/access';
import { locate } from '../yaml/locate';
import type { YamlNode, YamlScalar } from '../yaml/syntax';
import type { Config, Line, Step } from './model';

/** The steps of all pipelines and of `definitions`, each place once. */
export function allSteps({ pipelines, definedSteps }: Config): readonly Step[] {
  const steps = pipelines.flatMap(({ groups }) => groups.flatMap((group) => group.steps));
  return [...new Map([...definedSteps, ...steps].map((step) => [step.map, step])).values()];
}

/** The lines of all scripts, each place once. */
export function allLines(config: Config | undefined): readonly Line[] {
  const lines = (config ? allSteps(config) : []).flatMap(({ lines: own }) => own);
  return [...new Map(lines.map((line) => [line.node, line])).values()];
}

const byScalar = () => new Map<YamlScalar, ShellScript>();

/** A command as a shell of Unix reads it; read once a file. */
export function shellOf(text: YamlScalar): ShellScript {
  const known = text.file.derived(byScalar);
  let script = known.get(text);
  if (!script) {
    script = parseShell(sourceOf(text));
    known.set(text, script);
  }
  return script;
}

export function sourceOf(text: YamlScalar): ShellSource {
  return { text: text.text, locate: (start, end) => locate(text, start, end) };
}

/** The images of the file, its steps and its services, where they are written. */
export function imagesOf(config: Config): readonly YamlScalar[] {
  const name = (node: YamlNode | undefined) => scalar(node) ?? scalar(map(node)?.get('name'));
  const nodes = [
    config.map.get('image'),
    ...allSteps(config).map((step) => step.map.get('image')),
    ...(config.services?.pairs ?? []).map(({ value }) => map(value)?.get('image')),
  ];
  return [...new Set(nodes.flatMap((node) => name(node) ?? []))];
}
