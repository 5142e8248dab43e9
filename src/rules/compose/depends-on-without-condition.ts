import { type Fix, rule } from '../../core/rule';
import { type Edit, insert, replace } from '../../core/text';
import type { Assembly, Service } from '../../formats/compose/model';
import { insertPairs, type YamlItem, type YamlNode, type YamlPair, type YamlSeq } from '../../formats/yaml';
import { healthOf } from '../shared/service-health';
import { isStack } from '../shared/swarm';

const HEALTHY = 'service_healthy';
const STARTED = 'service_started';

export default rule({
  id: 'compose/depends-on-without-condition',
  title: 'Service that does not wait until the other is ready',
  why: [
    'The short form of `depends_on` waits until the other container has started, which a database has done seconds before it answers. The service fails at its first connection, and whether it does depends on the speed of the machine.',
    'The other service has a health check: with `condition: service_healthy` Compose waits for it. Whoever means `service_started` can say so.',
  ],
  severity: 'info',
  practice: 'resilience',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.docker.com/compose/how-tos/startup-order/',
    'https://docs.docker.com/reference/compose-file/services/#depends_on',
  ],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.4
    depends_on:
      - «db» # the shop's
      - mail
  mail:
    image: example/mail:1.4
  db:
    image: postgres:18
    healthcheck:
      test: ["CMD", "pg_isready"]
`,
      fixed: `services:
  web:
    image: example/web:1.4
    depends_on:
      db: # the shop's
        condition: service_healthy
      mail:
        condition: service_started
  mail:
    image: example/mail:1.4
  db:
    image: postgres:18
    healthcheck:
      test: ["CMD", "pg_isready"]
`,
    },
    {
      title: 'lists on one line, dashes below the key, a map without a condition',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    depends_on: ["«db»", «cache»]
  worker:
    image: example/worker:1.4
    depends_on:
    - «db»

    # for the queue
    - mail
    restart: always
  api:
    image: example/api:1.4
    depends_on:
      «db»:
        restart: true
      «cache»: {}
  mail:
    image: example/mail:1.4
  db:
    image: postgres:18
    healthcheck: { test: pg_isready }
  cache:
    build: ./cache
`,
        'cache/Dockerfile': 'FROM redis:8.2\nHEALTHCHECK CMD ["redis-cli", "ping"]\n',
      },
      fixed: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    depends_on:
      db:
        condition: service_healthy
      cache:
        condition: service_healthy
  worker:
    image: example/worker:1.4
    depends_on:
      db:
        condition: service_healthy

      # for the queue
      mail:
        condition: service_started
    restart: always
  api:
    image: example/api:1.4
    depends_on:
      db:
        restart: true
        condition: service_healthy
      cache:
        condition: service_healthy
  mail:
    image: example/mail:1.4
  db:
    image: postgres:18
    healthcheck: { test: pg_isready }
  cache:
    build: ./cache
`,
        'cache/Dockerfile': 'FROM redis:8.2\nHEALTHCHECK CMD ["redis-cli", "ping"]\n',
      },
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    depends_on:
      db:
        condition: service_healthy
  worker:
    image: example/worker:1.4
    depends_on:
      db: { condition: service_started }
  db:
    image: postgres:18
    healthcheck: { test: pg_isready }
`,
    {
      title: 'nothing to wait for: no health check, one that is turned off, one that nobody knows of',
      files: `services:
  web:
    image: example/web:1.4
    depends_on: [db, cache, search]
  db:
    image: postgres:18
  cache:
    image: redis:8.2
    healthcheck: { disable: true }
  search:
    image: example/search:1.4
`,
    },
    {
      title: 'a Swarm takes lists only, and waits for nothing',
      files: `services:
  web:
    image: example/web:1.4
    depends_on: [db]
    deploy: { placement: { max_replicas_per_node: 1 } }
  db:
    image: postgres:18
    healthcheck: { test: pg_isready }
`,
    },
    {
      title: 'the override says what to wait for',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    depends_on: [db]
  db:
    image: postgres:18
    healthcheck: { test: pg_isready }
`,
        'compose.override.yaml': `services:
  web:
    depends_on:
      db: { condition: service_healthy }
`,
      },
    },
  ],
  *check({ assemblies }, { project }) {
    const seen = new Set<unknown>();
    for (const assembly of assemblies) {
      if (isStack(assembly.file)) continue;
      for (const service of assembly.services) {
        const node = service.map.get('depends_on');
        if (!node || seen.has(node)) continue;
        seen.add(node);
        const isReady = (name: string) => healthOf(assembly.declarations.get(name) ?? [], project) === 'checked';
        for (const { name, place } of unconditional(node)) {
          if (!isReady(name) || isSaidElsewhere(service, name, assembly)) continue;
          yield {
            at: place,
            message: `\`${service.name}\` starts before \`${name}\` is ready; wait for it with \`condition: service_healthy\``,
            address: `services.${service.name}`,
            fix: waitFor(service, name, isReady),
          };
        }
      }
    }
  },
});

