import { type Fix, rule } from '../../core/rule';
import type { Service } from '../../formats/compose/model';
import { at, insertPairs, insertUnder, map, Verbatim, type YamlMap } from '../../formats/yaml';
import { isLongRunning } from '../shared/long-running';
import { saidOnce } from '../shared/said-once';

/** The keys that limit memory or processor outside `deploy`. */
const LIMITS = ['mem_limit', 'cpus', 'cpu_quota', 'cpuset', 'cpu_count', 'cpu_percent'];

export default rule({
  id: 'compose/missing-resource-limits',
  title: 'Service without limits for memory and processor',
  why: [
    'Without a limit one leak takes the memory of the whole host, and the kernel then kills whatever it finds: the database, the SSH server, Docker itself. A limit keeps the trouble with whoever makes it, and `restart` brings that back.',
    'Either way of writing counts: `mem_limit` and `cpus`, or `deploy.resources.limits`; so does a limit of one kind. Right numbers come from `docker stats`; the fix offers places to put them. Reported are services that are plainly meant to run on, but not in files for examples, tests and local development.',
  ],
  severity: 'info',
  practice: 'resilience',
  isForService: true,
  since: '0.1.0',
  fixes: 'template',
  equivalents: ['kics:Memory Not Limited', 'kics:Cpus Not Limited'],
  links: [
    'https://docs.docker.com/reference/compose-file/deploy/#resources',
    'https://docs.docker.com/engine/containers/resource_constraints/',
  ],
  bad: [
    {
      files: `services:
  «web»:
    image: example/web:1.4
    ports: ["80:8080"]
`,
      fixed: `services:
  web:
    image: example/web:1.4
    ports: ["80:8080"]
    deploy:
      resources:
        limits:
          memory: 512M
          cpus: "1.0"
`,
    },
    {
      title: 'what is reserved is no limit',
      files: `services:
  «db»:
    image: postgres:18
    deploy:
      replicas: 1
      resources:
        reservations:
          memory: 1G
`,
      fixed: `services:
  db:
    image: postgres:18
    deploy:
      replicas: 1
      resources:
        reservations:
          memory: 1G
        limits:
          memory: 512M
          cpus: "1.0"
`,
    },
    {
      title: 'where no service has any, it is said once',
      files: `«services»:
  web:
    image: example/web:1.4
    ports: ["80:8080"]
  db:
    image: postgres:18
  cache:
    image: redis:8.2
  job:
    image: example/job:1.4
`,
      fixed: `services:
  web:
    image: example/web:1.4
    ports: ["80:8080"]
    deploy:
      resources:
        limits:
          memory: 512M
          cpus: "1.0"
  db:
    image: postgres:18
    deploy:
      resources:
        limits:
          memory: 512M
          cpus: "1.0"
  cache:
    image: redis:8.2
    deploy:
      resources:
        limits:
          memory: 512M
          cpus: "1.0"
  job:
    image: example/job:1.4
`,
    },
    {
      files: `services:
  «db»:
    image: redis:8.2
    deploy:
      resources: {}
`,
      fixed: `services:
  db:
    image: redis:8.2
    deploy:
      resources:
        limits:
          memory: 512M
          cpus: "1.0"
`,
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    ports: ["80:8080"]
    mem_limit: 512m
  db:
    image: postgres:18
    deploy:
      resources:
        limits: { memory: 1G }
`,
    {
      title: 'all services take it from one place',
      files: `x-limits: &limits
  deploy:
    resources:
      limits:
        memory: 256M
services:
  web:
    <<: *limits
    image: example/web:1.4
    ports: ["80:8080"]
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
    deploy:
      resources:
        limits:
          memory: 512M
`,
      },
    },
    {
      title: 'jobs that end, and what is called on demand',
      files: `services:
  migrate:
    image: example/web:1.4
    command: migrate
  admin:
    image: example/admin:1.4
    profiles: [tools]
    ports: ["127.0.0.1:8081:8080"]
`,
    },
  ],
  *check({ assemblies }) {
    for (const { file, services, isOpen } of assemblies) {
      const unlimited = services.filter((service) => isUnlimited(service, isOpen));
      const none = services.every((service) => lacksLimits(service, isOpen));
      yield* saidOnce(file, unlimited, none, {
        messageFor: ({ name }) =>
          `\`${name}\` may take all memory and processors of its host; set \`deploy.resources.limits\``,
        fixFor: limit,
        messageForAll: 'None of these services has limits for memory and processor; set `deploy.resources.limits`',
        titleForAll: 'Add limits to all of them',
      });
    }
  },
});

function isUnlimited(service: Service, isOpen: boolean): boolean {
  return service.isHead && service.profiles?.length === 0 && lacksLimits(service, isOpen) && isLongRunning(service);
}

/** Deployments are looked into; those of a variant are enough to leave the matter to it. */
function lacksLimits(service: Service, isOpen: boolean): boolean {
  if (isOpen || service.isOpen) return false;
  if (!service.map.has('deploy')) return service.lacks('deploy', ...LIMITS);
  return (
    service.lacks(...LIMITS) &&
    [service, ...service.parts].every(({ map: each }) => {
      const deploy = each.get('deploy');
      if (deploy === undefined) return !each.isUncertain;
      const resources = at(deploy, 'resources');
      const limits = at(resources, 'limits');
      return limits === undefined && isSeen(map(deploy)) && (resources === undefined || isSeen(map(resources)));
    })
  );
}

function isSeen(node: YamlMap | undefined): boolean {
  return node !== undefined && !node.isUncertain;
}

function limit({ map: service }: Service): Fix | undefined {
  const limits = { memory: new Verbatim('${1:512M}'), cpus: new Verbatim('"${2:1.0}"') };
  const pair = service.pair('deploy');
  const deploy = map(pair?.value);
  const resources = deploy?.pair('resources');
  if (pair && (pair.alias || pair.parent !== service || !deploy)) return undefined;
  const edit = !deploy
    ? insertPairs(service, { deploy: { resources: { limits } } })
    : !resources
      ? insertPairs(deploy, { resources: { limits } })
      : insertUnder(deploy, 'resources', { limits });
  return edit && { title: 'Add limits', edits: [edit] };
}
