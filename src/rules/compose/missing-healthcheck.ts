import { type Finding, type Fix, rule } from '../../core/rule';
import type { Service, ServiceDeclaration } from '../../formats/compose/model';
import { insertPairs, items, scalar, Verbatim, type YamlNode } from '../../formats/yaml';
import { imageOf } from '../shared/service-image';

/** An image that ships no health check, and how to ask its server whether it is ready. */
interface Server {
  readonly repositories: readonly string[];
  readonly test: readonly string[];
  /** The words that a `command` may begin with and still start the server. */
  readonly programs: readonly string[];
  /** In a `command` this moves the server to where the check would not find it. */
  readonly elsewhere: RegExp;
  /** `test` has tab stops: what to ask depends on the configuration. */
  readonly isTemplate?: boolean;
}

const SERVERS: readonly Server[] = [
  {
    repositories: [
      'library/postgres',
      'postgis/postgis',
      'timescale/timescaledb',
      'pgvector/pgvector',
      'bitnami/postgresql',
    ],
    // Over TCP: the server that runs the scripts of the first start doesn't listen there.
    test: ['CMD-SHELL', 'pg_isready --host=127.0.0.1 --username=$${POSTGRES_USER:-postgres}'],
    programs: ['postgres'],
    elsewhere: /\bport\b|(?:^|\s)-p\b|listen_addresses/,
  },
  {
    repositories: ['library/mysql'],
    test: ['CMD', 'mysqladmin', 'ping', '--host=127.0.0.1', '--silent'],
    programs: ['mysqld'],
    elsewhere: /--port|skip-networking|bind-address/,
  },
  {
    repositories: ['library/mariadb'],
    test: ['CMD', 'healthcheck.sh', '--connect', '--innodb_initialized'],
    programs: ['mariadbd', 'mysqld'],
    elsewhere: /--port|skip-networking|bind-address/,
  },
  {
    repositories: ['library/redis'],
    test: ['CMD', 'redis-cli', 'ping'],
    programs: ['redis-server'],
    elsewhere: /sentinel|port|tls|unixsocket/,
  },
  {
    repositories: ['valkey/valkey'],
    test: ['CMD', 'valkey-cli', 'ping'],
    programs: ['valkey-server'],
    elsewhere: /sentinel|port|tls|unixsocket/,
  },
  {
    repositories: ['library/mongo'],
    test: ['CMD', 'mongosh', '--quiet', '--eval', 'quit(db.runCommand({ ping: 1 }).ok ? 0 : 2)'],
    programs: ['mongod'],
    elsewhere: /--port|tls|ssl|--config|(?:^|\s)-f\b/i,
  },
  {
    repositories: ['library/rabbitmq'],
    test: ['CMD', 'rabbitmq-diagnostics', '-q', 'ping'],
    programs: ['rabbitmq-server'],
    elsewhere: /(?!)/,
  },
  {
    repositories: ['clickhouse/clickhouse-server', 'library/clickhouse'],
    test: ['CMD', 'wget', '--quiet', '--spider', 'http://127.0.0.1:8123/ping'],
    programs: [],
    elsewhere: /port/,
  },
  {
    repositories: ['library/nginx'],
    test: ['CMD', 'curl', '--fail', '--silent', 'http://127.0.0.1:${1:80}/${2}'],
    programs: ['nginx'],
    elsewhere: /(?!)/,
    isTemplate: true,
  },
];

const WAITS_FOR_HEALTH = 'service_healthy';
const WAITS_FOR_END = 'service_completed_successfully';

