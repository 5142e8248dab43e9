import { parseShell } from '../shell/parse';
import type { ShellSource } from '../shell/source';
import type { ShellScript } from '../shell/syntax';
import { scalar } from '../yaml/access';
import { locate } from '../yaml/locate';
import type { YamlScalar } from '../yaml/syntax';
import type { Job } from './job';
import { flatten } from './reference';

export type Section = 'before_script' | 'script' | 'after_script';

/** One item of a script, which may have several lines. */
export interface ScriptLine {
  readonly section: Section;
  readonly scalar: YamlScalar;
  /** What it runs, as a shell of Unix reads it. */
  readonly shell: ShellScript;
}

const SECTIONS: readonly Section[] = ['before_script', 'script', 'after_script'];

/** All that a job runs, in order. */
export function scriptLines(job: Job): { readonly lines: readonly ScriptLine[]; readonly isWhole: boolean } {
  let isWhole = !job.isOpen;
  const lines = SECTIONS.flatMap((section) => {
    const pair = job.pairOf(section);
    if (!pair) {
      if (!job.lacks(section)) isWhole = false;
      return [];
    }
    const found = flatten(pair.value, job.pipeline);
    if (!found.isWhole) isWhole = false;
    return found.nodes.flatMap((node) => {
      const text = scalar(node);
      return text && text.value !== null ? [{ section, scalar: text, shell: shellOf(text) }] : [];
    });
  });
  return { lines, isWhole };
}

const byScalar = () => new Map<YamlScalar, ShellScript>();

/** A script's text as a shell reads it; read once a file. */
export function shellOf(text: YamlScalar): ShellScript {
  const known = text.file.derived(byScalar);
  let script = known.get(text);
  if (!script) {
    script = parseShell(sourceOf(text));
    known.set(text, script);
  }
  return script;
}

/** A script as a text that a shell reads, inputs of the pipeline left unknown. */
export function sourceOf(text: YamlScalar): ShellSource {
  return { text: withoutInputs(text.text), locate: (start, end) => locate(text, start, end) };
}

/** Puts an unknown variable of the same length for each `$[[ … ]]`, which GitLab fills in before any shell sees it. */
function withoutInputs(text: string): string {
  if (!text.includes('$[[')) return text;
  let out = '';
  let at = 0;
  for (let start = text.indexOf('$[['); start >= 0; start = text.indexOf('$[[', at)) {
    const end = text.indexOf(']]', start);
    if (end < 0) break;
    out += `${text.slice(at, start)}\${${'_'.repeat(end + 2 - start - 3)}}`;
    at = end + 2;
  }
  return out + text.slice(at);
}
