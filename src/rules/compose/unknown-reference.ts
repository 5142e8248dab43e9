import type { Project } from '../../core/project';
import { type Finding, type Fix, rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import { replace } from '../../core/text';
import type { Assembly, Service } from '../../formats/compose/model';
import { locate, pairs, type YamlScalar } from '../../formats/yaml';
import { declareAtTop } from '../shared/compose-declare';
import { mayBeDeclaredElsewhere } from '../shared/compose-neighbours';
import { type Reference, referencesOf, type Section } from '../shared/compose-references';

/** What one of a section is called, and whether it can be declared by its name alone. */
const SECTIONS: Readonly<Record<Section, { readonly noun: string; readonly isBare: boolean }>> = {
  services: { noun: 'service', isBare: false },
  networks: { noun: 'network', isBare: true },
  volumes: { noun: 'volume', isBare: true },
  secrets: { noun: 'secret', isBare: false },
  configs: { noun: 'config', isBare: false },
  models: { noun: 'model', isBare: false },
};

export default rule({
  id: 'compose/unknown-reference',
  title: 'Name that nothing in the project has',
  why: [
    'Compose refuses the whole project when a service names a network, volume, secret, config, model or another service that is declared nowhere: `service "web" refers to undefined volume data: invalid compose project`. Nothing starts, not even what has to do with neither.',
    'Names are looked for in the file, its override, its variants, the files it includes and those beside it. A file that is meant to be read over another one is left alone.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.docker.com/reference/compose-file/networks/',
    'https://docs.docker.com/reference/compose-file/volumes/',
    'https://docs.docker.com/reference/compose-file/services/#depends_on',
  ],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.4
    depends_on:
      - «databse»
    networks: [«front»]
    volumes:
      - «data»:/data
      - ./src:/src
  database:
    image: postgres:18
`,
      fixed: `services:
  web:
    image: example/web:1.4
    depends_on:
      - database
    networks: [front]
    volumes:
      - data:/data
      - ./src:/src
  database:
    image: postgres:18
networks:
  front:
volumes:
  data:
`,
    },
    {
      title: 'what a secret, a config or a service holds, nobody can guess',
      files: `services:
  web:
    extends: «base»
    image: example/web:1.4
    links: ["«dbs»:db"]
    secrets:
      - «web_token»
    configs: [«web_config»]
  worker:
    image: example/worker:1.4
    secrets: [web_token]
secrets:
  mail_password:
    file: ./mail_password.txt
`,
    },
    {
      title: 'maps, prefixes, and the service that is extended',
      files: `services:
  web:
    extends: «vpns»
    image: example/web:1.4
    secrets:
      - source: «db_pasword»
        target: db
    depends_on:
      «databases»:
        condition: service_healthy
    network_mode: service:«vpm»
  vpn:
    image: example/vpn:2.4
    links: ["«datbase»:db"]
  database:
    image: postgres:18
secrets:
  db_password:
    file: ./db_password.txt
`,
      fixed: `services:
  web:
    extends: vpn
    image: example/web:1.4
    secrets:
      - source: db_password
        target: db
    depends_on:
      database:
        condition: service_healthy
    network_mode: service:vpn
  vpn:
    image: example/vpn:2.4
    links: ["database:db"]
  database:
    image: postgres:18
secrets:
  db_password:
    file: ./db_password.txt
`,
    },
  ],
  good: [
    {
      title: 'paths, volumes without names, the network that is always there',
      files: `services:
  web:
    image: example/web:1.4
    volumes:
      - .:/app
      - ~/cache:/cache
      - /app/node_modules
      - data:/data
      - type: bind
        source: data
        target: /bound
      - type: tmpfs
        target: /tmp
      - \${DATA}:/more
    networks:
      default:
        aliases: [shop]
    volumes_from: ["container:other"]
    network_mode: container:other
volumes:
  data:
`,
    },
    {
      title: 'the base, the override, what is included, and the file beside it',
      files: {
        'compose.yaml': `include:
  - db/compose.yaml
  - path: [cache.yaml]
services:
  web:
    image: example/web:1.4
    depends_on: [db, cache, mail]
    networks: [front, monitoring]
`,
        'compose.override.yaml': `services:
  mail:
    image: example/mail:1.4
    networks: [front]
networks:
  front:
`,
        'db/compose.yaml': `services:
  db:
    image: postgres:18
    depends_on: [cache]
`,
        'cache.yaml': `services:
  cache:
    image: redis:8.2
`,
        'docker-compose-monitoring.yml': `services:
  metrics:
    image: example/metrics:1.4
    depends_on: [web]
networks:
  monitoring:
`,
      },
    },
    {
      title: 'read over another file, whatever that is called',
      files: {
        'overlay.compose.yaml': `services:
  web:
    depends_on: [db]
    networks: [front]
`,
        'deploy/compose.prod.yaml': `services:
  proxy:
    image: example/proxy:1.4
    depends_on: [web]
`,
        'compose.yaml': `services:
  web:
    image: example/web:1.4
`,
      },
    },
    {
      title: 'an `include` that can’t be followed may bring anything',
      files: `include:
  - oci://docker.io/example/shop:1.4
services:
  web:
    image: example/web:1.4
    depends_on: [db]
    volumes: [data:/data]
`,
    },
    {
      title: 'a file of the same project above, and an override that is to be copied',
      files: {
        'suites/example/compose.yaml': `services:
  web:
    image: example/web:1.4
    networks: [shared]
`,
        'suites/compose.yaml': `networks:
  shared:
`,
        'mail/compose.yaml': `services:
  mail:
    image: example/mail:1.4
    secrets: [mail]
`,
        'mail/compose.override.yaml.example': `secrets:
  mail:
    environment: MAIL_PASSWORD
`,
      },
    },
    {
      title: '`.env` names more files',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    depends_on: [db]
`,
        '.env': `COMPOSE_FILE=compose.yaml:db/shop.yaml
`,
      },
    },
  ],
  *check({ assemblies }, { project }) {
    const seen = new Set<YamlScalar>();
    for (const assembly of assemblies) {
      if (assembly.isOpen) continue;
      const undeclared = new Set<string>();
      const known = new Map<Section, Set<string>>();
      for (const service of assembly.services) {
        for (const reference of referencesOf(service)) {
          const names = namesOf(reference.section, assembly, known);
          if (names.has(reference.name) || seen.has(reference.scalar)) continue;
          seen.add(reference.scalar);
          const key = `${reference.section} ${reference.name}`;
          if (undeclared.has(key)) continue;
          undeclared.add(key);
          const found = unknown(reference, service, names, assembly, project);
          if (found) yield found;
        }
      }
    }
  },
});

