// As whom images start, from the Dockerfiles and pages of the images themselves, August 2026.
// An image that is in none of these tables may bring a user of its own: nothing is known of it.

/** Docker official images that start as root and stay root. */
export const OFFICIAL_ROOT_IMAGES: ReadonlySet<string> = new Set(
  (
    'almalinux alpine amazoncorretto amazonlinux archlinux bash buildpack-deps busybox centos clojure dart ' +
    'debian eclipse-temurin elixir erlang fedora gcc golang haskell ibm-semeru-runtimes ibmjava java julia maven mono ' +
    'node openjdk oraclelinux perl photon php pypy python rockylinux ruby rust sapmachine swift tomcat tomee ubuntu'
  ).split(' '),
);

/** Official images among those above that run a server even where a Dockerfile names no command. */
export const ROOT_SERVERS: ReadonlySet<string> = new Set(['tomcat', 'tomee']);

/** Other images that start as root and stay root, by registry and repository. */
export const OTHER_ROOT_IMAGES: readonly RegExp[] = [
  /^mcr\.microsoft\.com\/dotnet\/(?:aspnet|runtime|runtime-deps|sdk)$/,
  /^gcr\.io\/distroless\//,
  /^registry\.access\.redhat\.com\/ubi\d+(?:\/ubi(?:-minimal|-micro)?|-minimal|-micro)?$/,
];

/**
 * Images whose entrypoint prepares volumes as root and then changes to a user of its own, or whose main process keeps
 * root only to open ports and log files while its workers run as another user. A `USER` would break the first start.
 */
export const DROPS_PRIVILEGES: ReadonlySet<string> = new Set([
  ...officials(
    'cassandra clickhouse couchbase couchdb crate drupal elasticsearch ghost httpd influxdb joomla mariadb matomo ' +
      'mediawiki mongo mysql neo4j nextcloud nginx percona phpmyadmin postgres rabbitmq redis redmine ' +
      'wordpress zookeeper',
  ),
  'docker.io/clickhouse/clickhouse-server',
  'docker.io/gitea/gitea',
  'docker.io/gitlab/gitlab-ce',
  'docker.io/gitlab/gitlab-ee',
  'docker.io/gitlab/gitlab-runner',
  'docker.io/owncloud/server',
  'docker.io/pgvector/pgvector',
  'docker.io/phusion/baseimage',
  'docker.io/postgis/postgis',
  'docker.io/timescale/timescaledb',
  'docker.io/timescale/timescaledb-ha',
  'docker.io/valkey/valkey',
]);

/** The same of all images of an organisation: they are built on s6-overlay. */
export const DROPPING_ORGANISATIONS: readonly RegExp[] = [
  /^(?:docker\.io|lscr\.io|ghcr\.io)\/linuxserver\//,
  /^ghcr\.io\/home-assistant\//,
];

/** The user that an image brings, whether it starts with it or not, as `USER` takes it. */
export const IMAGE_USERS: readonly { readonly images: RegExp; readonly user: string }[] = [
  { images: /^docker\.io\/library\/node$/, user: 'node' },
  { images: /^docker\.io\/jenkins\//, user: 'jenkins' },
  { images: /^docker\.io\/grafana\/grafana/, user: '472' },
  { images: /^docker\.io\/apache\/airflow$/, user: 'airflow' },
  { images: /^(?:docker\.io\/bitnami|docker\.io\/bitnamilegacy)\//, user: '1001' },
  { images: /^quay\.io\/keycloak\/keycloak$/, user: '1000' },
  { images: /^(?:docker\.io|quay\.io)\/jupyter\//, user: '${NB_UID}' },
  { images: /^(?:docker\.io|docker\.n8n\.io)\/n8nio\/n8n$/, user: 'node' },
  { images: /^docker\.io\/library\/haproxy$/, user: 'haproxy' },
  { images: /^docker\.io\/library\/solr$/, user: 'solr' },
  { images: /^docker\.io\/library\/memcached$/, user: 'memcache' },
  { images: /^docker\.io\/gitpod\/workspace-/, user: 'gitpod' },
  { images: /^docker\.io\/nginxinc\/nginx-unprivileged$/, user: '101' },
  { images: /^docker\.io\/cimg\//, user: 'circleci' },
];

function officials(names: string): string[] {
  return names.split(' ').map((name) => `docker.io/library/${name}`);
}
