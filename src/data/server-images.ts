/** An image that ships no health check, and how to ask its server whether it is ready. */
export interface Server {
  readonly repositories: readonly string[];
  readonly test: readonly string[];
  /** The words that a `command` may begin with and still start the server. */
  readonly programs: readonly string[];
  /** In a `command` this moves the server to where the check would not find it. */
  readonly elsewhere: RegExp;
  /** `test` has tab stops: what to ask depends on the configuration. */
  readonly isTemplate?: boolean;
}

/** From the documentation of the images and of the servers in them, as of November 2026. */
export const SERVERS: readonly Server[] = [
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

/**
 * Official images without a health check and without one question that would suit all: the official images' own rules
 * (github.com/docker-library/faq) want none added. Left out are those that others maintain by rules of their own.
 */
export const WITHOUT_CHECK: ReadonlySet<string> = new Set(
  [
    'alpine amazoncorretto busybox buildpack-deps caddy cassandra couchdb debian docker eclipse-mosquitto',
    'eclipse-temurin elasticsearch elixir erlang fedora gcc ghost golang gradle groovy haproxy httpd influxdb java',
    'jruby kibana logstash maven mediawiki memcached mongo-express nats neo4j nextcloud node openjdk percona perl php',
    'phpmyadmin pypy python registry ruby rust solr swift telegraf tomcat traefik ubuntu vault wordpress zookeeper',
  ].flatMap((names) => names.split(' ').map((name) => `library/${name}`)),
);
