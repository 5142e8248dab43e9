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
  /** The argument it is given in, and where that stands. */
  readonly argument: string;
  readonly in: Arguments;
  /** Its place in the argument's list; undefined where that is no list. */
  readonly index: number | undefined;
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
    if (value?.kind === 'list') return value.items.map((item, index) => ({ value: item, argument, in: from, index }));
    return value ? [{ value, argument, in: from, index: undefined }] : [];
  });
}

/** Ports as Azure and Google write them: `22`, `8000-8080`, `*`. */
export function portsOf(text: string | undefined): { from: number; to: number } | undefined {
  if (text === '*') return EVERY_PORT;
  const [, from, to] = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(text ?? '') ?? [];
  return from === undefined ? undefined : { from: Number(from), to: Number(to ?? from) };
}
