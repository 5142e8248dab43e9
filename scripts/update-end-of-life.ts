// Refreshes src/data/end-of-life.json from clones of github.com/endoflife-date/endoflife.date,
// github.com/docker-library/official-images and github.com/dotnet/dotnet-docker.
// `npx tsx scripts/update-end-of-life.ts endoflife.date official-images dotnet-docker`
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Source {
  /** The product's page on endoflife.date. */
  readonly id: string;
  readonly name: string;
  /** Docker official images by name, other images with their registry. */
  readonly images: readonly string[];
  /** A new minor version ends the one before it within weeks: only the end of the major version counts. */
  readonly rolling?: true;
  /** It keeps data or settings that an older version can't read. */
  readonly keepsData?: true;
  /** The lines meant for production, where endoflife.date marks none. */
  readonly isStable?: (cycle: string) => boolean;
}

interface Release {
  readonly releaseCycle: string;
  readonly eol: Date | string | boolean;
  readonly eoes?: Date | string | boolean;
  readonly lts?: Date | string | boolean;
  readonly codename?: string;
}

function isEven(cycle: string): boolean {
  return Number(cycle.split('.').at(-1)) % 2 === 0;
}

const DOTNET = ['sdk', 'aspnet', 'runtime', 'runtime-deps'];

const SOURCES: readonly Source[] = [
  { id: 'almalinux', name: 'AlmaLinux', images: ['almalinux'] },
  { id: 'alpine-linux', name: 'Alpine', images: ['alpine'] },
  { id: 'amazon-corretto', name: 'Amazon Corretto', images: ['amazoncorretto'] },
  { id: 'amazon-linux', name: 'Amazon Linux', images: ['amazonlinux'] },
  { id: 'apache-cassandra', name: 'Cassandra', images: ['cassandra'], keepsData: true },
  { id: 'apache-couchdb', name: 'CouchDB', images: ['couchdb'], keepsData: true },
  { id: 'apache-http-server', name: 'Apache httpd', images: ['httpd'] },
  { id: 'apache-maven', name: 'Maven', images: ['maven'] },
  { id: 'centos', name: 'CentOS', images: ['centos'] },
  { id: 'clickhouse', name: 'ClickHouse', images: ['clickhouse'], rolling: true, keepsData: true },
  // Its line for the long term, 2.2, is there for PHP before 7.2.5 only.
  { id: 'composer', name: 'Composer', images: ['composer'], rolling: true, isStable: () => true },
  { id: 'debian', name: 'Debian', images: ['debian'] },
  { id: 'dotnet', name: '.NET', images: DOTNET.map((image) => `mcr.microsoft.com/dotnet/${image}`) },
  { id: 'drupal', name: 'Drupal', images: ['drupal'], rolling: true, keepsData: true },
  { id: 'eclipse-temurin', name: 'Java', images: ['eclipse-temurin'] },
  { id: 'elasticsearch', name: 'Elasticsearch', images: ['elasticsearch'], rolling: true, keepsData: true },
  { id: 'elixir', name: 'Elixir', images: ['elixir'] },
  { id: 'erlang', name: 'Erlang', images: ['erlang'] },
  { id: 'fedora', name: 'Fedora', images: ['fedora'] },
  { id: 'go', name: 'Go', images: ['golang'] },
  { id: 'gradle', name: 'Gradle', images: ['gradle'] },
  { id: 'haproxy', name: 'HAProxy', images: ['haproxy'] },
  { id: 'influxdb', name: 'InfluxDB', images: ['influxdb'], rolling: true, keepsData: true },
  { id: 'joomla', name: 'Joomla', images: ['joomla'], keepsData: true },
  { id: 'kibana', name: 'Kibana', images: ['kibana'], rolling: true },
  { id: 'logstash', name: 'Logstash', images: ['logstash'], rolling: true },
  { id: 'mariadb', name: 'MariaDB', images: ['mariadb'], keepsData: true },
  { id: 'matomo', name: 'Matomo', images: ['matomo'], keepsData: true },
  { id: 'memcached', name: 'Memcached', images: ['memcached'] },
  { id: 'mongodb', name: 'MongoDB', images: ['mongo'], keepsData: true },
  { id: 'mysql', name: 'MySQL', images: ['mysql'], keepsData: true },
  { id: 'neo4j', name: 'Neo4j', images: ['neo4j'], rolling: true, keepsData: true },
  { id: 'nextcloud', name: 'Nextcloud', images: ['nextcloud'], keepsData: true },
  { id: 'nginx', name: 'nginx', images: ['nginx'], isStable: isEven },
  { id: 'nodejs', name: 'Node.js', images: ['node'] },
  { id: 'oracle-linux', name: 'Oracle Linux', images: ['oraclelinux'] },
  { id: 'perl', name: 'Perl', images: ['perl'] },
  { id: 'php', name: 'PHP', images: ['php'] },
  { id: 'phpmyadmin', name: 'phpMyAdmin', images: ['phpmyadmin'] },
  { id: 'postgresql', name: 'PostgreSQL', images: ['postgres'], keepsData: true },
  { id: 'python', name: 'Python', images: ['python'] },
  { id: 'rabbitmq', name: 'RabbitMQ', images: ['rabbitmq'], keepsData: true },
  { id: 'redis', name: 'Redis', images: ['redis'], keepsData: true },
  { id: 'redmine', name: 'Redmine', images: ['redmine'], keepsData: true },
  { id: 'ruby', name: 'Ruby', images: ['ruby'] },
  { id: 'rust', name: 'Rust', images: ['rust'], rolling: true },
  { id: 'solr', name: 'Solr', images: ['solr'], keepsData: true },
  { id: 'tomcat', name: 'Tomcat', images: ['tomcat'] },
  { id: 'traefik', name: 'Traefik', images: ['traefik'], rolling: true },
  { id: 'ubuntu', name: 'Ubuntu', images: ['ubuntu'] },
  { id: 'wordpress', name: 'WordPress', images: ['wordpress'], rolling: true, keepsData: true },
  { id: 'zookeeper', name: 'ZooKeeper', images: ['zookeeper'], keepsData: true },
];

