import { rule } from '../../core/rule';
import { IGNORED_STACK_KEYS, STACK_KEYS } from '../../data/stack-keys';
import type { ServiceDeclaration } from '../../formats/compose/model';
import { at, type YamlPair } from '../../formats/yaml';
import { COMPOSE } from '../shared/compose-shape';
import { isOnlyStack } from '../shared/swarm';

/** What says the same to a Swarm. */
const INSTEAD: Readonly<Record<string, string>> = {
  restart: 'set `deploy.restart_policy`',
  mem_limit: 'set `deploy.resources.limits.memory`',
  mem_reservation: 'set `deploy.resources.reservations.memory`',
  cpus: 'set `deploy.resources.limits.cpus`',
  pids_limit: 'set `deploy.resources.limits.pids`',
  scale: 'set `deploy.replicas`',
  links: 'put both on one network',
  container_name: 'leave it out',
};

const BY_COMPOSE = new Set(Object.keys(COMPOSE.keys?.services?.any?.keys ?? {}));

export default rule({
  id: 'compose/swarm-unsupported-key',
  title: 'Key that a Swarm does not take',
  why: [
    '`docker stack deploy` reads an older format than `docker compose`. Some keys it refuses together with the whole file; others it leaves out without a word but a line in its output, and the service runs without its device, its namespace or its privileges.',
    'Only files that are plainly made for a Swarm are looked at; files that are used both ways can silence the rule.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  links: [
    'https://docs.docker.com/reference/cli/docker/stack/deploy/',
    'https://docs.docker.com/reference/compose-file/legacy-versions/',
  ],
  bad: [
    {
      files: {
        'stack.yaml': `services:
  web:
    image: example/web:1.4
    «restart»: always
    «container_name»: web
    «privileged»: true
    deploy:
      update_config: { failure_action: rollback }
`,
      },
    },
    {
      title: 'what it refuses',
      files: `services:
  web:
    image: example/web:1.4
    «mem_limit»: 1g
    «depends_on»:
      db: { condition: service_healthy }
    deploy:
      mode: global
      endpoint_mode: dnsrr
  db:
    image: postgres:18
    «profiles»: [database]
    depends_on: [web]
`,
    },
  ],
  good: [
    {
      title: 'for Compose all of them are right',
      files: `services:
  web:
    image: example/web:1.4
    restart: always
    mem_limit: 1g
    deploy:
      replicas: 2
`,
    },
    {
      title: 'a file that may be used both ways',
      files: `services:
  web:
    image: example/web:1.4
    restart: always
    container_name: web
    deploy:
      mode: global
      placement: { constraints: [node.role == worker] }
`,
    },
    {
      title: 'a name that says stack is not enough',
      files: {
        'full-stack.yml': `services:
  web:
    image: example/web:1.4
    container_name: web
    restart: always
`,
      },
    },
    {
      title: 'built and pushed first; lists; said the other way too',
      files: {
        'shop-stack.yml': `services:
  web:
    build: .
    image: example/web:1.4
    restart: always
    depends_on: [db]
    x-own: 1
    deploy:
      update_config: { failure_action: rollback }
      restart_policy: { condition: any }
  db:
    image: postgres:18
`,
      },
    },
    {
      title: 'a network that containers outside of the Swarm may join',
      files: `services:
  web:
    image: example/web:1.4
    restart: always
    networks: [shared]
networks:
  shared:
    driver: overlay
    attachable: true
`,
    },
  ],
  *check({ assemblies }) {
    const seen = new Set<YamlPair>();
    for (const { file, services } of assemblies) {
      if (!isOnlyStack(file)) continue;
      for (const service of services) {
        for (const pair of service.map.pairs) {
          const isRefused = refuses(pair);
          if (seen.has(pair) || !(isRefused || ignores(pair, service))) continue;
          seen.add(pair);
          yield {
            at: pair.key.inner,
            message: isRefused
              ? refused(pair)
              : `A Swarm leaves out \`${pair.name}\` of \`${service.name}\`${advice(pair)}`,
            severity: isRefused ? 'warning' : undefined,
            address: `services.${service.name}`,
          };
        }
      }
    }
  },
});

function refuses({ name, value }: YamlPair): boolean {
  if (name === 'depends_on') return value?.kind === 'map';
  return BY_COMPOSE.has(name) && !STACK_KEYS.has(name);
}

function ignores({ name }: YamlPair, { map }: ServiceDeclaration): boolean {
  if (!IGNORED_STACK_KEYS.has(name)) return false;
  return name !== 'restart' || at(map, 'deploy', 'restart_policy') === undefined;
}

function refused(pair: YamlPair): string {
  const { name } = pair;
  if (name === 'depends_on') return 'A Swarm takes `depends_on` only as a list, and refuses the file otherwise';
  return `A Swarm refuses a file with \`${name}\` in a service${advice(pair) || '; leave it out'}`;
}

function advice({ name }: YamlPair): string {
  return INSTEAD[name] === undefined ? '' : `; ${INSTEAD[name]}`;
}
