import { type Finding, type Fix, rule } from '../../core/rule';
import type { Edit } from '../../core/text';
import { STATEFUL, type StatefulImage } from '../../data/stateful-images';
import { UNKNOWN } from '../../formats/compose/interpolation';
import type { ComposeFile, Mount, Service } from '../../formats/compose/model';
import { appendItem, insertPairs, map } from '../../formats/yaml';
import { declareAtTop } from '../shared/compose-declare';
import { commandOf, startsServer } from '../shared/server-check';
import { imageOf } from '../shared/service-image';
import { textsUnder } from '../shared/service-keys';

export default rule({
  id: 'compose/stateful-service-without-volume',
  title: 'Database whose data go with its container',
  why: [
    'Without a volume, or with one that lies beside the data, a database writes into its container. `docker compose down`, a new version of the image in a Swarm or a move to another host takes the container away, and the data with it. Images that declare a volume only make it harder to see: each new container gets a new one without a name.',
    'From version 18 on the image of PostgreSQL keeps its data elsewhere than before: a volume on `/var/lib/postgresql/data` keeps nothing there, and the image refuses to start with it.',
  ],
  severity: 'warning',
  practice: 'resilience',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.docker.com/engine/storage/volumes/',
    'https://docs.docker.com/reference/compose-file/volumes/',
    'https://github.com/docker-library/postgres/pull/1259',
  ],
  bad: [
    {
      files: `services:
  «db»:
    image: postgres:17
    environment:
      POSTGRES_DB: shop
`,
      fixed: `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_DB: shop
    volumes:
      - db-data:/var/lib/postgresql/data
volumes:
  db-data:
`,
    },
    {
      title: 'a volume for something else',
      files: `services:
  «documents»:
    image: mongo:8
    volumes:
      - ./init:/docker-entrypoint-initdb.d:ro
volumes:
  cache:
`,
      fixed: `services:
  documents:
    image: mongo:8
    volumes:
      - ./init:/docker-entrypoint-initdb.d:ro
      - documents-data:/data/db
volumes:
  cache:
  documents-data:
`,
    },
    {
      title: 'a volume beside the data: where this version no longer looks, and where no version ever did',
      files: `services:
  db:
    image: postgres:18-alpine
    volumes:
      - db:«/var/lib/postgresql/data»
  «shop»:
    image: mysql:8.4
    volumes: [shop:/var/lib/mysqld]
volumes:
  db:
  shop:
`,
      fixed: `services:
  db:
    image: postgres:18-alpine
    volumes:
      - db:/var/lib/postgresql
  shop:
    image: mysql:8.4
    volumes: [shop:/var/lib/mysqld, shop-data:/var/lib/mysql]
volumes:
  db:
  shop:
  shop-data:
`,
    },
  ],
  good: [
    `services:
  db:
    image: postgres:17
    volumes:
      - db:/var/lib/postgresql/data
  new:
    image: postgres:18
    volumes:
      - type: volume
        source: new
        target: /var/lib/postgresql
  documents:
    image: mongo:8
    volumes: ["./data:/data"]
volumes:
  db:
  new:
`,
    {
      title: 'data that are not meant to last: in memory, and for tests',
      files: `services:
  db:
    image: postgres:17
    tmpfs: /var/lib/postgresql/data
  fast:
    image: postgres:17
    command: postgres -c fsync=off
  on-demand:
    image: mysql:8.4
    profiles: [test]
  test-db:
    image: mysql:8.4
  atlas_dev_database:
    image: postgres:17
`,
    },
    {
      title: 'the variable moves the data',
      files: `services:
  db:
    image: postgres:18
    environment:
      PGDATA: /data/18
    volumes:
      - db:/data
  old:
    image: postgres:18
    environment:
      - PGDATA=/var/lib/postgresql/data/pgdata
    volumes:
      - old:/var/lib/postgresql/data
volumes:
  db:
  old:
`,
    },
    {
      title: 'a client of the same image, and a cache',
      files: `services:
  backup:
    image: postgres:17
    command: pg_dumpall --host=db
  cache:
    image: redis:8.2
`,
    },
    {
      title: 'the volumes of another service, of the override, and of nobody knows where',
      files: {
        'compose.yaml': `services:
  data:
    image: busybox:1.37
  db:
    image: mariadb:11.8
    volumes_from: [data]
  shop:
    image: mariadb:11.8
  old:
    image: mariadb:11.8
    volumes:
      - "\${DATA}:\${FOLDER}"
`,
        'compose.override.yaml': `services:
  shop:
    volumes:
      - ./shop:/var/lib/mysql
`,
      },
    },
  ],
  *check({ assemblies }) {
    for (const { file, services } of assemblies) {
      for (const service of services) {
        const found = service.isHead && service.profiles?.length === 0 ? withoutVolume(service, file) : undefined;
        if (found) yield found;
      }
    }
  },
});

