import { masked } from '../delivery/script';
import type { ShellSource } from '../shell/source';
import { locate } from '../yaml/locate';
import type { YamlScalar } from '../yaml/syntax';
import { embeddedIn } from './embedded';

/** A `$(name)` in a text, which the agent replaces before a script runs. Offsets are those of the decoded text. */
export interface Macro {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const MACRO = /\$\(([A-Za-z_][\w.-]{0,200})\)/g;

/** All that looks like a macro; in scripts a name without a dot may as well be a command. */
export function macrosIn(text: string): Macro[] {
  return [...text.matchAll(MACRO)].map(({ 0: all, 1: name = '', index }) => ({
    name,
    start: index,
    end: index + all.length,
  }));
}

/** All stretches of a script that something else is pasted over, in order. */
export function pastedStretches(scalar: YamlScalar): readonly { readonly start: number; readonly end: number }[] {
  const macros = macrosIn(scalar.text).filter(({ name }) => name.includes('.'));
  const expressions = embeddedIn(scalar);
  const outside = macros.filter(({ start }) => !expressions.some((each) => each.start <= start && start < each.end));
  return [...outside, ...expressions].sort((a, b) => a.start - b.start);
}

/** A script in which what is pasted in is an unknown variable. */
export function shellSource(scalar: YamlScalar): ShellSource {
  return {
    text: masked(scalar.text, pastedStretches(scalar)),
    locate: (start, end) => locate(scalar, start, end),
  };
}
