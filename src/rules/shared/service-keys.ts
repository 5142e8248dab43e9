import { UNKNOWN } from '../../formats/compose/interpolation';
import type { Service } from '../../formats/compose/model';
import { valueIn } from '../../formats/compose/service';
import { items, type YamlItem, type YamlPair, type YamlScalar } from '../../formats/yaml';

/** What is written under a key of a service. */
interface Written {
  readonly service: Service;
  readonly pair: YamlPair;
}

/** What is written under a key of services, each place once, and only where no override sets the key anew. */
export function* writtenUnder(services: readonly Service[], key: string): Generator<Written> {
  const seen = new Set<YamlPair>();
  for (const service of services) {
    const pair = service.map.pair(key);
    if (!pair || seen.has(pair) || service.isOverruled(key)) continue;
    seen.add(pair);
    yield { service, pair };
  }
}

/** The same for the scalar items of a list, with their text where it is known. */
export function* itemsUnder(
  services: readonly Service[],
  key: string,
): Generator<{
  readonly service: Service;
  readonly item: YamlItem;
  readonly scalar: YamlScalar;
  readonly text: string;
}> {
  for (const { service, pair } of writtenUnder(services, key)) {
    if (pair.value?.kind !== 'seq') continue;
    for (const item of pair.value.entries) {
      const text = valueIn(item.value)?.text;
      if (item.value?.kind !== 'scalar' || text === undefined || text.includes(UNKNOWN)) continue;
      yield { service, item, scalar: item.value, text };
    }
  }
}

/** Whether a word says yes, as Compose reads it, quoted or not. */
export function isYes(pair: YamlPair | undefined): boolean {
  return pair?.value?.kind === 'scalar' && /^(?:true|yes|on|y)$/i.test(pair.value.text);
}

/** Whether a service or what it takes over has a key that says yes. */
export function saysYes({ map, parts }: Service, key: string): boolean {
  return [{ map }, ...parts].some((part) => isYes(part.map.pair(key)));
}

/** The texts of a list, its own or one that it takes over. */
export function textsUnder({ map, parts }: Service, key: string): string[] {
  return [{ map }, ...parts].flatMap((part) => items(part.map.get(key)).flatMap((item) => valueIn(item)?.text ?? []));
}
