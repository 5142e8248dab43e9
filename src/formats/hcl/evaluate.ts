import { callFunction } from './functions';
import { evaluateOperation } from './operators';
import type {
  CallExpression,
  ConditionalExpression,
  Expression,
  ForExpression,
  IndexExpression,
  MemberExpression,
  ObjectExpression,
  SplatExpression,
  TemplatePart,
} from './syntax';
import {
  asBoolean,
  asNumber,
  asString,
  common,
  inKeyOrder,
  isNull,
  type Member,
  scalar,
  unknown,
  type Value,
} from './value';

/**
 * Gives the value of `root.name`, such as `var.region` or `local.tags`, or of `root` alone; undefined where it is not
 * known. Steps after the name are the evaluator's. It may call `evaluate` itself.
 */
export type Scope = (root: string, name: string | undefined) => Value | undefined;

const deepestEvaluation = 200;
const mostSteps = 50_000;

/** How far the evaluation under way has come, over all that scopes evaluate within it, so that cycles end. */
const underWay = { depth: 0, steps: 0 };

/** What an expression is known to give without running Terraform. Never throws; cycles and excesses are unknown. */
export function evaluate(expression: Expression, scope: Scope): Value {
  return evaluateIn(expression, { scope, bound: new Map() });
}

interface Context {
  readonly scope: Scope;
  /** The variables of the `for` expressions around. */
  readonly bound: ReadonlyMap<string, Value>;
}

function evaluateIn(expression: Expression, context: Context): Value {
  if (underWay.depth === 0) underWay.steps = 0;
  if (underWay.depth >= deepestEvaluation || ++underWay.steps > mostSteps) return unknown(expression);
  underWay.depth++;
  try {
    return evaluateKind(expression, context);
  } finally {
    underWay.depth--;
  }
}

function evaluateKind(expression: Expression, context: Context): Value {
  switch (expression.kind) {
    case 'literal':
      return scalar(expression.value, expression);
    case 'template':
    case 'heredoc':
      return expression.recovered ? unknown(expression) : evaluateTemplate(expression, expression.parts, context);
    case 'parentheses':
      return expression.recovered ? unknown(expression) : evaluateIn(expression.expression, context);
    case 'tuple':
      return {
        kind: 'list',
        items: expression.items.map((item) => evaluateIn(item, context)),
        more: expression.recovered,
        isSet: false,
        at: expression,
      };
    case 'object':
      return evaluateObject(expression, context);
    case 'variable':
    case 'member':
    case 'index':
    case 'splat':
      return evaluateReference(expression, context);
    case 'call':
      return evaluateCall(expression, context);
    case 'conditional':
      return evaluateConditional(expression, context);
    case 'for':
      return evaluateFor(expression, context);
    case 'binary':
    case 'unary':
      return evaluateOperation(expression, (operand) => evaluateIn(operand, context));
    case 'error':
      return unknown(expression);
  }
}

function evaluateTemplate(at: Expression, parts: readonly TemplatePart[], context: Context): Value {
  const [only] = parts;
  if (at.kind === 'template' && parts.length === 1 && only?.kind === 'interpolation') {
    return evaluateIn(only.expression, context);
  }
  const text = templateText(parts, context);
  return text === undefined ? unknown(at) : scalar(text, at);
}

