import type { Expression } from '../../hcl/syntax';
import type { Value } from '../../hcl/value';
import type { Arguments } from '../arguments';
import type { Resource } from '../declarations';

/** Traffic that a firewall lets in, as far as it is known: what is unknown of it is left out. */
export interface IngressRule {
  readonly resource: Resource;
  readonly sources: readonly Source[];
  readonly traffic: readonly Traffic[];
}

/** Where traffic may come from: an address range, or a cloud's word for one. */
export interface Source {
  readonly value: Value;
  /** The argument it is given in. */
  readonly argument: string;
  /** What stands there: the address itself, or what gives it, such as `var.allowed`. */
  readonly written: Expression;
  /** Whether what stands there gives a whole list, which may hold more than this. */
  readonly givesList: boolean;
}

/** Ports by both ends, of protocols that have ports. */
export interface Traffic {
  readonly protocol: 'tcp' | 'udp' | 'any';
  readonly from: number;
  readonly to: number;
}

export const EVERY_PORT = { from: 0, to: 65_535 };

/** The sources given in some arguments, which hold a text or a list of texts each. */
export function sourcesIn(from: Arguments, names: readonly string[]): Source[] {
  return names.flatMap((argument): Source[] => {
    const value = from.value(argument);
    if (value === undefined) return [];
    const set = from.expression(argument) ?? value.at;
    if (value.kind !== 'list') return [{ value, argument, written: set, givesList: false }];
    const written = (index: number) => (set.kind === 'tuple' ? set.items[index] : undefined) ?? set;
    return value.items.map((item, i) => ({
      value: item,
      argument,
      written: written(i),
      givesList: written(i) === set,
    }));
  });
}

/** Ports as Azure and Google write them: `22`, `8000-8080`, `*`. */
export function portsOf(text: string | undefined): { from: number; to: number } | undefined {
  if (text === '*') return EVERY_PORT;
  const [, from, to] = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(text ?? '') ?? [];
  return from === undefined ? undefined : { from: Number(from), to: Number(to ?? from) };
}
