import type { Span } from '../../core/text';
import {
  at,
  boolean,
  items,
  map,
  pairs,
  scalar,
  type YamlFile,
  type YamlMap,
  type YamlNode,
  type YamlPair,
} from '../yaml';
import { type Environment, interpolate, UNKNOWN, type Value } from './interpolation';
import type { Build, Dependency, Extension, ServiceDeclaration } from './model';
import { readMount } from './mounts';
import { readPort } from './ports';

/** Reads what a file says of its services; `known` are the variables whose values are known. */
export function readServices(yaml: YamlFile, known: Environment): ServiceDeclaration[] {
  const services = yaml.documents.flatMap(({ root }) => pairs(map(root)?.get('services')));
  return services.flatMap((service) => readService(service, known) ?? []);
}

/** Reads what stands under a service's name; a name with nothing readable under it is left out. */
function readService({ name, key, value, file }: YamlPair, known: Environment): ServiceDeclaration | undefined {
  const service = map(value);
  if (!service) return undefined;
  return {
    name,
    key: file.span(key.start, key.end),
    file,
    map: service,
    image: valueIn(service.get('image'), known),
    build: readBuild(service.get('build'), known),
    extends: readExtends(service.get('extends'), known),
    ports: items(service.get('ports')).flatMap((port) => readPort(port, known) ?? []),
    mounts: items(service.get('volumes')).flatMap((mount) => readMount(mount, known) ?? []),
    environment: readEnvironment(service.get('environment'), known),
    healthcheck: service.pair('healthcheck'),
    dependsOn: readDependencies(service, known),
    profiles: readProfiles(service.get('profiles'), known),
  };
}

/** A scalar with something in it, interpolated. */
export function valueIn(node: YamlNode | undefined, known?: Environment): Value | undefined {
  const found = scalar(node);
  return found && found.value !== null && found.text !== '' ? interpolate(found, known) : undefined;
}

function readBuild(node: YamlNode | undefined, known: Environment): Build | undefined {
  if (node?.kind === 'scalar') return { context: valueIn(node, known), dockerfile: undefined, target: undefined };
  const build = map(node);
  return (
    build && {
      context: valueIn(build.get('context'), known),
      dockerfile: valueIn(build.get('dockerfile'), known),
      target: valueIn(build.get('target'), known),
    }
  );
}

function readExtends(node: YamlNode | undefined, known: Environment): Extension | undefined {
  const service = valueIn(node?.kind === 'map' ? node.get('service') : node, known);
  return service && { file: valueIn(at(node, 'file'), known), service };
}

function readEnvironment(node: YamlNode | undefined, known: Environment): ReadonlyMap<string, Value | undefined> {
  const environment = new Map<string, Value | undefined>();
  for (const { name, value } of pairs(node)) environment.set(name, valueIn(value, known));
  for (const item of items(node)) {
    const value = valueIn(item, known);
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

function readDependencies(service: YamlMap, known: Environment): Dependency[] {
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
    condition: conditionOf(value, known),
    isRequired: boolean(at(value, 'required')) !== false,
  }));
  return [...listed, ...mapped];
}

function conditionOf(node: YamlNode | undefined, known: Environment): string | undefined {
  if (node === undefined || map(node)?.lacks('condition')) return 'service_started';
  const condition = valueIn(at(node, 'condition'), known)?.text;
  return condition?.includes(UNKNOWN) ? undefined : condition;
}

function readProfiles(node: YamlNode | undefined, known: Environment): readonly string[] | undefined {
  if (node === undefined) return [];
  const profiles = items(node).map((item) => valueIn(item, known)?.text ?? UNKNOWN);
  return node.kind !== 'seq' || profiles.some((profile) => profile.includes(UNKNOWN)) ? undefined : profiles;
}
