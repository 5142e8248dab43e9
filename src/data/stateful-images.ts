/** A server that keeps data which nothing else has, and where. */
export interface StatefulImage {
  readonly name: string;
  readonly repositories: readonly string[];
  /** The folders of its data in the container; a volume on any of them, or on a folder around it, keeps them. */
  readonly folders: readonly string[];
  /** The variable that moves them elsewhere. */
  readonly variable?: string;
  /** The words that a `command` may begin with and still start the server. */
  readonly programs: readonly string[];
  /** In a `command` this says that the data lie elsewhere, or that nobody cares for them. */
  readonly elsewhere: RegExp;
  /** From this major version on the data lie in another folder. */
  readonly moved?: { readonly since: number; readonly folders: readonly string[] };
}

/** From the documentation of the images, as of November 2026. Caches and queues are none: many do well without their data. */
export const STATEFUL: readonly StatefulImage[] = [
  {
    name: 'PostgreSQL',
    repositories: ['library/postgres', 'postgis/postgis', 'pgvector/pgvector'],
    folders: ['/var/lib/postgresql/data'],
    variable: 'PGDATA',
    programs: ['postgres'],
    elsewhere: /data_directory|fsync|(?:^|\s)-D\b|synchronous_commit=off/,
    // github.com/docker-library/postgres, issue 1259
    moved: { since: 18, folders: ['/var/lib/postgresql'] },
  },
  {
    name: 'TimescaleDB',
    repositories: ['timescale/timescaledb'],
    folders: ['/var/lib/postgresql/data'],
    variable: 'PGDATA',
    programs: ['postgres'],
    elsewhere: /data_directory|fsync|(?:^|\s)-D\b/,
  },
  {
    name: 'MySQL',
    repositories: ['library/mysql', 'mysql/mysql-server', 'library/percona', 'percona/percona-server'],
    folders: ['/var/lib/mysql'],
    programs: ['mysqld'],
    elsewhere: /datadir|flush[-_]log/,
  },
  {
    name: 'MariaDB',
    repositories: ['library/mariadb'],
    folders: ['/var/lib/mysql'],
    programs: ['mariadbd', 'mysqld'],
    elsewhere: /datadir|flush[-_]log/,
  },
  {
    name: 'MongoDB',
    repositories: ['library/mongo', 'mongodb/mongodb-community-server'],
    folders: ['/data/db'],
    programs: ['mongod'],
    elsewhere: /--dbpath|--config|--configsvr|(?:^|\s)-f\b|ephemeralForTest|inMemory/,
  },
  {
    name: 'SQL Server',
    repositories: ['mssql/server', 'azure-sql-edge'],
    folders: ['/var/opt/mssql', '/var/opt/mssql/data'],
    programs: [],
    elsewhere: /(?!)/,
  },
  {
    name: 'CouchDB',
    repositories: ['library/couchdb'],
    folders: ['/opt/couchdb/data'],
    programs: [],
    elsewhere: /(?!)/,
  },
  {
    name: 'Neo4j',
    repositories: ['library/neo4j'],
    folders: ['/data'],
    programs: ['neo4j'],
    elsewhere: /(?!)/,
  },
  {
    name: 'InfluxDB',
    repositories: ['library/influxdb'],
    folders: ['/var/lib/influxdb', '/var/lib/influxdb2', '/var/lib/influxdb3'],
    programs: ['influxd'],
    elsewhere: /-path|--store|--data-dir|--object-store/,
  },
  {
    name: 'ClickHouse',
    repositories: ['clickhouse/clickhouse-server', 'library/clickhouse'],
    folders: ['/var/lib/clickhouse'],
    programs: [],
    elsewhere: /(?!)/,
  },
  {
    name: 'Cassandra',
    repositories: ['library/cassandra', 'scylladb/scylla'],
    folders: ['/var/lib/cassandra', '/var/lib/cassandra/data', '/var/lib/scylla', '/var/lib/scylla/data'],
    programs: ['cassandra'],
    elsewhere: /(?!)/,
  },
];
