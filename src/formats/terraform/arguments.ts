import type { Span } from '../../core/text';
import { evaluate, type Scope } from '../hcl/evaluate';
import type { Block, Body, Expression } from '../hcl/syntax';
import { asNumber, asString, type ObjectValue, scalar, type Value } from '../hcl/value';

/**
 * The arguments of a block, with their values. The blocks within it are arguments as well, and so is what stands for
 * blocks: each round of a `dynamic` block, and each object of a list that is given under the blocks' name.
 */
export class Arguments {
  private constructor(
    private readonly source: Body | ObjectValue,
    private readonly scope: Scope,
  ) {}

  static of(body: Body, scope: Scope): Arguments {
    return new Arguments(body, scope);
  }

  /** Where the arguments stand. */
  get at(): Span {
    return this.source.kind === 'body' ? this.source : this.source.at;
  }

  /** The expression that an argument is set to, where it is set here. */
  expression(name: string): Expression | undefined {
    if (this.source.kind === 'body') return this.source.byName.get(name)?.expression;
    return this.source.members.get(name)?.item?.value;
  }

  /** The value of an argument; undefined where it is not set, or null. */
  value(name: string): Value | undefined {
    const value = this.#value(name);
    return value?.kind === 'scalar' && value.value === null ? undefined : value;
  }

  /** The argument as a string; undefined where it is not set or not known. */
  text(name: string): string | undefined {
    const value = this.value(name);
    return value && asString(value);
  }

  /** The argument as a number; undefined where it is not set or not known. */
  number(name: string): number | undefined {
    const value = this.value(name);
    return value && asNumber(value);
  }

  /** The known items of a list; what may be there besides is left out. */
  items(name: string): readonly Value[] {
    const value = this.value(name);
    return value?.kind === 'list' ? value.items : [];
  }

  /** The blocks of a type that are certainly there. */
  blocks(type: string): Arguments[] {
    const listed = this.items(type).flatMap((item) => (item.kind === 'object' ? new Arguments(item, this.scope) : []));
    if (this.source.kind !== 'body') return listed;
    const blocks = this.source.blocks.flatMap((block) => {
      if (block.type === type) return new Arguments(block.body, this.scope);
      return block.type === 'dynamic' && block.labels[0]?.text === type ? rounds(block, type, this.scope) : [];
    });
    return [...listed, ...blocks];
  }

  #value(name: string): Value | undefined {
    const { source, scope } = this;
    if (source.kind !== 'body') {
      return source.members.get(name)?.value ?? (source.more ? { kind: 'unknown', at: source.at } : undefined);
    }
    const attribute = source.byName.get(name);
    if (!attribute) return undefined;
    return attribute.recovered ? { kind: 'unknown', at: attribute.expression } : evaluate(attribute.expression, scope);
  }
}

/** What a `dynamic` block gives, as far as it is known what it goes through. */
function rounds(block: Block, type: string, scope: Scope): Arguments[] {
  const { body } = block;
  const content = body.blocks.find((each) => each.type === 'content');
  const forEach = body.byName.get('for_each')?.expression;
  if (!content || !forEach) return [];
  const named = body.byName.get('iterator')?.expression;
  const iterator = named?.kind === 'variable' ? named.name : type;
  return roundScopes(evaluate(forEach, scope), iterator, scope).map((round) => Arguments.of(content.body, round));
}

/** For each known round through a value, the scope in which `iterator.key` and `iterator.value` are of that round. */
export function roundScopes(through: Value, iterator: string, scope: Scope): Scope[] {
  return elements(through).map(([key, value]): Scope => {
    return (root, name) => {
      if (root !== iterator) return scope(root, name);
      return name === 'key' ? key : name === 'value' ? value : undefined;
    };
  });
}

function elements(value: Value): (readonly [Value | undefined, Value])[] {
  if (value.kind === 'list') return value.items.map((item) => [value.isSet ? item : undefined, item]);
  if (value.kind !== 'object') return [];
  return [...value.members].map(([key, member]) => [scalar(key, member.value.at), member.value]);
}