export default rule({
  id: 'compose/missing-healthcheck',
  title: 'Others wait for a service without health check',
  why: [
    'Without a health check `depends_on` only waits until the process exists. A database needs seconds more until it answers, so whatever depends on it starts too early, fails, and works at the second try or on a faster machine.',
    'With `condition: service_healthy` it is worse: Compose refuses to start the dependent service when there is no health check to wait for. Images of other makers may bring their own, so only those that are known to have none are reported.',
  ],
  severity: 'info',
  practice: 'resilience',
  since: '0.1.0',
  fixes: ['suggested', 'template'],
  equivalents: ['kics:Healthcheck Not Set'],
  links: [
    'https://docs.docker.com/compose/how-tos/startup-order/',
    'https://docs.docker.com/reference/compose-file/services/#healthcheck',
  ],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.0
    depends_on:
      - db
  «db»:
    image: postgres:18
    volumes:
      - db:/var/lib/postgresql
volumes:
  db:
`,
      fixed: `services:
  web:
    image: example/web:1.0
    depends_on:
      - db
  db:
    image: postgres:18
    volumes:
      - db:/var/lib/postgresql
    healthcheck:
      test: ["CMD-SHELL", "pg_isready --host=127.0.0.1 --username=$\${POSTGRES_USER:-postgres}"]
      interval: 10s
      timeout: 5s
      retries: 5
      start_period: 30s
volumes:
  db:
`,
    },
    {
      title: 'Compose refuses to start what waits for a health that nobody checks: this is an error',
      files: `services:
  «cache»:
    image: redis:8.2
  web:
    image: example/web:1.0
    depends_on:
      cache:
        condition: service_healthy
`,
      fixed: `services:
  cache:
    image: redis:8.2
    healthcheck:
      test: ["CMD", "redis-cli", "ping"]
      interval: 10s
      timeout: 5s
      retries: 5
      start_period: 30s
  web:
    image: example/web:1.0
    depends_on:
      cache:
        condition: service_healthy
`,
    },
    {
      title: 'what to ask a web server depends on its configuration',
      files: `services:
  «assets»:
    image: nginx:1.30
  web:
    image: example/web:1.0
    depends_on: [assets]
`,
      fixed: `services:
  assets:
    image: nginx:1.30
    healthcheck:
      test: ["CMD", "curl", "--fail", "--silent", "http://127.0.0.1:80/"]
      interval: 10s
      timeout: 5s
      retries: 5
      start_period: 30s
  web:
    image: example/web:1.0
    depends_on: [assets]
`,
    },
    {
      title: 'what the server was told decides what to ask it',
      files: `services:
  «cache»:
    image: redis:8.2
    command: redis-server --port 0 --tls-port 6379
  web:
    image: example/web:1.0
    depends_on: [cache]
`,
    },
  ],
  good: [
    {
      title: 'nobody waits for it',
      files: `services:
  db:
    image: postgres:18
`,
    },
    {
      title: 'an image of another maker may bring its own',
      files: `services:
  web:
    image: example/web:1.0
    depends_on: [search]
  search:
    image: example/search:1.0
`,
    },
    {
      title: 'the override gives it',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.0
    depends_on: [db]
  db:
    image: postgres:18
`,
        'compose.override.yaml': `services:
  db:
    healthcheck:
      test: ["CMD", "pg_isready"]
`,
      },
    },
    {
      title: 'the service that it extends gives it',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.0
    depends_on: [db]
  db:
    extends:
      file: common.yaml
      service: postgres
    image: postgres:18
`,
        'common.yaml': `services:
  postgres:
    image: postgres:17
    healthcheck:
      test: ["CMD", "pg_isready"]
`,
      },
    },
    {
      title: 'it runs once and ends',
      files: `services:
  web:
    image: example/web:1.0
    depends_on:
      migrate:
        condition: service_completed_successfully
  migrate:
    image: postgres:18
    command: psql --file=/migrations.sql
`,
    },
    {
      title: 'somebody decided against it',
      files: `services:
  web:
    image: example/web:1.0
    depends_on: [cache]
  cache:
    image: redis:8.2
    healthcheck:
      disable: true
`,
    },
  ],
  *check({ services }) {
    for (const service of services) {
      const server = serverWithoutCheck(service);
      if (!server || service.dependents.length === 0) continue;
      const conditions = service.dependents.map(({ dependency }) => dependency.condition);
      if (conditions.some((condition) => condition === undefined || condition === WAITS_FOR_END)) continue;
      yield finding(service, server, conditions.includes(WAITS_FOR_HEALTH));
    }
  },
});

/** The server that a service runs, if its image is known to have no health check and nobody gives it one. */
function serverWithoutCheck(service: Service): Server | undefined {
  const { image, isOpen, parts } = service;
  if (!image || isOpen || [service, ...parts].some(({ map, build }) => map.has('healthcheck') || build))
    return undefined;
  const repository = imageOf(service)?.repository ?? '';
  const server = SERVERS.find(({ repositories }) => repositories.includes(repository));
  return server && [service, ...parts].every((part) => starts(part, server)) ? server : undefined;
}

/** Whether entrypoint and command leave it at starting the server. */
function starts({ map }: ServiceDeclaration, { programs }: Server): boolean {
  const [first] = commandOf(map.get('command'));
  return !map.has('entrypoint') && (first === undefined || first.startsWith('-') || programs.includes(first));
}

/** The words of a command in either form; quotes don't matter here. */
function commandOf(node: YamlNode | undefined): string[] {
  const words = node?.kind === 'seq' ? items(node).map((item) => scalar(item)?.text ?? '') : [scalar(node)?.text ?? ''];
  return words.join(' ').split(/\s+/).filter(Boolean);
}

function finding(service: Service, server: Server, isAwaited: boolean): Finding {
  return {
    at: service.key,
    message: isAwaited
      ? `Another service waits until \`${service.name}\` is healthy, but nothing checks its health`
      : `Other services depend on \`${service.name}\`, but nothing tells when it is ready`,
    severity: isAwaited ? 'error' : undefined,
    address: `services.${service.name}`,
    related: service.dependents.map(({ service: { name }, dependency }) => ({
      at: dependency.at,
      message: `\`${name}\` depends on it`,
    })),
    fix: healthcheckFor(service, server),
  };
}

function healthcheckFor(service: Service, { test, elsewhere, isTemplate }: Server): Fix | undefined {
  const { map } = service;
  if (elsewhere.test(commandOf(map.get('command')).join(' '))) return undefined;
  const isOldMongo = test.includes('mongosh') && /^[0-4](?:\.|-|$)/.test(imageOf(service)?.tag?.text ?? '');
  const words = isOldMongo ? test.map((word) => (word === 'mongosh' ? 'mongo' : word)) : test;
  const healthcheck = {
    test: new Verbatim(`[${words.map((word) => JSON.stringify(word)).join(', ')}]`),
    interval: '10s',
    timeout: '5s',
    retries: 5,
    start_period: '30s',
  };
  return {
    title: 'Add a health check',
    kind: isTemplate ? 'template' : 'suggested',
    edits: [insertPairs(map, { healthcheck })],
  };
}
