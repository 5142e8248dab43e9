import { type Finding, rule } from '../../core/rule';
import type { Span } from '../../core/text';
import { UNKNOWN } from '../../formats/compose/interpolation';
import type { Port, Service, ServiceDeclaration } from '../../formats/compose/model';
import { valueIn } from '../../formats/compose/service';
import { declaredBeneath, mayRunTogether, replicasOf } from '../shared/run-together';

/** A port of the host that a service takes. */
interface Taken {
  readonly service: ServiceDeclaration;
  readonly port: Port;
  readonly address: string;
}

export default rule({
  id: 'compose/duplicate-port',
  title: 'Port of the host that is taken twice',
  why: [
    'A port of the host belongs to one container. The second service that wants it does not start: `Bind for 0.0.0.0:80 failed: port is already allocated`, and which of them is the second changes from start to start.',
    'Services that run under different profiles only are no matter, nor are ports on different addresses or of different protocols.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  equivalents: ['dclint:no-duplicate-exported-ports'],
  links: [
    'https://docs.docker.com/reference/compose-file/services/#ports',
    'https://docs.docker.com/engine/network/port-publishing/',
  ],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.4
    ports:
      - "8080:80"
  admin:
    image: example/admin:1.4
    ports:
      - "«8080:8080»"
`,
    },
    {
      title: 'all addresses hold each single one; ranges and the long form count; a profile beside what always runs',
      files: `services:
  web:
    image: example/web:1.4
    ports: ["443:8443/tcp", "9000-9002:9000-9002"]
  proxy:
    image: example/proxy:1.4
    profiles: [proxy]
    ports: ["«127.0.0.1:443:443»"]
  metrics:
    image: example/metrics:1.4
    ports:
      - target: 80
        published: "«9001»"
`,
    },
    {
      title: 'the file above takes what the one below has',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    ports: ["8080:80"]
`,
        'compose.override.yaml': `services:
  mail:
    image: example/mail:1.4
    ports: ["«8080:8025»"]
`,
      },
    },
    {
      title: 'two containers of one service can’t share it either',
      files: `services:
  web:
    image: example/web:1.4
    scale: 2
    ports: ["«8080:80»", "9000-9001:9000"]
`,
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    ports: ["8080:80", "53:53/tcp", "53:53/udp"]
  admin:
    image: example/admin:1.4
    ports: ["8081:80"]
`,
    {
      title: 'different addresses',
      files: `services:
  web:
    image: example/web:1.4
    ports: ["192.0.2.10:443:443", "127.0.0.1:8080:80"]
  admin:
    image: example/admin:1.4
    ports: ["192.0.2.11:443:443", "[::1]:8080:80"]
`,
    },
    {
      title: 'never at the same time: one profile or the other, one variant or the other',
      files: {
        'compose.yaml': `services:
  cpu:
    image: example/model:1.4
    profiles: [cpu]
    ports: ["8080:80"]
  gpu:
    image: example/model:1.4-cuda
    profiles: [gpu]
    ports: ["8080:80"]
`,
        'compose.dev.yaml': `services:
  mail:
    image: example/mail:1.4
    ports: ["8025:8025"]
`,
        'compose.prod.yaml': `services:
  relay:
    image: example/relay:1.4
    ports: ["8025:8025"]
`,
      },
    },
    {
      title: 'a port that Docker picks, and what is published nowhere',
      files: `services:
  web:
    image: example/web:1.4
    ports: ["80", "127.0.0.1::81", "8000-8010:80"]
    expose: ["8080"]
  admin:
    image: example/admin:1.4
    ports: ["80", "127.0.0.1::81", "8000-8010:80"]
    expose: ["8080"]
`,
    },
    {
      title: 'only the environment knows',
      files: `services:
  web:
    image: example/web:1.4
    ports: ["\${PORT}:80"]
  admin:
    image: example/admin:1.4
    ports: ["\${PORT}:80", "\${ADMIN_PORT:-8080}:81"]
  api:
    image: example/api:1.4
    ports: ["\${API_PORT:-8080}:80"]
`,
    },
    {
      title: 'the same service, said again by the file above',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    ports: ["8080:80"]
`,
        'compose.override.yaml': `services:
  web:
    ports: ["8080:80"]
`,
      },
    },
    {
      title: 'in the network of the host nothing is published',
      files: `services:
  web:
    image: example/web:1.4
    network_mode: host
    ports: ["8080:80"]
  admin:
    image: example/admin:1.4
    ports: ["8080:80"]
`,
    },
  ],
  *check({ assemblies }) {
    for (const assembly of assemblies) {
      const taken = new Map<string, Taken[]>();
      for (const service of declaredBeneath(assembly, 'ports')) take(service, taken);
      for (const service of assembly.services) {
        if (service.isOverruled('ports')) continue;
        yield* severalOf(service);
        for (const [port, other] of take(service, taken)) yield finding(service, port, other);
      }
    }
  },
});

