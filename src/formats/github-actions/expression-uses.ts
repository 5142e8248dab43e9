import type { Span } from '../../core/text';
import { locate } from '../yaml/locate';
import type { YamlScalar } from '../yaml/syntax';
import { embeddedIn, unclosedIn } from './embedded';
import { type Expression, type Mistake, readExpression } from './expression';
import type { Place, Reading } from './schema/walk';

/** What all expressions of a file read and call, found in one pass. */
export interface ExpressionUses {
  readonly mistakes: readonly { readonly place: Place; readonly mistake: Mistake }[];
  readonly accesses: readonly Access[];
  readonly calls: readonly Call[];
  /** Operations with `==` and `!=`. */
  readonly comparisons: readonly Comparison[];
}

interface Use {
  readonly place: Place;
  /** Offsets in the decoded text of the place's scalar. */
  readonly start: number;
  readonly end: number;
}

/** `steps.build.outputs['name']`: `context` is `steps`, in lower case. `start` to `end` is the name of the context. */
export interface Access extends Use {
  readonly context: string;
  readonly parts: readonly Part[];
}

/** A step into a context; `name` is undefined where it is only known at run time, or is a list's. */
export interface Part {
  readonly name: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** `start` to `end` is the function's name. */
export interface Call extends Use {
  readonly name: string;
  readonly args: readonly Expression[];
}

export interface Comparison extends Use {
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

const known = new WeakMap<Reading, ExpressionUses>();

/** All uses of a file; found once. */
export function usesIn(reading: Reading): ExpressionUses {
  let uses = known.get(reading);
  if (!uses) {
    uses = collect(reading);
    known.set(reading, uses);
  }
  return uses;
}

/** Where a stretch of a scalar's decoded text stands in the file. */
export function spanOf({ scalar }: Place, { start, end }: { readonly start: number; readonly end: number }): Span {
  return locate(scalar, start, end);
}

/** The expressions of a place, each with why it can't be read instead. */
function expressionsOf({ scalar, isCondition }: Place) {
  const embedded = embeddedIn(scalar);
  if (embedded.length > 0 || !isCondition) return embedded;
  if (scalar.text.trim() === '' || unclosedIn(scalar) !== undefined) return [];
  return [readCondition(scalar)];
}

const conditions = () => new Map<YamlScalar, ReturnType<typeof readExpression>>();

function readCondition(scalar: YamlScalar): ReturnType<typeof readExpression> {
  const all = scalar.file.derived(conditions);
  let read = all.get(scalar);
  if (!read) {
    read = readExpression(scalar.text);
    all.set(scalar, read);
  }
  return read;
}

function collect({ places }: Reading): ExpressionUses {
  const mistakes: ExpressionUses['mistakes'][number][] = [];
  const accesses: Access[] = [];
  const calls: Call[] = [];
  const comparisons: Comparison[] = [];
  for (const place of places) {
    for (const read of expressionsOf(place)) {
      const { expression, mistake } = read;
      if (expression) visit(expression, place);
      else if (mistake && 'start' in read) {
        // An empty one is shown with its braces.
        const { start, end } = mistake.start < mistake.end ? mistake : read;
        mistakes.push({ place, mistake: { start, end, message: mistake.message } });
      } else if (mistake) mistakes.push({ place, mistake });
    }
    const start = unclosedIn(place.scalar);
    if (start !== undefined)
      mistakes.push({ place, mistake: { start, end: start + 3, message: 'This ${{ is never closed by }}' } });
  }
  return { mistakes, accesses, calls, comparisons };

  function visit(node: Expression, place: Place): void {
    if (node.kind === 'context' || node.kind === 'property' || node.kind === 'index') visitAccess(node, place);
    else if (node.kind === 'call') {
      const { name, args, start } = node;
      calls.push({ place, name, args, start, end: start + name.length });
      for (const arg of args) visit(arg, place);
    } else if (node.kind === 'operation') {
      const { operator, operands, start, end } = node;
      const [left, right] = operands;
      if ((operator === '==' || operator === '!=') && left && right)
        comparisons.push({ place, operator, left, right, start, end });
      for (const operand of operands) visit(operand, place);
    }
  }

  function visitAccess(node: Expression, place: Place): void {
    const parts: Part[] = [];
    let at = node;
    for (; at.kind === 'property' || at.kind === 'index'; at = at.of) {
      if (at.kind === 'property') parts.push({ name: at.name, start: at.end - at.name.length, end: at.end });
      else {
        const { index, end } = at;
        if (index && index.kind !== 'literal') visit(index, place);
        const name = index?.kind === 'literal' && typeof index.value === 'string' ? index.value : undefined;
        parts.push({ name, start: index?.start ?? end, end: index?.end ?? end });
      }
    }
    if (at.kind !== 'context') visit(at, place);
    else
      accesses.push({
        place,
        context: at.name.toLowerCase(),
        parts: parts.reverse(),
        start: at.start,
        end: at.end,
      });
  }
}

/** The way into a context, in lower case: `github.event_name`; undefined for anything else, and where a part is not known. */
export function plainPath(expression: Expression): string | undefined {
  if (expression.kind === 'context') return expression.name.toLowerCase();
  if (expression.kind === 'property') {
    const before = plainPath(expression.of);
    return before === undefined ? undefined : `${before}.${expression.name.toLowerCase()}`;
  }
  const isNamed = expression.kind === 'index' && expression.index?.kind === 'literal';
  if (!isNamed || expression.index?.kind !== 'literal' || typeof expression.index.value !== 'string') return undefined;
  const before = plainPath(expression.of);
  return before === undefined ? undefined : `${before}.${expression.index.value.toLowerCase()}`;
}