function namesOf(section: Section, { files, declarations }: Assembly, known: Map<Section, Set<string>>): Set<string> {
  let names = known.get(section);
  if (!names) {
    names = new Set(
      section === 'services'
        ? declarations.keys()
        : files.flatMap(({ root }) => pairs(root?.get(section)).map(({ name }) => name)),
    );
    if (section === 'networks') names.add('default');
    known.set(section, names);
  }
  return names;
}

function unknown(
  reference: Reference,
  service: Service,
  names: ReadonlySet<string>,
  { file }: Assembly,
  project: Project,
): Finding | undefined {
  const { section, name, scalar, start } = reference;
  if (file.root?.isUncertain || mayBeDeclaredElsewhere(file, section, name, project)) return undefined;
  const { noun } = SECTIONS[section];
  const candidates = [...names].filter((each) => each !== service.name && each !== 'default' && isLike(name, each));
  const meant = nearest(name, candidates);
  const better = meant === undefined ? `declare it under \`${section}\`` : `did you mean \`${meant}\`?`;
  const at = locate(scalar, start, start + name.length);
  return {
    at,
    message: `There is no ${noun} \`${name}\`, so Compose refuses the project; ${better}`,
    address: `services.${service.name}`,
    fix: meant === undefined ? declare(reference, file) : { title: `Use ${meant}`, edits: [replace(at, meant)] },
  };
}

function declare({ section, name }: Reference, { root }: Assembly['file']): Fix | undefined {
  const { noun, isBare } = SECTIONS[section];
  const edit = isBare && root ? declareAtTop(root, section, name) : undefined;
  return edit && { title: `Declare the ${noun} ${name}`, edits: [edit] };
}

/** Short names are all near one another: they have to begin alike. */
function isLike(name: string, other: string): boolean {
  return Math.min(name.length, other.length) > 4 || name.slice(0, 2) === other.slice(0, 2);
}
