import { rule } from '../../core/rule';
import { dotenv, dotenvBeside } from '../../formats/compose/dotenv';

export default rule({
  id: 'compose/dependency-in-profile',
  title: 'Service that depends on one that is not always there',
  why: [
    'A service with `profiles` is left out unless one of them is asked for. What depends on it and is always started can’t be: `service "db" is required by "web" but is disabled`, and `docker compose up` ends there.',
    'Either both belong to the profile, or `required: false` lets the one start without the other.',
  ],
  severity: 'warning',
  practice: 'resilience',
  since: '0.1.0',
  links: [
    'https://docs.docker.com/compose/how-tos/profiles/',
    'https://docs.docker.com/reference/compose-file/profiles/',
  ],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.4
    depends_on: [«db»]
  db:
    image: postgres:18
    profiles: [database]
`,
    },
    {
      title: 'another profile is no help',
      files: `services:
  web:
    image: example/web:1.4
    profiles: [web]
    depends_on:
      «db»: { condition: service_started }
  db:
    image: postgres:18
    profiles: ["database", "all"]
`,
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    profiles: [web, all]
    depends_on: [db, cache]
  db:
    image: postgres:18
    profiles: [web, database, all]
  cache:
    image: redis:8.2
`,
    {
      title: 'it can do without',
      files: `services:
  web:
    image: example/web:1.4
    depends_on:
      db: { condition: service_started, required: false }
  db:
    image: postgres:18
    profiles: [database]
`,
    },
    {
      title: '`.env` asks for it always',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    depends_on: [db]
  db:
    image: postgres:18
    profiles: [database]
`,
        '.env': `COMPOSE_PROFILES=database
`,
      },
    },
    {
      title: 'only the environment knows',
      files: `services:
  web:
    image: example/web:1.4
    depends_on: [db]
  db:
    image: postgres:18
    profiles: ["\${DATABASE_PROFILE}"]
`,
    },
  ],
  *check({ assemblies }, { project }) {
    for (const { file, services, declarations } of assemblies) {
      for (const service of services) {
        for (const { name, at, isRequired } of service.dependsOn) {
          const targets = declarations.get(name) ?? [];
          const [target] = targets;
          if (!isRequired || targets.length !== 1 || !target?.profiles?.length || !service.profiles) continue;
          if (service.parts.length > 0 || target.extends) continue;
          const own = service.profiles;
          const isThere = own.length > 0 && own.every((profile) => target.profiles?.includes(profile));
          if (isThere || at.file !== file.file) continue;
          if (dotenvBeside(file.file.path, project)?.derived(dotenv).has('COMPOSE_PROFILES')) continue;
          yield {
            at,
            message: `\`${name}\` runs only with the profile \`${target.profiles.join('` or `')}\`; add it to \`${service.name}\` or set \`required: false\``,
            address: `services.${service.name}`,
          };
        }
      }
    }
  },
});
