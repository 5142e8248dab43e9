import type { ServiceDeclaration } from '../../formats/compose/model';
import { at, items, map, pairs, scalar, type YamlNode, type YamlScalar } from '../../formats/yaml';

/** The sections of a Compose file that declare what others refer to. */
export type Section = 'services' | 'networks' | 'volumes' | 'secrets' | 'configs' | 'models';

/** A name that a service writes and some section has to declare. */
export interface Reference {
  readonly section: Section;
  readonly name: string;
  /** What holds the name. */
  readonly scalar: YamlScalar;
  /** Where the name ends in the text of the scalar, and begins. */
  readonly start: number;
}

const NAME = /^[a-zA-Z0-9._-]+$/;

/** The names of other parts of the project in what a file says of a service; not those that variables decide. */
export function referencesOf({ map: service, mounts }: ServiceDeclaration): Reference[] {
  const found: Reference[] = [];
  const add = (section: Section, node: YamlNode | undefined, prefix = '') => {
    const name = scalar(node);
    if (!name?.text.startsWith(prefix)) return;
    const rest = name.text.slice(prefix.length).split(':')[0] ?? '';
    if (NAME.test(rest) && name.style !== 'literal' && name.style !== 'folded')
      found.push({ section, name: rest, scalar: name, start: prefix.length });
  };
  const addAll = (section: Section, node: YamlNode | undefined) => {
    for (const item of items(node)) add(section, item);
    for (const { key } of pairs(node)) add(section, key);
  };
  addAll('services', service.get('depends_on'));
  addAll('networks', service.get('networks'));
  addAll('models', service.get('models'));
  for (const item of items(service.get('links'))) add('services', item);
  for (const item of items(service.get('volumes_from')))
    if (!scalar(item)?.text.startsWith('container:')) add('services', item);
  for (const key of ['network_mode', 'pid', 'ipc']) add('services', service.get(key), 'service:');
  for (const { value } of pairs(at(service.get('build'), 'additional_contexts'))) add('services', value, 'service:');
  for (const section of ['secrets', 'configs'] as const)
    for (const item of items(service.get(section))) add(section, map(item)?.get('source') ?? item);
  for (const item of items(at(service.get('build'), 'secrets'))) add('secrets', map(item)?.get('source') ?? item);
  const base = service.get('extends');
  if (!map(base)?.has('file')) add('services', map(base)?.get('service') ?? base);
  for (const { node, source, target } of mounts) {
    if (!source || !target || /^[.~/\\]/.test(source.text)) continue;
    if (node.kind === 'scalar') add('volumes', node);
    else if (node.kind === 'map' && scalar(node.get('type'))?.text === 'volume') add('volumes', node.get('source'));
  }
  return found;
}
