import type { CallExpression, Expression } from './syntax';
import {
  asData,
  asNumber,
  asString,
  inKeyOrder,
  isNull,
  type ListValue,
  type Member,
  scalar,
  unknown,
  type Value,
} from './value';

/** The value of a call to one of Terraform's functions. `more` says that further arguments may follow, unknown ones. */
export function callFunction(at: CallExpression, given: readonly Value[], more: boolean): Value {
  const name = at.name.startsWith('core::') ? at.name.slice(6) : at.name;
  if (name === 'merge') return merge(at, given, more);
  if (name === 'concat') return concat(at, given, more);
  if (more || !Object.hasOwn(functions, name)) return unknown(at);
  const result = functions[name]?.(given, at);
  return result ?? unknown(at);
}

/** Undefined where the result is not known. */
type Implementation = (given: readonly Value[], at: Expression) => Value | undefined;

const first: Implementation = ([value]) => value;

const functions: Readonly<Record<string, Implementation>> = {
  tomap: first,
  tolist: ([value]) => (value?.kind === 'list' ? { ...value, isSet: false } : undefined),
  toset: ([value]) => (value?.kind === 'list' ? setOf(value) : undefined),
  sensitive: first,
  nonsensitive: first,
  tostring: converted(asString),
  tonumber: converted(asNumber),
  lower: onString((text) => text.toLowerCase()),
  upper: onString((text) => text.toUpperCase()),
  trimspace: onString((text) => text.trim()),
  jsonencode: ([value], at) => {
    const data = value && asData(value);
    return data === undefined ? undefined : scalar(escapeJson(JSON.stringify(data)), at);
  },
  join: ([separator, list], at) => {
    const texts = list?.kind === 'list' && !list.more ? list.items.map(asString) : [undefined];
    const glue = separator && asString(separator);
    return glue === undefined || texts.includes(undefined) ? undefined : scalar(texts.join(glue), at);
  },
  split: ([separator, text], at) => {
    const [glue, whole] = [separator && asString(separator), text && asString(text)];
    if (glue === undefined || whole === undefined) return undefined;
    return { kind: 'list', items: whole.split(glue).map((part) => scalar(part, at)), more: false, isSet: false, at };
  },
  replace: ([text, search, replacement], at) => {
    const [whole, from, to] = [text, search, replacement].map((value) => value && asString(value));
    if (whole === undefined || from === undefined || to === undefined || from.startsWith('/')) return undefined;
    return scalar(whole.split(from).join(to), at);
  },
  format: formatted,
  coalesce: (given) => {
    for (const value of given) {
      if (value.kind === 'unknown') return undefined;
      if (!isNull(value) && asString(value) !== '') return value;
    }
    return undefined;
  },
  /** A first expression that is known can't fail, short of what only a run would tell. */
  try: ([value]) => (value?.kind === 'unknown' ? undefined : value),
  lookup: ([object, key, fallback]) => {
    const name = key && asString(key);
    if (object?.kind !== 'object' || name === undefined) return undefined;
    return object.members.get(name)?.value ?? (object.more ? undefined : fallback);
  },
  length: ([value], at) => {
    if (value?.kind === 'list' && !value.more) return scalar(value.items.length, at);
    if (value?.kind === 'object' && !value.more) return scalar(value.members.size, at);
    const text = value && typeof scalarOf(value) === 'string' ? asString(value) : undefined;
    return text === undefined ? undefined : scalar([...text].length, at);
  },
  keys: ([object], at) => {
    if (object?.kind !== 'object') return undefined;
    const items = inKeyOrder(object).map(([key, { item, value }]) => scalar(key, item?.key ?? value.at));
    return { kind: 'list', items, more: object.more, isSet: false, at };
  },
  values: ([object], at) => {
    if (object?.kind !== 'object') return undefined;
    const items = inKeyOrder(object).map(([, member]) => member.value);
    return { kind: 'list', items, more: object.more, isSet: false, at };
  },
  contains: ([list, wanted], at) => {
    const value = wanted && scalarOf(wanted);
    if (list?.kind !== 'list' || value === undefined) return undefined;
    if (list.items.some((item) => scalarOf(item) === value)) return scalar(true, at);
    const allKnown = !list.more && list.items.every((item) => item.kind === 'scalar');
    return allKnown ? scalar(false, at) : undefined;
  },
  flatten: ([list], at) => (list?.kind === 'list' ? flatten(list, at) : undefined),
  distinct: ([list]) => (list?.kind === 'list' ? distinct(list) : undefined),
  compact: ([list]) => {
    if (list?.kind !== 'list' || list.items.some((item) => item.kind !== 'scalar')) return undefined;
    return { ...list, items: list.items.filter((item) => !isNull(item) && asString(item) !== '') };
  },
};

