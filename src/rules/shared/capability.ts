import { items, map, string, type YamlMap } from '../../formats/yaml';

/** Whether a container's security context adds a Linux capability, given without its prefix: `SYS_ADMIN`. */
export function addsCapability(context: YamlMap | undefined, capability: string): boolean {
  return items(map(context?.get('capabilities'))?.get('add')).some((item) => {
    const name = string(item)?.toUpperCase();
    return name === capability || name === `CAP_${capability}` || name === 'ALL';
  });
}
