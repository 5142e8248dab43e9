/** An image that gets no updates any more. */
export interface Discontinued {
  /** What takes its place, where one image does. */
  readonly successor?: string;
  /** From when on there are none, as `2025-08-28`, where a day is known. */
  readonly since?: string;
}

/**
 * Images that get no updates any more whatever the tag, by registry and repository. Official images: from the notices in
 * github.com/docker-library/docs (`deprecated.md`, 2026-08-21 and its history). Others: from the notices on the images'
 * own pages, August 2026.
 */
export const DISCONTINUED: ReadonlyMap<string, Discontinued> = new Map<string, Discontinued>([
  ...officials({
    openjdk: { successor: 'eclipse-temurin' },
    adoptopenjdk: { successor: 'eclipse-temurin', since: '2021-08-01' },
    java: { successor: 'eclipse-temurin', since: '2016-12-31' },
    centos: { successor: 'almalinux' },
    sl: { successor: 'almalinux', since: '2024-06-30' },
    clefos: { successor: 'almalinux', since: '2024-06-30' },
    rockylinux: { successor: 'rockylinux/rockylinux' },
    clearlinux: { since: '2025-07-18' },
    opensuse: { successor: 'opensuse/leap' },
    euleros: {},
    sourcemage: {},
    crux: {},
    'ubuntu-debootstrap': { successor: 'ubuntu' },
    'ubuntu-upstart': { successor: 'ubuntu' },
    consul: { successor: 'hashicorp/consul' },
    vault: { successor: 'hashicorp/vault' },
    jenkins: { successor: 'jenkins/jenkins' },
    sentry: {},
    swarm: {},
    notary: { since: '2025-07-30' },
    iojs: { successor: 'node' },
    mono: {},
    fsharp: { successor: 'mcr.microsoft.com/dotnet/sdk' },
    django: { successor: 'python', since: '2016-12-31' },
    celery: { successor: 'python', since: '2017-06-01' },
    rails: { successor: 'ruby', since: '2016-12-31' },
    'php-zendserver': { successor: 'php' },
    piwik: { successor: 'matomo', since: '2018-09-30' },
    owncloud: { successor: 'owncloud/server', since: '2018-12-31' },
    plone: { successor: 'plone/plone-backend' },
    glassfish: {},
    hipache: { successor: 'traefik' },
    unit: {},
    emqx: { successor: 'emqx/emqx' },
    liquibase: { successor: 'liquibase/liquibase' },
    'mongo-express': {},
    'nats-streaming': { successor: 'nats' },
    'express-gateway': {},
    nuxeo: {},
    jobber: {},
  }),
  ['docker.io/microsoft/dotnet', { successor: 'mcr.microsoft.com/dotnet/sdk' }],
  ['docker.io/microsoft/aspnetcore', { successor: 'mcr.microsoft.com/dotnet/aspnet' }],
  ['docker.io/microsoft/aspnetcore-build', { successor: 'mcr.microsoft.com/dotnet/sdk' }],
  ['docker.io/microsoft/mssql-server-linux', { successor: 'mcr.microsoft.com/mssql/server' }],
  ['docker.io/microsoft/nanoserver', { successor: 'mcr.microsoft.com/windows/nanoserver' }],
  ['docker.io/microsoft/windowsservercore', { successor: 'mcr.microsoft.com/windows/servercore' }],
  ['mcr.microsoft.com/dotnet/core/sdk', { successor: 'mcr.microsoft.com/dotnet/sdk' }],
  ['mcr.microsoft.com/dotnet/core/aspnet', { successor: 'mcr.microsoft.com/dotnet/aspnet' }],
  ['mcr.microsoft.com/dotnet/core/runtime', { successor: 'mcr.microsoft.com/dotnet/runtime' }],
  ['mcr.microsoft.com/dotnet/core/runtime-deps', { successor: 'mcr.microsoft.com/dotnet/runtime-deps' }],
  ['docker.io/jboss/keycloak', { successor: 'quay.io/keycloak/keycloak' }],
  ['docker.io/jboss/wildfly', { successor: 'quay.io/wildfly/wildfly' }],
]);

/** Discontinued with all other images of their owner. */
export const DISCONTINUED_OWNERS: readonly (Discontinued & { readonly images: RegExp })[] = [
  // github.com/bitnami/containers, issue 83267: what had been published moved there and stays as it was.
  { images: /^docker\.io\/bitnamilegacy\//, since: '2025-08-28' },
  // adoptopenjdk.net: the builds moved to the Eclipse Foundation in July 2021.
  { images: /^docker\.io\/adoptopenjdk\//, successor: 'eclipse-temurin', since: '2021-08-01' },
  // circleci.com/docs/guides/execution-managed/circleci-images: the legacy convenience images.
  {
    images:
      /^docker\.io\/circleci\/(?:android|buildpack-deps|clojure|elixir|golang|jruby|mariadb|mongo|mysql|node|openjdk|php|postgres|python|redis|ruby|rust)$/,
    successor: 'the images of cimg',
    since: '2021-12-31',
  },
];

/**
 * Images of Bitnami of which only `latest` is still published, and the official ones instead (github.com/bitnami/containers,
 * issue 83267): since 2025-08-28 a version can't be pulled any more.
 */
export const BITNAMI_IMAGES: ReadonlyMap<string, string> = new Map([
  ['apache', 'httpd'],
  ['cassandra', 'cassandra'],
  ['elasticsearch', 'elasticsearch'],
  ['ghost', 'ghost'],
  ['golang', 'golang'],
  ['influxdb', 'influxdb'],
  ['java', 'eclipse-temurin'],
  ['kafka', 'apache/kafka'],
  ['keycloak', 'quay.io/keycloak/keycloak'],
  ['kubectl', 'registry.k8s.io/kubectl'],
  ['mariadb', 'mariadb'],
  ['memcached', 'memcached'],
  ['mongodb', 'mongo'],
  ['mysql', 'mysql'],
  ['neo4j', 'neo4j'],
  ['nginx', 'nginx'],
  ['node', 'node'],
  ['php-fpm', 'php'],
  ['postgresql', 'postgres'],
  ['python', 'python'],
  ['rabbitmq', 'rabbitmq'],
  ['redis', 'redis'],
  ['ruby', 'ruby'],
  ['spark', 'spark'],
  ['tomcat', 'tomcat'],
  ['valkey', 'valkey/valkey'],
  ['wordpress', 'wordpress'],
  ['zookeeper', 'zookeeper'],
]);

function officials(images: Readonly<Record<string, Discontinued>>): (readonly [string, Discontinued])[] {
  return Object.entries(images).map(([name, image]) => [`docker.io/library/${name}`, image]);
}
