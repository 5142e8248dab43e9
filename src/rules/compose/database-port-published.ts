import { type Finding, rule } from '../../core/rule';
import type { Port, Service } from '../../formats/compose/model';
import { bindToLoopback, isOpenPort } from '../shared/open-port';
import { imageOf } from '../shared/service-image';

interface Database {
  readonly name: string;
  readonly ports: readonly number[];
  /** The last part of the names of its images. */
  readonly images: RegExp;
  /** Nothing else listens on these ports: they tell the database even where the image doesn't. */
  readonly isPlain: boolean;
}

const DATABASES: readonly Database[] = [
  {
    name: 'PostgreSQL',
    ports: [5432],
    images: /^(?:postgres|postgresql|postgis|timescaledb|timescaledb-ha|pgvector|pgbouncer|pgpool|spilo-\d+)$/,
    isPlain: true,
  },
  { name: 'MySQL', ports: [3306, 33060], images: /^(?:mysql|mysql-server|percona|percona-server)$/, isPlain: true },
  { name: 'MariaDB', ports: [3306], images: /^(?:mariadb|mariadb-galera)$/, isPlain: false },
  {
    name: 'MongoDB',
    ports: [27017],
    images: /^(?:mongo|mongodb|mongodb-community-server|percona-server-mongodb)$/,
    isPlain: true,
  },
  {
    name: 'Redis',
    ports: [6379],
    images: /^(?:redis|redis-stack|redis-stack-server|keydb|dragonfly)$/,
    isPlain: true,
  },
  { name: 'Valkey', ports: [6379], images: /^valkey$/, isPlain: false },
  { name: 'Memcached', ports: [11211], images: /^memcached$/, isPlain: true },
  { name: 'SQL Server', ports: [1433], images: /^(?:server|azure-sql-edge|mssql-server-linux)$/, isPlain: true },
  {
    name: 'Oracle Database',
    ports: [1521],
    images: /^(?:oracle-xe|oracle-free|database|free|express)$/,
    isPlain: true,
  },
  { name: 'Cassandra', ports: [9042, 7000], images: /^(?:cassandra|scylla)$/, isPlain: false },
  { name: 'CouchDB', ports: [5984], images: /^couchdb$/, isPlain: false },
  { name: 'Elasticsearch', ports: [9200, 9300], images: /^(?:elasticsearch|elasticsearch-oss)$/, isPlain: false },
  { name: 'OpenSearch', ports: [9200, 9300], images: /^opensearch$/, isPlain: false },
  { name: 'ClickHouse', ports: [8123, 9000], images: /^(?:clickhouse|clickhouse-server)$/, isPlain: false },
  { name: 'InfluxDB', ports: [8086], images: /^influxdb$/, isPlain: false },
  { name: 'Neo4j', ports: [7474, 7687], images: /^neo4j$/, isPlain: false },
  { name: 'CockroachDB', ports: [26257], images: /^cockroach$/, isPlain: false },
  { name: 'etcd', ports: [2379], images: /^etcd$/, isPlain: false },
];

