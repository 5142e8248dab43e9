import { rule } from '../../core/rule';
import { UNKNOWN } from '../../formats/compose/interpolation';
import type { Assembly, ServiceDeclaration } from '../../formats/compose/model';
import { valueIn } from '../../formats/compose/service';
import { healthOf } from '../shared/service-health';
import { isStack } from '../shared/swarm';

export default rule({
  id: 'compose/condition-never-met',
  title: 'Service that waits for what never happens',
  why: [
    'With `service_healthy` Compose waits for the health check of the other service. Where that is turned off there is none: `container has no healthcheck configured`, and the service is not started.',
    'With `service_completed_successfully` it waits for the other service to end. One with `restart: always` never does: Docker starts it again, and Compose waits on.',
    'Services without any health check are a matter of compose/missing-healthcheck.',
  ],
  severity: 'error',
  practice: 'resilience',
  since: '0.1.0',
  links: [
    'https://docs.docker.com/compose/how-tos/startup-order/',
    'https://docs.docker.com/reference/compose-file/services/#healthcheck',
  ],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.4
    depends_on:
      «db»:
        condition: service_healthy
  db:
    image: postgres:18
    healthcheck:
      disable: true
`,
    },
    {
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    depends_on:
      «migrate»: { condition: service_completed_successfully }
      «api»: { condition: service_healthy }
  migrate:
    image: example/web:1.4
    command: migrate
    restart: always
  api:
    build: ./api
`,
        'api/Dockerfile': 'FROM node:24\nHEALTHCHECK NONE\n',
      },
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    depends_on:
      db: { condition: service_healthy }
      migrate: { condition: service_completed_successfully }
      cache: { condition: service_started }
  db:
    image: postgres:18
    healthcheck: { test: pg_isready }
  migrate:
    image: example/web:1.4
    command: migrate
    restart: on-failure
  cache:
    image: redis:8.2
    healthcheck: { disable: true }
    restart: always
`,
    {
      title: 'it can do without',
      files: `services:
  web:
    image: example/web:1.4
    depends_on:
      db: { condition: service_healthy, required: false }
  db:
    image: postgres:18
    healthcheck: { test: NONE }
`,
    },
    {
      title: 'the override turns it on again',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    depends_on:
      db: { condition: service_healthy }
  db:
    image: postgres:18
    healthcheck: { disable: true }
`,
        'compose.override.yaml': `services:
  db:
    healthcheck: { disable: false, test: pg_isready }
`,
      },
    },
    {
      title: 'only the environment knows',
      files: `services:
  web:
    image: example/web:1.4
    depends_on:
      migrate: { condition: service_completed_successfully }
  migrate:
    image: example/web:1.4
    restart: \${RESTART:-always}
`,
    },
  ],
  *check({ assemblies }, { project }) {
    const seen = new Set<number>();
    for (const assembly of assemblies) {
      if (isStack(assembly.file)) continue;
      for (const service of assembly.services) {
        for (const { name, condition, at, isRequired } of service.dependsOn) {
          const targets = assembly.declarations.get(name) ?? [];
          if (!isRequired || targets.length === 0 || seen.has(at.start)) continue;
          const message =
            condition === 'service_healthy' &&
            isDisabled(targets, assembly, () => healthOf(targets, project) === 'disabled')
              ? `\`${service.name}\` never starts: it waits for \`${name}\` to be healthy, whose health check is turned off`
              : condition === 'service_completed_successfully' && alwaysRestarts(targets)
                ? `\`${service.name}\` waits for \`${name}\` to end, which is started again each time; use \`restart: on-failure\``
                : undefined;
          if (message === undefined) continue;
          seen.add(at.start);
          yield { at, message, address: `services.${service.name}` };
        }
      }
    }
  },
});

/** Several files speak of it: which of them counts is left to Compose. */
function isDisabled(targets: readonly ServiceDeclaration[], { services }: Assembly, isOff: () => boolean): boolean {
  const written = targets.filter(({ healthcheck }) => healthcheck);
  const own = services.find(({ name }) => name === targets[0]?.name);
  return written.length < 2 && !(own?.isOpen ?? false) && own?.extends === undefined && isOff();
}

function alwaysRestarts(targets: readonly ServiceDeclaration[]): boolean {
  const policies = targets.flatMap(({ map }) => valueIn(map.get('restart')) ?? []);
  return (
    policies.length > 0 &&
    policies.every(
      ({ text, variables }) => text !== UNKNOWN && variables.length === 0 && /^(?:always|unless-stopped)$/.test(text),
    )
  );
}