/** Notes the ports of a service, and gives those that somebody else has taken. */
function take(service: ServiceDeclaration, taken: Map<string, Taken[]>): Map<Port, Taken> {
  const clashes = new Map<Port, Taken>();
  const mode = valueIn(service.map.get('network_mode'))?.text;
  if (mode !== undefined && mode !== 'bridge') return clashes;
  const own: [string, Taken][] = [];
  for (const port of service.ports) {
    const { protocol, hostIp } = port;
    const address = hostIp?.text.replace(/^\[|\]$/g, '') ?? '';
    if (isVariable(port) || address.includes(UNKNOWN) || protocol.includes(UNKNOWN)) continue;
    for (const number of portsOf(port)) {
      const key = `${number}/${protocol}`;
      const other = taken.get(key)?.find((each) => isClash(each, service, address));
      if (other && !clashes.has(port)) clashes.set(port, other);
      own.push([key, { service, port, address }]);
    }
  }
  for (const [key, entry] of own) {
    const entries = taken.get(key);
    if (entries) entries.push(entry);
    else taken.set(key, [entry]);
  }
  return clashes;
}

/** The ports of the host that are taken for sure: of a range for a single port Docker takes one that is free. */
function portsOf({ published, target }: Port): number[] {
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(published?.text ?? '') ?? [];
  if (first === undefined) return [];
  if (last === undefined) return Number(first) === 0 ? [] : [Number(first)];
  const [from, to] = [Number(first), Number(last)];
  if (!target.text.includes('-') || to < from || to - from > 1000) return [];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Whether a default is all that is known: whoever has both services gives them different values. */
function isVariable({ node, published }: Port): boolean {
  return (node.kind === 'scalar' && node.text.includes('$')) || (published?.text.includes(UNKNOWN) ?? false);
}

function isClash({ service, address }: Taken, other: ServiceDeclaration, otherAddress: string): boolean {
  if (service.name === other.name || !mayRunTogether(service, other)) return false;
  if (address === otherAddress) return true;
  return coversAll(address)
    ? isSameFamily(address, otherAddress)
    : coversAll(otherAddress) && isSameFamily(otherAddress, address);
}

function coversAll(address: string): boolean {
  return address === '' || address === '0.0.0.0' || address === '::';
}

/** Without an address both families are meant. */
function isSameFamily(all: string, address: string): boolean {
  return all === '' || address === '' || (all === '::') === address.includes(':');
}

function finding(service: Service, port: Port, { service: other, port: theirs }: Taken): Finding {
  const number = port.published?.text ?? '';
  return {
    at: placeOf(port),
    message: `Port ${number} of the host is already taken by \`${other.name}\`; publish \`${service.name}\` on another one`,
    address: `services.${service.name}`,
    related: [{ at: theirs.node, message: `\`${other.name}\` takes it here` }],
  };
}

function placeOf({ node, published, target }: Port): Span {
  return node.kind === 'scalar' ? node.inner : (published ?? target).at;
}

/** Several containers of one service on one port. */
function* severalOf(service: Service): Generator<Finding> {
  const replicas = replicasOf(service);
  // `deploy.replicas` may be meant for a Swarm, where they share it.
  if (!replicas || replicas.count < 2 || replicas.key !== 'scale') return;
  for (const port of service.ports) {
    if (isVariable(port) || portsOf(port).length !== 1) continue;
    yield {
      at: placeOf(port),
      message: `${replicas.count} containers of \`${service.name}\` can't share one port of the host; leave the published port out`,
      address: `services.${service.name}`,
    };
  }
}
