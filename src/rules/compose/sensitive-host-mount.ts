import { type Fix, rule } from '../../core/rule';
import { insert } from '../../core/text';
import { UNKNOWN } from '../../formats/compose/interpolation';
import type { Mount, Service } from '../../formats/compose/model';
import { insertPairs } from '../../formats/yaml';
import { isHostAgent } from '../shared/host-agent';
import { imageOf } from '../shared/service-image';

/** Places of the host whose contents are keys to it or to what its user may do, whether they can be written or not. */
const SECRETS =
  /^(?:\/|\/etc(?:\/(?:shadow-?|gshadow|sudoers(?:\.d)?|ssh|kubernetes(?:\/.{0,200})?))?|\/root|\/home|(?:~|\/root|\/home\/[^/]+|\$HOME)\/(?:\.ssh|\.aws|\.kube|\.gnupg|\.docker|\.azure|\.config\/gcloud)(?:\/(?:id_\w+|credentials|config(?:\.json)?))?|\/var\/lib\/(?:docker|containerd|kubelet|etcd)|\/(?:var\/)?run|\/proc\/1(?:\/root)?)$/;

/** Places of the host that make it do what is written to them. */
const LEVERS =
  /^\/(?:etc\/(?:cron(?:tab|\.d|\.daily|\.hourly)?|systemd(?:\/system)?|init\.d|passwd|group|hosts|docker|ld\.so\.preload|profile\.d)|boot|dev|proc|sys|usr|bin|sbin|lib|lib64|opt|srv|var|var\/lib|var\/spool\/cron|usr\/(?:bin|sbin|lib|local|local\/bin))$/;

/** Keys that open other things than the host. */
const KEYS = /\/\.(?:ssh|aws|kube|gnupg|docker|azure|config\/gcloud)(?:\/|$)/;

/** Such agents read the whole host; that is how they are documented. */
const FOR_AGENTS = /^\/(?:|etc|proc|sys|dev|run|var|var\/(?:run|lib|lib\/docker)|boot|home|opt|srv|usr|lib)$/;

