import { rule } from '../../core/rule';
import { bindToLoopback, isOpenPort } from '../shared/open-port';

/** What a server is there for, and a proxy in front of it takes over. */
const PUBLIC = new Set(['80', '443', '8080', '8443']);

export default rule({
  id: 'compose/port-on-every-address',
  title: 'Port open on every address of the host',
  why: [
    'A port without an address is published on all of them, past the rules of `ufw` or `firewalld`. What is meant for a developer’s browser, a dashboard or a queue’s console, then answers the whole network.',
    'Publishing is what many services are for, so this is off until asked for, and web ports are left out. Databases are reported anyway, by compose/database-port-published.',
  ],
  severity: 'info',
  practice: 'access',
  preset: 'all',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['dclint:no-unbound-port-interfaces', 'kics:Container Traffic Not Bound To Host Interface'],
  links: [
    'https://docs.docker.com/engine/network/port-publishing/',
    'https://docs.docker.com/engine/network/packet-filtering-firewalls/#docker-and-ufw',
  ],
  bad: [
    {
      files: `services:
  queue:
    image: rabbitmq:4.1-management
    ports:
      - "«15672:15672»"
      - target: «5672»
        published: "5672"
`,
      fixed: `services:
  queue:
    image: rabbitmq:4.1-management
    ports:
      - "127.0.0.1:15672:15672"
      - target: 5672
        published: "5672"
        host_ip: 127.0.0.1
`,
    },
    {
      files: `services:
  mail:
    image: example/mail:1.4
    ports: [«8025», '«0.0.0.0»:1025:1025']
`,
      fixed: `services:
  mail:
    image: example/mail:1.4
    ports: [127.0.0.1::8025, '127.0.0.1:1025:1025']
`,
    },
  ],
  good: [
    `services:
  queue:
    image: rabbitmq:4.1-management
    ports: ["127.0.0.1:15672:15672", "[::1]:5672:5672"]
`,
    {
      title: 'a web server',
      files: `services:
  proxy:
    image: traefik:v3.5
    ports: ["80:8000", "443:443"]
`,
    },
    {
      title: 'only the environment knows',
      files: `services:
  queue:
    image: rabbitmq:4.1-management
    ports: ["\${BIND}:15672"]
`,
    },
  ],
  *check({ services }) {
    const seen = new Set<unknown>();
    for (const service of services) {
      for (const port of service.ports) {
        const { node, hostIp, published, target } = port;
        if (seen.has(node) || !isOpenPort(port) || PUBLIC.has((published ?? target).text)) continue;
        seen.add(node);
        if (service.isOverruled('ports')) continue;
        yield {
          at: hostIp?.at ?? (node.kind === 'scalar' ? node.inner : target.at),
          message: `This port of \`${service.name}\` answers on every address of the host, past its firewall; name one`,
          address: `services.${service.name}`,
          fix: bindToLoopback(port),
        };
      }
    }
  },
});