function scalarOf(value: Value) {
  return value.kind === 'scalar' ? value.value : undefined;
}

function onString(change: (text: string) => string): Implementation {
  return ([value], at) => {
    const text = value && asString(value);
    return text === undefined ? undefined : scalar(change(text), at);
  };
}

/** A conversion that leaves null as it is. */
function converted(convert: (value: Value) => string | number | undefined): Implementation {
  return ([value], at) => {
    if (!value || isNull(value)) return value;
    const result = convert(value);
    return result === undefined ? undefined : scalar(result, at);
  };
}

/** Later arguments win. After one that is not wholly known, earlier keys are still there, but what they hold is not known. */
function merge(at: Expression, given: readonly Value[], unknownFollows: boolean): Value {
  const members = new Map<string, Member>();
  let more = false;
  const obscure = (): void => {
    more = true;
    for (const [key, { value, item }] of members) members.set(key, { value: unknown(value.at), item });
  };
  for (const value of given) {
    if (isNull(value)) continue;
    if (value.kind !== 'object' || value.more) obscure();
    if (value.kind === 'object') for (const [key, member] of value.members) members.set(key, member);
  }
  if (unknownFollows) obscure();
  return { kind: 'object', members, more, at };
}

function concat(at: Expression, given: readonly Value[], unknownFollows: boolean): Value {
  const lists = given.map((value) => (value.kind === 'list' ? value : undefined));
  return {
    kind: 'list',
    items: lists.flatMap((list) => list?.items ?? []),
    more: unknownFollows || lists.some((list) => !list || list.more),
    isSet: false,
    at,
  };
}

function flatten(list: ListValue, at: Expression): ListValue {
  const inner = list.items.map((item) => (item.kind === 'list' ? flatten(item, at) : item));
  return {
    kind: 'list',
    items: inner.flatMap((item) => (item.kind === 'list' ? item.items : item.kind === 'unknown' ? [] : [item])),
    more: list.more || inner.some((item) => item.kind === 'unknown' || (item.kind === 'list' && item.more)),
    isSet: false,
    at,
  };
}

/** Without repeated scalars; where items are unknown, how many there are is too. */
function distinct(list: ListValue): ListValue {
  const seen = new Set<unknown>();
  const items = list.items.filter((item) => {
    const value = scalarOf(item);
    if (value === undefined || !seen.has(value)) return seen.add(value);
    return false;
  });
  return { ...list, items, more: list.more || list.items.some((item) => item.kind !== 'scalar') };
}

/** Sets of strings are in order. */
function setOf(list: ListValue): ListValue {
  const { items, ...rest } = distinct(list);
  const texts = items.every((item) => typeof scalarOf(item) === 'string');
  const sorted = texts ? items.toSorted((a, b) => ((asString(a) ?? '') < (asString(b) ?? '') ? -1 : 1)) : items;
  return { ...rest, items: sorted, more: rest.more, isSet: true };
}

/** `format` with `%s`, `%d`, `%v` and `%%` only. */
function formatted(given: readonly Value[], at: Expression): Value | undefined {
  const [pattern, ...values] = given.map(asString);
  if (pattern === undefined || values.includes(undefined)) return undefined;
  let used = 0;
  let plain = true;
  const text = pattern.replace(/%(.?)/g, (_, verb: string) => {
    if (verb === '%') return '%';
    const value = values[used++];
    if (!'sdv'.includes(verb) || verb === '' || value === undefined) plain = false;
    return value ?? '';
  });
  return plain && used === values.length ? scalar(text, at) : undefined;
}

/** Terraform writes these characters escaped. */
function escapeJson(json: string): string {
  const escapes: Record<string, string> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };
  return json.replace(/[<>&]/g, (character) => escapes[character] ?? character);
}
