import { type Finding, type Fix, rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import { replace } from '../../core/text';
import type { YamlMap, YamlNode, YamlPair } from '../../formats/yaml';
import { COMPOSE, inWords, isAnything, isKnownBeside, type Shape } from '../shared/compose-shape';

/** What the first version of the format had, or other tools have, and what says it today. */
const TODAY: Readonly<Record<string, string>> = {
  net: 'network_mode',
  log_driver: 'logging.driver',
  log_opt: 'logging.options',
  dockerfile: 'build.dockerfile',
  context: 'build.context',
  memory: 'deploy.resources.limits.memory',
  mem: 'mem_limit',
  cpu: 'cpus',
  env: 'environment',
  envs: 'environment',
  cmd: 'command',
  port: 'ports',
  resources: 'deploy.resources',
  replicas: 'deploy.replicas',
  update_config: 'deploy.update_config',
  restart_policy: 'deploy.restart_policy',
  placement: 'deploy.placement',
};

export default rule({
  id: 'compose/unknown-key',
  title: 'Key or value that Compose does not take',
  why: [
    'Compose checks the whole file before it does anything, and refuses it for one key it does not know or one value of the wrong kind: `additional properties not allowed`. What works on the machine of whoever wrote it, with an older version that let it pass, fails on the next.',
    'Keys that begin with `x-` are yours to use. The table of keys is that of the Compose Specification, as of June 2026.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.docker.com/reference/compose-file/',
    'https://docs.docker.com/reference/compose-file/extension/',
  ],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.4
    «enviroment»:
      A: b
    depends_on:
      db:
        «conditions»: service_healthy
  db:
    image: postgres:18
    «volume»:
      - db:/var/lib/postgresql
«volums»:
  db:
`,
      fixed: `services:
  web:
    image: example/web:1.4
    environment:
      A: b
    depends_on:
      db:
        condition: service_healthy
  db:
    image: postgres:18
    volumes:
      - db:/var/lib/postgresql
volumes:
  db:
`,
    },
    {
      title: 'a list of maps where a map or a list of words is asked for',
      files: `services:
  web:
    image: example/web:1.4
    environment:
      - «A: b»
      - C=d
    labels:
      - «traefik.enable: true»
`,
      fixed: `services:
  web:
    image: example/web:1.4
    environment:
      - "A=b"
      - C=d
    labels:
      - "traefik.enable=true"
`,
    },
    {
      title: 'the wrong kind of value; a key that lies elsewhere today',
      files: `services:
  web:
    image: example/web:1.4
    ports: «"80:80"»
    healthcheck: «curl localhost»
    «log_driver»: syslog
    «resources»:
      limits: { memory: 1G }
  worker: «example/worker:1.4»
`,
    },
  ],
  good: [
    {
      title: 'all the forms there are',
      files: `name: shop
include:
  - a.yaml
  - path: [b.yaml]
    env_file: b.env
x-service: &service
  restart: always
  x-own: [1]
services:
  web:
    <<: *service
    image: example/web:1.4
    build: .
    command: [serve]
    ports: [80, "8080:80", { target: 81, app_protocol: http }]
    environment: { A: 1, B: null, C: true }
    env_file:
      - path: web.env
        required: false
    networks:
      front:
      back: { aliases: [web], gw_priority: 1 }
    depends_on:
      db: { condition: service_healthy, restart: true, required: false }
    develop:
      watch:
        - { path: ., action: sync, target: /app }
    gpus: all
    models: [small]
    secrets: [a, { source: b, mode: 0440 }]
    ulimits: { nofile: { soft: 1, hard: 2 }, nproc: 3 }
    x-more: 1
  db:
    provider:
      type: cloud
      options: { size: 1, tags: [a] }
models:
  small: { model: ai/small }
networks:
  front: { driver_opts: { anything: 1 } }
  back:
volumes: { db: { external: true } }
secrets:
  a: { environment: A }
  b: { file: ./b }
configs:
  c: { content: hello }
`,
    },
    {
      title: 'nothing yet, and what a tag or a variable decides',
      files: `services:
  web:
    image: example/web:1.4
    ports:
    environment:
    healthcheck: !reset null
    volumes: !override [a:/a]
    labels: \${LABELS}
volumes:
`,
    },
    {
      title: 'a template is not YAML yet',
      files: `services:
  {{ name }}:
    image: example/web:1.4
    enviroment: {}
`,
    },
    {
      title: 'what only a Swarm reads',
      files: `services:
  web:
    image: example/web:1.4
    cgroupns_mode: private
    deploy:
      resources:
        memory_swap: 0
      placement: { constraints: [node.role == worker], max_replicas_per_node: 1 }
`,
    },
  ],
  *check({ files }) {
    for (const { root, yaml } of files) if (root && !yaml.isTemplated) yield* new Walk().map(root, COMPOSE, '');
  },
});

/** One way through a file. What an anchor shares is looked at once. */
class Walk {
  readonly #seen = new Set<YamlNode>();

  *map(map: YamlMap, { keys, any }: Shape, parent: string): Generator<Finding> {
    for (const pair of map.pairs) {
      const { name } = pair;
      const shape = keys && Object.hasOwn(keys, name) ? keys[name] : any;
      if (shape) yield* this.#value(pair.value, shape, pair);
      else if (
        !name.startsWith('x-') &&
        !isKnownBeside(isService(pair) ? 'services' : parent, name) &&
        !this.#seen.has(pair.key)
      ) {
        this.#seen.add(pair.key);
        yield unknownKey(pair, keys ?? {}, parent);
      }
    }
  }

  *#value(node: YamlNode | undefined, shape: Shape, pair: YamlPair): Generator<Finding> {
    if (!node || node.tag || isAnything(shape) || this.#seen.has(node)) return;
    if (node.kind === 'map' && (shape.keys || shape.any)) {
      this.#seen.add(node);
      yield* this.map(node, shape, pair.name);
    } else if (node.kind === 'seq' && shape.list) {
      this.#seen.add(node);
      for (const item of node.items) yield* this.#value(item, shape.list, pair);
    } else if (isWrong(node, shape)) {
      this.#seen.add(node);
      yield wrongKind(node, shape, pair);
    }
  }
}

function isWrong(node: YamlNode, shape: Shape): boolean {
  if (node.kind === 'scalar')
    return !shape.scalar && node.value !== null && node.text !== '' && !node.text.includes('$');
  return node.kind === 'map' || node.kind === 'seq';
}

/** Whether a pair stands in a service, right below its name. */
function isService({ parent }: YamlPair): boolean {
  const { holder } = parent;
  return holder?.kind === 'pair' && holder.parent.holder?.kind === 'pair' && holder.parent.holder.name === 'services';
}

function unknownKey(pair: YamlPair, keys: Readonly<Record<string, Shape>>, parent: string): Finding {
  const { name, key } = pair;
  const where = parent === '' ? 'at the top' : `under \`${parent}\``;
  const today = isService(pair) ? TODAY[name] : undefined;
  const free = Object.keys(keys).filter((each) => !pair.parent.has(each));
  const meant = meantKey(name, today, free, keys);
  const advice =
    meant !== undefined
      ? `did you mean \`${meant}\`?`
      : today !== undefined
        ? `write \`${today}\``
        : 'remove it, or begin it with `x-`';
  return {
    at: key.inner,
    message: `Compose knows no key \`${name}\` ${where}; ${advice}`,
    fix:
      meant !== undefined && free.includes(meant)
        ? { title: `Rename it to ${meant}`, edits: [replace(key.inner, meant)] }
        : undefined,
  };
}

/** Hardly anybody gets the first letter wrong. */
function meantKey(
  name: string,
  today: string | undefined,
  free: readonly string[],
  keys: Readonly<Record<string, Shape>>,
): string | undefined {
  if (today !== undefined) return keys[today] ? today : undefined;
  return nearest(
    name,
    free.filter((each) => each[0] === name[0]?.toLowerCase()),
  );
}

function wrongKind(node: YamlNode, shape: Shape, pair: YamlPair): Finding {
  const what = node.holder?.kind === 'item' ? `An item of \`${pair.name}\`` : `\`${pair.name}\``;
  return {
    at: node,
    message: `${what} must be ${inWords(shape)} here, or Compose refuses the file`,
    fix: asWord(node, shape),
  };
}

/** `- A: b`, where a list of words is asked for, becomes `- "A=b"`. */
function asWord(node: YamlNode, shape: Shape): Fix | undefined {
  if (node.kind !== 'map' || node.holder?.kind !== 'item' || !shape.scalar || shape.keys) return undefined;
  const [pair, more] = node.ownPairs;
  if (!pair || more || node.anchor || (pair.value && pair.value.kind !== 'scalar') || pair.alias) return undefined;
  const word = `${pair.name}=${pair.value?.text ?? ''}`;
  if (/[\r\n]/.test(word)) return undefined;
  return { title: 'Write it as NAME=value', edits: [replace(node, JSON.stringify(word))] };
}