const NOT_MEANT_TO_LAST = /(?:^|[-_.])(?:tests?|dev|tmp|temp|ephemeral|shadow|e2e|ci)(?:$|[-_.\d])/i;

function withoutVolume(service: Service, file: ComposeFile): Finding | undefined {
  const whole = [service, ...service.parts];
  if (service.isOpen || NOT_MEANT_TO_LAST.test(service.name) || whole.some(({ build }) => build)) return undefined;
  const image = imageOf(service);
  const stateful = image && STATEFUL.find(({ repositories }) => repositories.includes(image.repository));
  if (!stateful || whole.some((part) => !startsServer(part, stateful))) return undefined;
  if (whole.some((part) => stateful.elsewhere.test(commandOf(part.map.get('command')).join(' ')))) return undefined;
  const folders = foldersOf(service, stateful, image.tag?.text);
  if (!folders || !service.lacks('volumes_from')) return undefined;
  const mounts = whole.flatMap((part) => part.mounts);
  if (mounts.some(({ target }) => !target || target.text.includes(UNKNOWN) || keeps(target.text, folders)))
    return undefined;
  if (isInMemory(service, folders) || (!service.map.has('volumes') && !service.lacks('volumes') && mounts.length === 0))
    return undefined;
  const [folder = ''] = folders;
  const address = `services.${service.name}`;
  const stale = folders === stateful.moved?.folders ? mounts.find((each) => isStale(each, stateful)) : undefined;
  if (stale?.target) {
    const { target } = stale;
    return {
      at: target.at,
      message: `From version ${stateful.moved?.since} on ${stateful.name} keeps its data in ${folder}; mount the volume there`,
      address,
      fix: { title: `Mount it on ${folder}`, edits: [{ at: target.at, text: folder }] },
    };
  }
  return {
    at: service.key,
    message: `${stateful.name} loses its data with the container; mount a volume on ${folder}`,
    address,
    fix: addVolume(service, file, folder),
  };
}

/** Undefined where it can't be told. */
function foldersOf(
  service: Service,
  { folders, variable, moved }: StatefulImage,
  tag: string | undefined,
): readonly string[] | undefined {
  if (variable !== undefined) {
    const part = [service, ...service.parts].find(({ environment }) => environment.has(variable));
    if (part) {
      const folder = part.environment.get(variable)?.text;
      return folder === undefined || folder.includes(UNKNOWN) ? undefined : [folder];
    }
    if (!service.lacks('env_file')) return undefined;
  }
  if (!moved) return folders;
  const version = /^\d+/.exec(tag ?? '')?.[0];
  if (version === undefined) return [...folders, ...moved.folders];
  return Number(version) >= moved.since ? moved.folders : folders;
}

function isStale({ target, source }: Mount, { folders }: StatefulImage): boolean {
  return source !== undefined && target !== undefined && folders.includes(trimmed(target.text));
}

/** Whether a volume keeps one of the folders: it lies there or around. */
function keeps(target: string, folders: readonly string[]): boolean {
  const path = trimmed(target);
  return path === '' || folders.some((folder) => folder === path || folder.startsWith(`${path}/`));
}

function isInMemory(service: Service, folders: readonly string[]): boolean {
  const single = [service, ...service.parts].flatMap((part) => {
    const node = part.map.get('tmpfs');
    return node?.kind === 'scalar' ? [node.text] : [];
  });
  return [...single, ...textsUnder(service, 'tmpfs')].some((text) => keeps(text.split(':')[0] ?? '', folders));
}

function trimmed(path: string): string {
  return path.replace(/\/{1,9}$/, '');
}

function addVolume({ name, map: service }: Service, { root }: ComposeFile, folder: string): Fix | undefined {
  const volume = `${name}-data`;
  const item = `${volume}:${folder}`;
  const pair = service.pair('volumes');
  const declared = map(root?.get('volumes'));
  if (!root || declared?.has(volume) || (pair && (pair.parent !== service || pair.alias))) return undefined;
  let mount: Edit;
  if (!pair) mount = insertPairs(service, { volumes: [item] });
  else if (pair.value?.kind === 'seq') mount = appendItem(pair.value, item);
  else return undefined;
  const declaration = declareAtTop(root, 'volumes', volume);
  return declaration && { title: `Keep the data in the volume ${volume}`, edits: [mount, declaration] };
}
