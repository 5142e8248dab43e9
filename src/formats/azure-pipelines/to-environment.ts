import type { Fix } from '../../core/rule';
import { type Edit, replace } from '../../core/text';
import { type Replacement, replacementIn, type Stretch } from '../github-actions/script/place';
import { insertUnder } from '../yaml/edit';
import { locate } from '../yaml/locate';
import { pastedStretches } from './macros';
import type { Script, Step } from './model';

/** A text that is pasted into a script, wherever it is, and the environment variable that can hold it. */
export interface Pasted {
  readonly places: readonly Stretch[];
  readonly variable: string;
  /** What the step has to set it to; undefined where the agent sets it. */
  readonly value: string | undefined;
}

/** The fix that has a script read a text from its environment; undefined where that is not the same or not safe. */
export function environmentFix(
  step: Step,
  { scalar, language }: Script,
  { places, variable, value }: Pasted,
): Fix | undefined {
  if (!language || language === 'python') return undefined;
  const stretches = pastedStretches(scalar);
  const replacements: Replacement[] = places.flatMap(
    (place) => replacementIn(scalar.text, language, place, stretches) ?? [],
  );
  if (replacements.length < places.length || replacements.some(({ needs }) => needs !== undefined)) return undefined;
  const edits: Edit[] = [];
  if (value !== undefined) {
    if (step.env?.has(variable) || new RegExp(`\\b${variable}\\b`).test(scalar.text)) return undefined;
    const edit = insertUnder(step.map, 'env', { [variable]: value });
    if (!edit) return undefined;
    edits.push(edit);
  }
  for (const { start, end, read } of replacements) {
    const text = read(variable);
    edits.push(replace(locate(scalar, start, end), written(text, scalar.style)));
  }
  const kind = replacements.every(({ isSafe }) => isSafe) ? 'safe' : 'suggested';
  return { title: `Read it from the environment as ${variable}`, kind, edits };
}

/** A piece of text as it is written inside of a scalar. */
function written(text: string, style: string): string {
  if (style === 'double') return JSON.stringify(text).slice(1, -1);
  return style === 'single' ? text.replaceAll("'", "''") : text;
}
