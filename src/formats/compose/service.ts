import type { Span } from '../../core/text';
import { at, boolean, items, map, pairs, scalar, type YamlMap, type YamlNode, type YamlPair } from '../yaml';
import { interpolate, UNKNOWN, type Value } from './interpolation';
import type { Build, Dependency, Extension, ServiceDeclaration } from './model';
import { readMount } from './mounts';
import { readPort } from './ports';

/** Reads what stands under a service's name; a name with nothing readable under it is left out. */
export function readService({ name, key, value, file }: YamlPair): ServiceDeclaration | undefined {
  const service = map(value);
  if (!service) return undefined;
  return {
    name,
    key: file.span(key.start, key.end),
    file,
    map: service,
    image: valueIn(service.get('image')),
    build: readBuild(service.get('build')),
    extends: readExtends(service.get('extends')),
    ports: items(service.get('ports')).flatMap((port) => readPort(port) ?? []),
    mounts: items(service.get('volumes')).flatMap((mount) => readMount(mount) ?? []),
    environment: readEnvironment(service.get('environment')),
    healthcheck: service.pair('healthcheck'),
    dependsOn: readDependencies(service),
  };
}

/** A scalar with something in it, interpolated. */
export function valueIn(node: YamlNode | undefined): Value | undefined {
  const found = scalar(node);
  return found && found.value !== null && found.text !== '' ? interpolate(found) : undefined;
}

function readBuild(node: YamlNode | undefined): Build | undefined {
  if (node?.kind === 'scalar') return { context: valueIn(node), dockerfile: undefined, target: undefined };
  const build = map(node);
  return (
    build && {
      context: valueIn(build.get('context')),
      dockerfile: valueIn(build.get('dockerfile')),
      target: valueIn(build.get('target')),
    }
  );
}

function readExtends(node: YamlNode | undefined): Extension | undefined {
  const service = valueIn(node?.kind === 'map' ? node.get('service') : node);
  return service && { file: valueIn(at(node, 'file')), service };
}

function readEnvironment(node: YamlNode | undefined): ReadonlyMap<string, Value | undefined> {
  const environment = new Map<string, Value | undefined>();
  for (const { name, value } of pairs(node)) environment.set(name, valueIn(value));
  for (const item of items(node)) {
    const value = valueIn(item);
    if (!value) continue;
    const equals = value.text.indexOf('=');
    if (equals < 0) environment.set(value.text, undefined);
    else environment.set(value.text.slice(0, equals), rest(value, equals + 1));
  }
  return environment;
}

/** What follows an offset in a value. */
function rest(value: Value, from: number): Value {
  return {
    ...value,
    text: value.text.slice(from),
    spanOf: (start: number, end: number): Span => value.spanOf(from + start, from + end),
  };
}

function readDependencies(service: YamlMap): Dependency[] {
  const node = service.get('depends_on');
  const listed = items(node).flatMap((item) => {
    const name = scalar(item);
    return name
      ? [{ name: name.text, at: name.file.span(name.start, name.end), condition: 'service_started', isRequired: true }]
      : [];
  });
  const mapped = pairs(node).map(({ name, key, value }) => ({
    name,
    at: key.file.span(key.start, key.end),
    condition: conditionOf(value),
    isRequired: boolean(at(value, 'required')) !== false,
  }));
  return [...listed, ...mapped];
}

function conditionOf(node: YamlNode | undefined): string | undefined {
  if (node === undefined || map(node)?.lacks('condition')) return 'service_started';
  const condition = valueIn(at(node, 'condition'))?.text;
  return condition?.includes(UNKNOWN) ? undefined : condition;
}
