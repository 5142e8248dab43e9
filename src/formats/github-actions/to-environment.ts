import type { Fix } from '../../core/rule';
import { type Edit, indentAt, insert, replace } from '../../core/text';
import { insertUnder, type Place } from '../yaml/edit';
import { locate } from '../yaml/locate';
import type { YamlScalar } from '../yaml/syntax';
import type { Code } from './code-input';
import { embeddedIn } from './embedded';
import type { Step } from './model';
import { type Replacement, replacementIn } from './script/place';
import { environments, type Taint } from './taint';

/** All the places of a script at which one and the same expression is pasted in. */
export type Pasted = readonly [Taint, ...Taint[]];

interface Move {
  readonly group: Pasted;
  readonly variable: string;
  /** What has to be added to the step's environment. */
  readonly value: string | undefined;
  readonly replacements: readonly Replacement[];
}

/**
 * For each group the fix that passes it in an environment variable, together with all others of the script that can be
 * passed at least as safely; undefined where that can't be done.
 */
export function environmentFixes(step: Step, code: Code, groups: readonly Pasted[]): (Fix | undefined)[] {
  const taken = takenNames(step, code);
  const moves = groups.map((group) => moveOf(group, step, code, taken));
  const isSafe = (move: Move) => move.replacements.every((each) => each.isSafe);
  const all = moves.flatMap((move) => move ?? []);
  const safe = all.filter(isSafe);
  return moves.map((move) => move && fixOf(isSafe(move) ? safe : all, step, code, isSafe(move) ? 'safe' : 'suggested'));
}

function moveOf(group: Pasted, step: Step, { scalar, language }: Code, taken: Set<string>): Move | undefined {
  if (!language) return undefined;
  const stretches = embeddedIn(scalar);
  const replacements = group.flatMap(({ embedded }) => replacementIn(scalar.text, language, embedded, stretches) ?? []);
  const needsHead = replacements.some(({ needs }) => needs !== undefined);
  if (replacements.length < group.length || (needsHead && scalar.style !== 'literal')) return undefined;
  const existing = existingVariable(group[0], step);
  if (existing !== undefined) return { group, variable: existing, value: undefined, replacements };
  const { source } = group[0].embedded;
  // A step's variables can't be made of one another.
  if (source.includes('\n') || (group[0].by && group[0].by.parent === step.env)) return undefined;
  let variable = group[0].context.variable;
  for (let number = 2; taken.has(variable); number++) variable = `${group[0].context.variable}_${number}`;
  taken.add(variable);
  return { group, variable, value: `\${{ ${source} }}`, replacements };
}

/** A variable that holds the very same already. */
function existingVariable({ embedded, by }: Taint, step: Step): string | undefined {
  const isName = (name: string) => /^[A-Za-z_]\w*$/.test(name);
  if (by && embedded.source.toLowerCase() === `env.${by.name.toLowerCase()}`)
    return isName(by.name) ? by.name : undefined;
  const scopes = environments(step);
  const pairs = scopes.flatMap((scope, index) =>
    scope.pairs.filter(({ name }) => !scopes.slice(0, index).some((nearer) => nearer.has(name))),
  );
  return pairs.find(({ name, value }) => {
    if (value?.kind !== 'scalar' || !isName(name)) return false;
    const [only] = embeddedIn(value);
    return only?.source === embedded.source && only.end - only.start === value.text.length;
  })?.name;
}

/** Names that mean something to the step already. */
function takenNames(step: Step, { scalar }: Code): Set<string> {
  const names = environments(step).flatMap((scope) => scope.pairs.map(({ name }) => name.toUpperCase()));
  return new Set([...names, ...(scalar.text.match(/\b[A-Z_][A-Z0-9_]*\b/g) ?? [])]);
}

function fixOf(moves: readonly Move[], step: Step, { scalar }: Code, kind: 'safe' | 'suggested'): Fix | undefined {
  const added = Object.fromEntries(
    moves.flatMap(({ variable, value }) => (value === undefined ? [] : [[variable, value]])),
  );
  const edits: Edit[] = [];
  if (Object.keys(added).length > 0) {
    const edit = insertUnder(step.map, 'env', added, beforeCode(step));
    if (!edit) return undefined;
    edits.push(edit);
  }
  const heads = new Set(moves.flatMap(({ replacements }) => replacements.flatMap(({ needs }) => needs ?? [])));
  const { file, start } = locate(scalar, 0, 0);
  for (const head of heads) edits.push(insert(file, start, head + file.eol + indentAt(file, start)));
  for (const { variable, replacements } of moves) {
    for (const { start: from, end, read } of replacements)
      edits.push(replace(locate(scalar, from, end), written(read(variable), scalar)));
  }
  const names = [...new Set(moves.map(({ variable }) => variable))];
  const title = `Pass it in the environment as ${names.join(', ')}`;
  return { title, kind, edits };
}

/** The new pair stands above what the step does. */
function beforeCode({ map }: Step): Place {
  const names = map.ownPairs.map(({ name }) => name);
  const before = names[names.findIndex((name) => name === 'run' || name === 'uses') - 1];
  return before === undefined ? (names.includes('uses') ? { after: 'uses' } : 'first') : { after: before };
}

/** A piece of text as it is written inside of a scalar. */
function written(text: string, { style }: YamlScalar): string {
  if (style === 'double') return JSON.stringify(text).slice(1, -1);
  return style === 'single' ? text.replaceAll("'", "''") : text;
}