export default rule({
  id: 'compose/sensitive-host-mount',
  title: 'Sensitive folder of the host in a container',
  why: [
    'A folder of the host that is mounted into a container is as safe as the container. In `/etc`, `/root` or `~/.ssh` lie keys and the hashes of passwords, which need only be read; whoever can write to `/etc`, `/boot`, `/usr` or `/` as the container’s root decides what the host runs.',
    'Nearly always one file or one folder below is all that is needed: `/etc/localtime`, `/dev/ttyUSB0`, `/var/lib/myapp`. Agents that watch the host need to read it; they are reported where they can write to it too.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['kics:Volume Has Sensitive Host Directory'],
  links: [
    'https://docs.docker.com/engine/storage/bind-mounts/',
    'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
  ],
  bad: [
    {
      files: `services:
  backup:
    image: example/backup:1.4
    volumes:
      - «/»:/host
      - «/etc»:/host/etc:ro
      - «~/.ssh»:/root/.ssh:ro
`,
    },
    {
      title: 'the long form; what can only be read is no lever',
      files: `services:
  web:
    image: example/web:1.4
    volumes:
      - type: bind
        source: «/boot»
        target: /boot
      - type: bind
        source: /sys
        target: /sys
        read_only: true
`,
    },
    {
      title: 'an agent need not write',
      files: `services:
  metrics:
    image: quay.io/prometheus/node-exporter:v1.9.1
    volumes:
      - «/proc»:/host/proc
      - type: bind
        source: «/sys»
        target: /host/sys
`,
      fixed: `services:
  metrics:
    image: quay.io/prometheus/node-exporter:v1.9.1
    volumes:
      - /proc:/host/proc:ro
      - type: bind
        source: /sys
        target: /host/sys
        read_only: true
`,
    },
  ],
  good: [
    {
      title: 'single files and folders of one program',
      files: `services:
  web:
    image: example/web:1.4
    volumes:
      - /etc/localtime:/etc/localtime:ro
      - /etc/letsencrypt:/etc/letsencrypt:ro
      - /dev/net/tun:/dev/net/tun
      - /var/lib/web:/var/lib/web
      - /opt/web:/opt/web
      - /home/web/data:/data
      - /run/web.sock:/run/web.sock
`,
    },
    {
      title: 'folders of those names in a volume or below the project',
      files: `services:
  web:
    image: example/web:1.4
    volumes:
      - etc:/etc
      - ./etc:/etc/web
      - ./root:/root
      - /root
volumes:
  etc:
`,
    },
    {
      title: 'agents that only read',
      files: `services:
  metrics:
    image: prom/node-exporter:v1.9.1
    volumes:
      - /:/host:ro,rslave
      - /proc:/host/proc:ro
  containers:
    image: gcr.io/cadvisor/cadvisor:v0.52.1
    volumes:
      - /:/rootfs:ro
      - /var/run:/var/run:ro
      - /sys:/sys:ro
      - /var/lib/docker/:/var/lib/docker:ro
  monitoring:
    image: "\${IMAGE}:\${TAG}"
    volumes:
      - /:/rootfs:ro
      - /var/run:/var/run:ro
      - /sys:/sys:ro
      - /var/lib/docker:/var/lib/docker:ro
  metricbeat:
    build: ./metricbeat
    volumes:
      - /:/hostfs:ro
`,
    },
    {
      title: 'the environment decides',
      files: `services:
  web:
    image: example/web:1.4
    volumes:
      - \${DATA}:/data
      - \${ROOT}/etc:/etc/web
`,
    },
    {
      title: 'the socket is a matter of its own',
      files: `services:
  proxy:
    image: traefik:v3.5
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
`,
    },
  ],
  *check({ services }) {
    const seen = new Set<unknown>();
    for (const service of services) {
      for (const mount of service.mounts) {
        if (seen.has(mount.node)) continue;
        seen.add(mount.node);
        const { source, isReadOnly } = mount;
        const path = source && normalised(source.text);
        if (!source || path === undefined) continue;
        const isAgent = (isHostAgent(service, imageOf(service)) || mountsWhole(service)) && FOR_AGENTS.test(path);
        const isSecret = SECRETS.test(path) && !isAgent;
        if (!isSecret && !(LEVERS.test(path) || isAgent)) continue;
        if ((isReadOnly && !isSecret) || service.isOverruled('volumes')) continue;
        yield {
          at: source.at,
          message: isAgent
            ? `\`${service.name}\` can write to \`${path}\` of the host; mount it read-only`
            : KEYS.test(path)
              ? `\`${service.name}\` gets the keys in \`${path}\`, and may do all that they open; hand it only what it needs`
              : `${isReadOnly ? 'Reading' : 'Through'} \`${path}\` of the host \`${service.name}\` can get at the host itself; mount only what it needs`,
          severity: isAgent ? 'info' : undefined,
          address: `services.${service.name}`,
          fix: isAgent ? readOnly(mount) : undefined,
        };
      }
    }
  },
});

/** Only what watches containers asks for the root of the host and for its Docker, both to read. */
function mountsWhole({ mounts }: Service): boolean {
  const reads = new Set(
    mounts.flatMap(({ source, isReadOnly }) => (source && isReadOnly ? normalised(source.text) : [])),
  );
  return reads.has('/') && reads.has('/sys') && reads.has('/var/lib/docker');
}

/** An absolute path without the slashes at its end; undefined for all that is none. */
function normalised(path: string): string | undefined {
  if (path.includes(UNKNOWN) || !/^(?:\/|~)/.test(path)) return undefined;
  return path.replace(/(?<=.)\/{1,9}$/, '');
}

function readOnly({ node, target }: Mount): Fix | undefined {
  const title = 'Mount it read-only';
  if (node.kind === 'map')
    return node.has('read_only') ? undefined : { title, edits: [insertPairs(node, { read_only: true })] };
  // With options there, one more is a matter of a comma.
  if (node.kind !== 'scalar' || !target || target.at.end !== node.inner.end) return undefined;
  return { title, edits: [insert(node.file, node.inner.end, ':ro')] };
}
