import { rule } from '../../core/rule';
import type { Service } from '../../formats/compose/model';
import { insertPairs, type YamlMap } from '../../formats/yaml';
import { isLongRunning } from '../shared/long-running';
import { saidOnce } from '../shared/said-once';
import { isStack } from '../shared/swarm';

export default rule({
  id: 'compose/missing-restart-policy',
  title: 'Service that nobody starts again',
  why: [
    'Without `restart` a container that crashes stays down, and after the host or Docker itself is restarted the service does not come back. `unless-stopped` starts it again in both cases, but leaves alone what somebody stopped on purpose.',
    'Only services that are plainly meant to run on are reported: those that publish a port, and known servers. Jobs that end, services behind a profile, and files for examples, tests and local development are not.',
  ],
  severity: 'info',
  practice: 'resilience',
  isForService: true,
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['kics:Restart Policy On Failure Not Set To 5'],
  links: [
    'https://docs.docker.com/reference/compose-file/services/#restart',
    'https://docs.docker.com/engine/containers/start-containers-automatically/',
  ],
  bad: [
    {
      files: `services:
  «web»:
    image: example/web:1.4
    ports: ["80:8080"]
  «db»:
    image: postgres:18
    volumes:
      - db:/var/lib/postgresql
volumes:
  db:
`,
      fixed: `services:
  web:
    image: example/web:1.4
    ports: ["80:8080"]
    restart: unless-stopped
  db:
    image: postgres:18
    volumes:
      - db:/var/lib/postgresql
    restart: unless-stopped
volumes:
  db:
`,
    },
    {
      title: 'limits say nothing of what happens after a crash',
      files: `services:
  «web»:
    build: .
    ports:
      - "8080:8080"
    deploy:
      resources:
        limits:
          memory: 512M
`,
      fixed: `services:
  web:
    build: .
    ports:
      - "8080:8080"
    deploy:
      resources:
        limits:
          memory: 512M
    restart: unless-stopped
`,
    },
    {
      title: 'where nobody has one, that is one thing to say',
      files: `«services»:
  web:
    image: example/web:1.4
    ports: ["80:8080"]
  db:
    image: postgres:18
  cache:
    image: redis:8.2
  migrate:
    image: example/web:1.4
    command: migrate
`,
      fixed: `services:
  web:
    image: example/web:1.4
    ports: ["80:8080"]
    restart: unless-stopped
  db:
    image: postgres:18
    restart: unless-stopped
  cache:
    image: redis:8.2
    restart: unless-stopped
  migrate:
    image: example/web:1.4
    command: migrate
`,
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    ports: ["80:8080"]
    restart: always
  db:
    image: postgres:18
    restart: "no"
`,
    {
      title: 'what ends, what is called on demand, and what can’t be known',
      files: `services:
  migrate:
    image: example/web:1.4
    command: migrate
  backup:
    image: postgres:18
    command: pg_dumpall --host=db
  admin:
    image: example/admin:1.4
    profiles: [tools]
    ports: ["127.0.0.1:8081:8080"]
  worker:
    build: ./worker
`,
    },
    {
      title: 'by the policy of a deployment',
      files: `services:
  web:
    image: example/web:1.4
    ports: ["80:8080"]
    deploy:
      restart_policy:
        condition: on-failure
`,
    },
    {
      title: 'a Swarm restarts what it runs',
      files: `services:
  web:
    image: example/web:1.4
    ports: ["80:8080"]
    deploy:
      placement:
        constraints: [node.role == worker]
`,
    },
    {
      title: 'the variant for production sets it',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    ports: ["80:8080"]
`,
        'compose.prod.yaml': `services:
  web:
    restart: always
`,
      },
    },
  ],
  *check({ assemblies }) {
    for (const { file, services } of assemblies) {
      if (isStack(file)) continue;
      const lacking = services.filter(
        (service) => service.isHead && service.profiles?.length === 0 && lacksPolicy(service) && isLongRunning(service),
      );
      yield* saidOnce(file, lacking, services.every(lacksPolicy), {
        messageFor: ({ name }) =>
          `After a crash or a restart of the host \`${name}\` stays down; set \`restart: unless-stopped\``,
        fixFor: ({ map }) => ({
          title: 'Set `restart: unless-stopped`',
          edits: [insertPairs(map, { restart: 'unless-stopped' })],
        }),
        messageForAll:
          'After a crash or a restart of the host all of these services stay down; set `restart: unless-stopped`',
        titleForAll: 'Set `restart: unless-stopped` for those that run on',
      });
    }
  },
});

function lacksPolicy(service: Service): boolean {
  return service.lacks('restart') && ![service, ...service.parts].some(({ map }) => hasPolicy(map));
}

function hasPolicy(service: YamlMap): boolean {
  const deploy = service.get('deploy');
  return deploy?.kind === 'map' ? !deploy.lacks('restart_policy') : deploy !== undefined;
}