const [endOfLife = '', official = '', dotnet = ''] = process.argv.slice(2);
const commit = git(endOfLife, 'log', '-1', '--format=%cs %h');
const lines = SOURCES.map((source) => `    ${JSON.stringify(source.id)}: ${JSON.stringify(product(source))}`);
writeFileSync(
  'src/data/end-of-life.json',
  `{
  "about": "Lines of versions (cycles) with the day their free support ends, or whether it has ended where no day is known. Debian's is that of its LTS team. \`tags\` are the endings, beginning with a dash or empty, that a version makes tags with: \`-alpine\` for \`node:24-alpine\`; \`latest\` is the version that \`latest\` stood for.",
  "source": "endoflife.date (MIT) ${commit}; tags from github.com/docker-library/official-images (Apache-2.0) ${git(official, 'log', '-1', '--format=%cs %h')} and github.com/dotnet/dotnet-docker (MIT) ${git(dotnet, 'log', '-1', '--format=%cs %h')}; refreshed by scripts/update-end-of-life.ts",
  "products": {
${lines.join(',\n')}
  }
}
`,
);

function product({ id, name, images, rolling, keepsData, isStable }: Source): unknown {
  const page = git(endOfLife, 'show', `HEAD:products/${id}.md`).split(/^---$/m)[1] ?? '';
  const releases = (parse(page) as { releases: Release[] }).releases;
  return {
    name,
    ...(rolling && { rolling }),
    ...(keepsData && { keepsData }),
    releases: releases.map((release) => ({
      cycle: release.releaseCycle,
      end: day((id === 'debian' && release.eoes) || release.eol),
      ...((isStable?.(release.releaseCycle) || release.lts) && { lts: isStable ? true : day(release.lts) }),
      ...codename(id, release),
    })),
    images: Object.fromEntries(
      images
        .map((image) => [image.includes('/') ? image : `docker.io/library/${image}`, image])
        .map(([key, image]) => [
          key,
          tagsOf(
            image ?? '',
            releases.map(({ releaseCycle }) => releaseCycle),
          ),
        ]),
    ),
  };
}

/** The names that stand for a version in the tags of Debian, Ubuntu and CentOS. */
function codename(id: string, { codename: words = '', releaseCycle }: Release): { codename?: string } {
  if (id === 'centos') return { codename: `centos${releaseCycle}` };
  if (id !== 'debian' && id !== 'ubuntu') return {};
  const [first = ''] = words.toLowerCase().split(' ');
  return first === '' ? {} : { codename: first };
}

function tagsOf(image: string, cycles: readonly string[]): { latest?: string; tags: Record<string, string[]> } {
  const groups = image.includes('/') ? dotnetTags(image.split('/').at(-1) ?? '') : officialTags(image);
  const isDotnet = image.includes('/');
  const all = new Set(groups.flat());
  const tags: Record<string, string[]> = {};
  for (const cycle of cycles) {
    const written = isDotnet ? `${cycle}.0` : cycle;
    const endings = [...all]
      .filter((tag) => tag === written || tag.startsWith(`${written}-`))
      .map((tag) => tag.slice(written.length))
      .filter((ending) => !/windows|nanoserver|-(?:rc|ea|beta|preview|amd64|arm)|-\d{8}/.test(ending));
    if (endings.length > 0) tags[written] = endings.sort();
  }
  const newest = groups.find((group) => group.includes('latest')) ?? [];
  const latest = Object.keys(tags).find((written) => newest.includes(written));
  return { ...(latest !== undefined && { latest }), tags };
}

/** The tags of each build of a Docker official image; none where it is no longer built. */
function officialTags(image: string): string[][] {
  if (git(official, 'ls-tree', 'HEAD', `library/${image}`) === '') return [];
  const text = git(official, 'show', `HEAD:library/${image}`);
  return text
    .split(/\n\s*\n/)
    .map((block) => [...block.matchAll(/^(?:Shared)?Tags: *(.*)$/gm)].flatMap(([, tags = '']) => tags.split(/,\s*/)));
}

function dotnetTags(image: string): string[][] {
  const text = git(dotnet, 'show', `HEAD:README.${image}.md`);
  return [...text.matchAll(/^([^|\n]+) \| \[Dockerfile\]/gm)].map(([, tags = '']) => tags.split(', '));
}

function day(date: Release['eol'] | undefined): string | boolean {
  if (date instanceof Date) return date.toISOString().slice(0, 10);
  return date ?? false;
}

function git(clone: string, ...args: string[]): string {
  return execFileSync('git', ['-C', clone, ...args], { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] })
    .toString()
    .trim();
}
