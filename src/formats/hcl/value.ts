import type { Expression, ObjectItem } from './syntax';

/**
 * What an expression is known to give. Every value carries the expression it was written as, through references: of
 * `local.name` that is the string in the `locals` block, so that a fix can point at it.
 */
export type Value = UnknownValue | ScalarValue | ListValue | ObjectValue;

export interface UnknownValue {
  readonly kind: 'unknown';
  readonly at: Expression;
}

export interface ScalarValue {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly at: Expression;
}

/** A list, set or tuple. */
export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** Whether there may be further items, anywhere between those known. */
  readonly more: boolean;
  /** A set has no indexes; a `for` over it has each item as its own key. */
  readonly isSet: boolean;
  readonly at: Expression;
}

/** An object or map. */
export interface ObjectValue {
  readonly kind: 'object';
  /** Keys that are known to be there; their values may be unknown. */
  readonly members: ReadonlyMap<string, Member>;
  /** Whether there may be further keys. */
  readonly more: boolean;
  readonly at: Expression;
}

export interface Member {
  readonly value: Value;
  /** Where the key is written, where it is written as `key = value`. */
  readonly item: ObjectItem | undefined;
}

export function unknown(at: Expression): UnknownValue {
  return { kind: 'unknown', at };
}

export function scalar(value: ScalarValue['value'], at: Expression): ScalarValue {
  return { kind: 'scalar', value, at };
}

/** The value as a string, as HCL converts numbers and booleans; undefined where it is not known to be one. */
export function asString(value: Value): string | undefined {
  return value.kind === 'scalar' && value.value !== null ? scalarText(value.value) : undefined;
}

/** Numbers of more digits than JavaScript keeps exactly are left out. */
function scalarText(value: string | number | boolean): string | undefined {
  const text = String(value);
  return typeof value === 'number' && !/^-?[\d.]{1,15}$/.test(text) ? undefined : text;
}

/** The value as a number, as HCL converts strings. */
export function asNumber(value: Value): number | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (typeof value.value === 'number') return value.value;
  return typeof value.value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value.value) ? Number(value.value) : undefined;
}

/** The value as a boolean, as HCL converts the strings `true` and `false`. */
export function asBoolean(value: Value): boolean | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (value.value === true || value.value === 'true') return true;
  return value.value === false || value.value === 'false' ? false : undefined;
}

export function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}

/** The known members in the order in which HCL goes through them. */
export function inKeyOrder({ members }: ObjectValue): (readonly [string, Member])[] {
  return [...members].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Plain data, as for `JSON.stringify`, with keys in order; undefined where any part is unknown. */
export function asData(value: Value): unknown {
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'unknown' || value.more) return undefined;
  if (value.kind === 'list') {
    const items = value.items.map(asData);
    return items.includes(undefined) ? undefined : items;
  }
  const entries = inKeyOrder(value).map(([key, member]) => [key, asData(member.value)] as const);
  if (entries.some(([, data]) => data === undefined)) return undefined;
  return Object.fromEntries(entries);
}

/** What two values that are possible have in common; `at` is what chooses between them. */
export function common(first: Value, second: Value, at: Expression): Value {
  if (first.kind === 'scalar' && second.kind === 'scalar' && first.value === second.value) return first;
  if (first.kind !== 'object' || second.kind !== 'object') return unknown(at);
  const members = new Map<string, Member>();
  for (const [key, member] of first.members) {
    const other = second.members.get(key);
    if (other) members.set(key, { value: common(member.value, other.value, member.value.at), item: member.item });
  }
  const all = members.size === first.members.size && members.size === second.members.size;
  return { kind: 'object', members, more: !all || first.more || second.more, at };
}
