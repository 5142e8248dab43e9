import { type Finding, rule } from '../../core/rule';
import { SERVERS, type Server, WITHOUT_CHECK } from '../../data/server-images';
import type { Service } from '../../formats/compose/model';
import { healthcheckFor, startsServer } from '../shared/server-check';
import { imageOf, uncheckedBase } from '../shared/service-image';

const WAITS_FOR_HEALTH = 'service_healthy';
const WAITS_FOR_END = 'service_completed_successfully';

export default rule({
  id: 'compose/missing-healthcheck',
  title: 'Service without health check',
  why: [
    'Without a health check all that is known of a service is that its process exists: one that hangs counts as running. And `depends_on` waits for nothing more; a database needs seconds longer until it answers, so whatever depends on it starts too early, fails, and works at the second try or on a faster machine.',
    'With `condition: service_healthy` it is worse: Compose refuses to start the dependent service when there is no health check to wait for. Images of other makers may bring their own, so only those that are known to have none are reported: servers, and whatever else publishes a port.',
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
      title: 'a server is there to be asked, whoever does',
      files: `services:
  «queue»:
    image: rabbitmq:4.1
`,
      fixed: `services:
  queue:
    image: rabbitmq:4.1
    healthcheck:
      test: ["CMD", "rabbitmq-diagnostics", "-q", "ping"]
      interval: 10s
      timeout: 5s
      retries: 5
      start_period: 30s
`,
    },
    {
      title: 'a variant that is not read together with it is no help',
      files: {
        'compose.local.yaml': `services:
  «db»:
    image: postgres:18
`,
        'compose.live.yaml': `services:
  db:
    image: postgres:18
    healthcheck:
      test: ["CMD", "pg_isready"]
`,
      },
      fixed: {
        'compose.local.yaml': `services:
  db:
    image: postgres:18
    healthcheck:
      test: ["CMD-SHELL", "pg_isready --host=127.0.0.1 --username=$\${POSTGRES_USER:-postgres}"]
      interval: 10s
      timeout: 5s
      retries: 5
      start_period: 30s
`,
        'compose.live.yaml': `services:
  db:
    image: postgres:18
    healthcheck:
      test: ["CMD", "pg_isready"]
`,
      },
    },
    {
      title: 'any program that publishes a port; how to ask it, only its authors know',
      files: `services:
  «web»:
    image: httpd:2.4
    ports: ["80:80"]
  «api»:
    image: python:3.14
    command: python -m shop
    ports: ["8000:8000"]
`,
    },
    {
      title: 'no image of this language has a health check, whatever runs in it',
      files: `services:
  «api»:
    image: node:24
    command: node server.js
  web:
    image: example/web:1.0
    depends_on:
      api:
        condition: service_healthy
`,
    },
    {
      title: 'nor has the Dockerfile that it is built by',
      files: {
        'compose.yaml': `services:
  «api»:
    build:
      context: api
      target: run
  web:
    image: example/web:1.0
    depends_on:
      api:
        condition: service_healthy
`,
        'api/Dockerfile': `FROM node:24 AS base
FROM base AS run
FROM base AS test
HEALTHCHECK CMD ["node", "check.js"]
`,
      },
    },
    {
      title: 'whoever waits starts without it too: no error, but nobody knows how it is',
      files: `services:
  web:
    image: example/web:1.0
    depends_on:
      cache:
        condition: service_healthy
        required: false
  «cache»:
    image: redis:8.2
    command: redis-server --port 6380
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
      title: 'nothing that answers requests, and nobody waits for it',
      files: `services:
  tools:
    image: python:3.14
    command: python -m cleanup
  backup:
    image: postgres:18
    command: pg_dumpall --host=db
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
      title: 'what a service takes over whole is said where that is written',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.0
    depends_on: [db]
  db:
    extends: { file: common.yaml, service: postgres }
`,
        'common.yaml': `services:
  postgres:
    image: postgres:17
    healthcheck: { test: pg_isready }
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
      title: 'the Dockerfile brings one, or builds on an image that may',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.0
    depends_on:
      api:
        condition: service_healthy
      search:
        condition: service_healthy
  api:
    build: ./api
  search:
    build: ./search
`,
        'api/Dockerfile': `FROM node:24
HEALTHCHECK CMD ["node", "check.js"]
`,
        'search/Dockerfile': `FROM example/search:1.0
`,
      },
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
  *check({ services }, { project }) {
    for (const service of services) {
      const conditions = service.dependents.flatMap(({ dependency }) =>
        dependency.isRequired ? [dependency.condition] : [],
      );
      if (conditions.some((condition) => condition === undefined || condition === WAITS_FOR_END)) continue;
      if (!service.isHead || !service.lacks('healthcheck')) continue;
      const isBuilt = [service, ...service.parts].some(({ build }) => build);
      const repository = (isBuilt ? uncheckedBase(service, project) : imageOf(service))?.repository ?? '';
      const server = SERVERS.find(({ repositories }) => repositories.includes(repository));
      const isRun = server && !isBuilt && [service, ...service.parts].every((part) => startsServer(part, server));
      if (conditions.includes(WAITS_FOR_HEALTH)) {
        if (!server && !WITHOUT_CHECK.has(repository)) continue;
        const message = `Compose never starts what waits for \`${service.name}\` to be healthy: nothing checks its health`;
        yield { ...finding(service, message, isRun ? server : undefined), severity: 'error' };
      } else if (isRun && conditions.length > 0) {
        yield finding(service, `Others depend on \`${service.name}\`, but nothing tells when it is ready`, server);
      } else if (isRun || (!isBuilt && service.ports.length > 0 && WITHOUT_CHECK.has(repository))) {
        const message = `Nothing tells whether \`${service.name}\` answers: it has no health check`;
        yield finding(service, message, isRun ? server : undefined);
      }
    }
  },
});

function finding(service: Service, message: string, server: Server | undefined): Finding {
  return {
    at: service.key,
    message,
    address: `services.${service.name}`,
    related: service.dependents.map(({ service: { name }, dependency }) => ({
      at: dependency.at,
      message: `\`${name}\` depends on it`,
    })),
    fix: server && healthcheckFor(service, server),
  };
}