/** The dependencies whose condition is written nowhere. */
function unconditional(node: YamlNode) {
  if (node.kind === 'seq')
    return node.items.flatMap((item) => (item.kind === 'scalar' ? [{ name: item.text, place: item.inner }] : []));
  if (node.kind !== 'map') return [];
  return node.pairs.flatMap(({ name, key, value }) => {
    const isEmpty = !value || (value.kind === 'scalar' && value.value === null);
    return isEmpty || (value.kind === 'map' && value.lacks('condition')) ? [{ name, place: key.inner }] : [];
  });
}

function isSaidElsewhere({ parts, dependsOn }: Service, name: string, { declarations }: Assembly): boolean {
  return (
    declarations.get(name) === undefined ||
    [...parts.flatMap((part) => part.dependsOn), ...dependsOn].some(
      (each) => each.name === name && each.condition !== STARTED,
    )
  );
}

function waitFor({ map }: Service, name: string, isReady: (name: string) => boolean): Fix | undefined {
  const title = `Wait until ${name} is healthy`;
  const pair = map.pair('depends_on');
  const node = pair?.value;
  if (!pair || !node || node.tag || node.anchor) return undefined;
  if (node.kind === 'seq') {
    const edits = pair.alias || pair.parent.isFlow ? undefined : asMap(pair, node, isReady);
    return edits && { title, edits };
  }
  const entry = node.kind === 'map' ? node.pair(name) : undefined;
  if (!entry || entry.parent !== node || entry.alias || node.isFlow || entry.value?.kind !== 'map') return undefined;
  return { title, edits: [insertPairs(entry.value, { condition: HEALTHY })] };
}

/** Makes the long form of the short one. Whatever stands between the names stays. */
function asMap(pair: YamlPair, node: YamlSeq, isReady: (name: string) => boolean): Edit[] | undefined {
  const { file } = node;
  const names = node.entries.map(({ value }) => (value?.kind === 'scalar' ? value.text : ''));
  if (names.some((name) => !/^[a-zA-Z0-9._-]+$/.test(name)) || node.entries.some(({ alias }) => alias))
    return undefined;
  const column = pair.start - file.line(file.lineAt(pair.start)).start;
  const condition = (name: string) => `condition: ${isReady(name) ? HEALTHY : STARTED}`;
  if (node.isFlow) {
    if (file.text.slice(node.start, node.end).includes('#')) return undefined;
    const colon = file.text.indexOf(':', pair.key.end) + 1;
    const pad = ' '.repeat(column + 2);
    const lines = names.flatMap((name) => [`${pad}${name}:`, `${pad}  ${condition(name)}`]);
    return [replace(file.span(colon, node.end), file.eol + lines.join(file.eol))];
  }
  const [first] = node.entries;
  const dash = first ? first.start - file.line(file.lineAt(first.start)).start : 0;
  const shift = dash > column ? '' : '  ';
  return [
    ...(shift ? indented(node, shift) : []),
    ...node.entries.flatMap((entry, index) =>
      entryAsPair(entry, names[index] ?? '', condition, ' '.repeat(dash) + shift),
    ),
  ];
}

/** Moves the lines of a list to the right, but for its first ones, which hold what comes before the dash. */
function indented(node: YamlSeq, shift: string): Edit[] {
  const { file } = node;
  const edits: Edit[] = [];
  for (let number = file.lineAt(node.start); number <= file.lineAt(node.end); number++) {
    const line = file.line(number);
    if (line.end > line.start && !node.entries.some(({ start }) => file.lineAt(start) === number))
      edits.push(insert(file, line.start, shift));
  }
  return edits;
}

function entryAsPair(
  { file, start, end }: YamlItem,
  name: string,
  condition: (name: string) => string,
  indent: string,
): Edit[] {
  const line = file.line(file.lineAt(start));
  return [
    replace(file.span(line.start, end), `${indent}${name}:`),
    insert(file, file.line(file.lineAt(end)).end, `${file.eol}${indent}  ${condition(name)}`),
  ];
}
