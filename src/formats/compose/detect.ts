import { basename } from '../../core/path';
import type { SourceFile } from '../../core/text';
import { map, pairs, parseYaml, type YamlMap } from '../yaml';

const NAME = /^(?:docker[-_]?)?compose(?:[._-].*)?\.ya?ml$|[._-](?:docker-)?compose\.ya?ml$/i;
const TOP = new Set(['version', 'name', 'include', 'services', 'networks', 'volumes', 'secrets', 'configs', 'models']);
const SERVICES = /^["']?services["']?[ \t]*:/m;

/** Why a file is taken for a Compose file, by its name or by its content alone; undefined when it isn't. */
export function detectCompose(file: SourceFile): string | undefined {
  const name = basename(file.path);
  if (NAME.test(name)) {
    const root = parseYaml(file).documents[0]?.root;
    if (root?.kind === 'seq' || (root?.kind === 'map' && !mayBeProject(root))) return undefined;
    return `${name} is the name of a Compose file`;
  }
  if (!SERVICES.test(file.text)) return undefined;
  const root = map(parseYaml(file).documents[0]?.root);
  return root && isProject(root)
    ? 'its `services` have images or builds, and nothing but Compose stands beside them'
    : undefined;
}

function isTop(name: string): boolean {
  return TOP.has(name) || name.startsWith('x-');
}

function mayBeProject(root: YamlMap): boolean {
  if (root.has('apiVersion') || root.has('jobs')) return false;
  return root.pairs.length === 0 || root.pairs.some(({ name }) => isTop(name));
}

function isProject(root: YamlMap): boolean {
  const services = pairs(root.get('services'));
  return (
    root.pairs.every(({ name }) => isTop(name)) &&
    services.length > 0 &&
    services.every(({ value }) => value?.kind === 'map' && isService(value)) &&
    services.some(({ value }) => map(value)?.has('image') || map(value)?.has('build'))
  );
}

function isService(service: YamlMap): boolean {
  return service.has('image') || service.has('build') || service.has('extends');
}