export default rule({
  id: 'compose/database-port-published',
  title: 'Database port open on every address of the host',
  why: [
    'A port without an address is published on all of them, and Docker’s own firewall rules come before those of `ufw` or `firewalld`: the database answers the whole network, often the Internet, and bots try its password within minutes.',
    'The other services of the project need no published port; they reach the database by its name. For a client on the host, `127.0.0.1` is enough, and that is all that the fix leaves.',
  ],
  severity: 'warning',
  practice: 'access',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['dclint:no-unbound-port-interfaces', 'kics:Container Traffic Not Bound To Host Interface'],
  links: [
    'https://docs.docker.com/engine/network/port-publishing/',
    'https://docs.docker.com/reference/compose-file/services/#ports',
  ],
  bad: [
    {
      files: `services:
  db:
    image: postgres:18
    ports:
      - "«5432:5432»"
`,
      fixed: `services:
  db:
    image: postgres:18
    ports:
      - "127.0.0.1:5432:5432"
`,
    },
    {
      title: 'quotes stay as they are; a variable with a default counts as its default',
      files: `services:
  cache:
    image: redis:8.2
    ports:
      - «6379»
  db:
    image: mariadb:11.8
    ports: ['«\${DB_PORT:-13306}:3306»', 127.0.0.1:3307:3306]
  documents:
    build: ./documents
    ports:
      - «0.0.0.0»:27017:27017
`,
      fixed: `services:
  cache:
    image: redis:8.2
    ports:
      - 127.0.0.1::6379
  db:
    image: mariadb:11.8
    ports: ['127.0.0.1:\${DB_PORT:-13306}:3306', 127.0.0.1:3307:3306]
  documents:
    build: ./documents
    ports:
      - 127.0.0.1:27017:27017
`,
    },
    {
      title: 'what a variable is called tells that it holds a port',
      files: `services:
  db:
    image: postgres:18
    ports:
      - "«\${POSTGRES_PORT}:5432»"
`,
      fixed: `services:
  db:
    image: postgres:18
    ports:
      - "127.0.0.1:\${POSTGRES_PORT}:5432"
`,
    },
    {
      files: `services:
  search:
    image: docker.elastic.co/elasticsearch/elasticsearch:9.1.0
    ports:
      - target: «9200»
        published: "9200"
`,
      fixed: `services:
  search:
    image: docker.elastic.co/elasticsearch/elasticsearch:9.1.0
    ports:
      - target: 9200
        published: "9200"
        host_ip: 127.0.0.1
`,
    },
    {
      title: 'ranges',
      files: `services:
  cache:
    image: redis:8.2
    ports:
      - "«16379-16380:6379-6380»"
`,
      fixed: `services:
  cache:
    image: redis:8.2
    ports:
      - "127.0.0.1:16379-16380:6379-6380"
`,
    },
    {
      title: 'a Swarm publishes on every node: there is no address to choose',
      files: `services:
  db:
    image: postgis/postgis:18-3.6
    ports:
      - target: «5432»
        published: 5432
        mode: ingress
`,
    },
  ],
  good: [
    `services:
  db:
    image: postgres:18
    ports:
      - "127.0.0.1:5432:5432"
      - "[::1]:5432:5432"
`,
    {
      title: '`expose` publishes nothing',
      files: `services:
  db:
    image: postgres:18
    expose: ["5432"]
`,
    },
    {
      title: 'only the environment knows: the variable may hold an address',
      files: `services:
  db:
    image: postgres:18
    ports:
      - "\${DB_BIND}:5432"
      - "\${DB_ADDRESS:-127.0.0.1}:5433:5432"
`,
    },
    {
      title: 'a web server on a port that a database also uses',
      files: `services:
  api:
    image: example/api:1.0
    ports:
      - "9000:9000"
      - "5432:8080"
      - "5000-6000:5000-6000"
`,
    },
    {
      title: 'the override leaves no port',
      files: {
        'compose.yaml': `services:
  db:
    image: postgres:18
    ports: ["5432:5432"]
`,
        'compose.override.yaml': `services:
  db:
    ports: !reset []
`,
      },
    },
  ],
  *check({ services }) {
    const seen = new Set<unknown>();
    for (const service of services) {
      for (const port of service.ports) {
        if (seen.has(port.node)) continue;
        seen.add(port.node);
        const database = databaseBehind(port, service);
        if (database && isOpenPort(port) && !service.isOverruled('ports')) yield finding(port, database, service);
      }
    }
  },
});

function databaseBehind({ target, protocol }: Port, service: Service): Database | undefined {
  if (protocol !== 'tcp') return undefined;
  const name = imageOf(service)?.repository.split('/').at(-1);
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(target.text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  const candidates = DATABASES.filter(({ ports }) => ports.some((port) => from <= port && port <= to));
  return (
    candidates.find(({ images }) => name !== undefined && images.test(name)) ??
    // A range may be anybody's.
    (target.text.includes('-') ? undefined : candidates.find(({ isPlain }) => isPlain))
  );
}

function finding(port: Port, { name }: Database, service: Service): Finding {
  const { node, hostIp, target } = port;
  return {
    at: hostIp?.at ?? (node.kind === 'scalar' ? node.inner : target.at),
    message: `${name} answers on every address of the host, past its firewall`,
    address: `services.${service.name}`,
    fix: bindToLoopback(port),
  };
}
