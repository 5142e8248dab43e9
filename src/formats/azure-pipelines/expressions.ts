import type { YamlScalar } from '../yaml/syntax';
import { readCondition } from './condition';
import { type Embedded, embeddedIn } from './embedded';
import { type Expression, type Mistake, parseExpression } from './expression';
import type { Pipeline } from './model';
import { scalarsIn } from './walk';

/** An expression of a file, wherever it stands: in `${{ }}`, in `$[ ]` or as a condition. */
export interface Located {
  readonly scalar: YamlScalar;
  /** The `${{ }}` it stands in; undefined for what is read while the pipeline runs. */
  readonly embedded: Embedded | undefined;
  /** Undefined where it can't be read, and for `else` and `insert`. */
  readonly expression: Expression | undefined;
  readonly mistake: Mistake | undefined;
}

const byPipeline = () => new Map<Pipeline, readonly Located[]>();

/** All expressions that are written in a file: those before the start in the order of the walk, then the conditions. */
export function expressionsIn(pipeline: Pipeline): readonly Located[] {
  const known = pipeline.file.derived(byPipeline);
  let found = known.get(pipeline);
  if (!found) {
    found = [...scalarsIn(pipeline).flatMap(inScalar), ...inConditions(pipeline)];
    known.set(pipeline, found);
  }
  return found;
}

const NONE: readonly Located[] = [];

function inScalar(scalar: YamlScalar): readonly Located[] {
  const { text } = scalar;
  if (!text.includes('$')) return NONE;
  const before = embeddedIn(scalar).map((embedded) => {
    const { expression, mistake } = embedded;
    return { scalar, embedded, expression, mistake };
  });
  return before.length > 0 ? before : runTimePart(scalar);
}

/** A variable that is nothing but `$[ … ]`. */
function runTimePart(scalar: YamlScalar): readonly Located[] {
  const { text, holder } = scalar;
  if (!text.startsWith('$[') || holder?.kind !== 'pair' || text.includes('$(')) return NONE;
  const end = text.trimEnd().length - 1;
  if (text[end] !== ']') return NONE;
  const { expression, mistake } = parseExpression(text, 2, end);
  return [{ scalar, embedded: undefined, expression, mistake }];
}

function inConditions({ stages, jobs, steps }: Pipeline): readonly Located[] {
  return [...stages, ...jobs, ...new Set(steps)].flatMap(({ condition }) => {
    if (!condition || condition.text.trim() === '' || /\$[({[]/.test(condition.text)) return [];
    const { expression, mistake } = readCondition(condition);
    return [{ scalar: condition, embedded: undefined, expression, mistake }];
  });
}