function templateText(parts: readonly TemplatePart[], context: Context): string | undefined {
  let text = '';
  for (const part of parts) {
    const piece = partText(part, context);
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}

function partText(part: TemplatePart, context: Context): string | undefined {
  if (part.kind === 'text') return part.value;
  if (part.kind === 'interpolation') return asString(evaluateIn(part.expression, context));
  if (part.kind === 'for-directive') return undefined;
  const condition = asBoolean(evaluateIn(part.condition, context));
  if (condition === undefined) return undefined;
  return templateText(condition ? part.whenTrue : (part.whenFalse ?? []), context);
}

function evaluateObject(expression: ObjectExpression, context: Context): Value {
  const members = new Map<string, Member>();
  let more = expression.recovered;
  for (const item of expression.items) {
    const key = item.name ?? asString(evaluateIn(item.key, context));
    if (key === undefined) more = true;
    else members.set(key, { value: evaluateIn(item.value, context), item });
  }
  return { kind: 'object', members, more, at: expression };
}

type Step = MemberExpression | IndexExpression | SplatExpression;

function evaluateReference(expression: Expression, context: Context): Value {
  const steps: Step[] = [];
  let root = expression;
  while (root.kind === 'member' || root.kind === 'index' || root.kind === 'splat') {
    steps.push(root);
    root = root.object;
  }
  steps.reverse();
  if (root.kind !== 'variable') return takeSteps(evaluateIn(root, context), steps, context);

  const bound = context.bound.get(root.name);
  if (bound) return takeSteps(bound, steps, context);
  const [first] = steps;
  if (first?.kind !== 'member') return takeSteps(context.scope(root.name, undefined) ?? unknown(root), steps, context);
  const value = context.scope(root.name, first.name.name) ?? unknown(first);
  return takeSteps(value, steps.slice(1), context);
}

function takeSteps(from: Value, steps: readonly Step[], context: Context): Value {
  let value = from;
  for (const [i, step] of steps.entries()) {
    if (step.kind === 'splat') {
      const reach = step.full ? steps.length : attributeSplatEnd(steps, i + 1);
      const splat = takeSplat(value, step, steps.slice(i + 1, reach), context);
      return takeSteps(splat, steps.slice(reach), context);
    }
    value = takeStep(value, step, context);
  }
  return value;
}

/** The steps that `.*` applies to each element: members and legacy indexes. */
function attributeSplatEnd(steps: readonly Step[], from: number): number {
  const end = steps.findIndex(
    (step, i) => i >= from && step.kind !== 'member' && !(step.kind === 'index' && step.legacy),
  );
  return end < 0 ? steps.length : end;
}

function takeSplat(value: Value, at: SplatExpression, steps: readonly Step[], context: Context): Value {
  if (value.kind === 'unknown') return unknown(at);
  const list = value.kind === 'list' ? value : undefined;
  const elements = list?.items ?? (isNull(value) ? [] : [value]);
  const items = elements.map((element) => takeSteps(element, steps, context));
  return { kind: 'list', items, more: list?.more ?? false, isSet: false, at };
}

function takeStep(value: Value, step: MemberExpression | IndexExpression, context: Context): Value {
  const key = step.kind === 'member' ? scalar(step.name.name, step) : evaluateIn(step.key, context);
  if (value.kind === 'object') {
    const name = asString(key);
    return (name === undefined ? undefined : value.members.get(name)?.value) ?? unknown(step);
  }
  if (value.kind !== 'list' || value.more || value.isSet) return unknown(step);
  const index = asNumber(key);
  return (index === undefined ? undefined : value.items[index]) ?? unknown(step);
}

function evaluateCall(expression: CallExpression, context: Context): Value {
  if (expression.recovered) return unknown(expression);
  const given = expression.arguments.map((argument) => evaluateIn(argument, context));
  const last = expression.expands ? given.pop() : undefined;
  if (!last) return callFunction(expression, given, false);
  if (last.kind !== 'list') return callFunction(expression, given, true);
  return callFunction(expression, [...given, ...last.items], last.more);
}

function evaluateConditional(expression: ConditionalExpression, context: Context): Value {
  const condition = asBoolean(evaluateIn(expression.condition, context));
  if (condition !== undefined) return evaluateIn(condition ? expression.whenTrue : expression.whenFalse, context);
  return common(evaluateIn(expression.whenTrue, context), evaluateIn(expression.whenFalse, context), expression);
}

function evaluateFor(expression: ForExpression, context: Context): Value {
  const items: Value[] = [];
  const members = new Map<string, Member>();
  const collection = expression.recovered ? unknown(expression) : evaluateIn(expression.collection, context);
  const elements = elementsOf(collection);
  let more =
    elements === undefined || (collection.kind !== 'scalar' && collection.kind !== 'unknown' && collection.more);
  for (const [key, value] of elements ?? []) {
    const bound = new Map(context.bound);
    if (expression.keyName) bound.set(expression.keyName.name, key);
    bound.set(expression.valueName.name, value);
    const inner = { scope: context.scope, bound };
    const included = expression.condition ? asBoolean(evaluateIn(expression.condition, inner)) : true;
    if (included === undefined) more = true;
    if (!included) continue;
    const result = evaluateIn(expression.value, inner);
    items.push(result);
    if (!expression.key) continue;
    const name = asString(evaluateIn(expression.key, inner));
    if (name === undefined) more = true;
    else members.set(name, { value: expression.grouped ? unknown(expression) : result, item: undefined });
  }
  if (expression.key) return { kind: 'object', members, more, at: expression };
  return { kind: 'list', items, more, isSet: false, at: expression };
}

/** The pairs of key and value that a `for` goes through; undefined where they are not known. */
function elementsOf(value: Value): (readonly [Value, Value])[] | undefined {
  if (value.kind === 'list') {
    const { items, more, isSet } = value;
    return items.map((item, i) => [isSet ? item : more ? unknown(item.at) : scalar(i, item.at), item]);
  }
  if (value.kind !== 'object') return undefined;
  return inKeyOrder(value).map(([key, member]) => [scalar(key, member.item?.key ?? member.value.at), member.value]);
}
