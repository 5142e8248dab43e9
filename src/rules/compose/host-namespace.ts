import { type Finding, rule, type Severity } from '../../core/rule';
import type { Service } from '../../formats/compose/model';
import { valueIn } from '../../formats/compose/service';
import { removePart, type YamlPair } from '../../formats/yaml';
import { isHostAgent } from '../shared/host-agent';
import { imageOf } from '../shared/service-image';
import { saysYes, writtenUnder } from '../shared/service-keys';

interface Namespace {
  readonly key: string;
  readonly message: (name: string) => string;
  readonly severity: Severity;
}

const NAMESPACES: readonly Namespace[] = [
  {
    key: 'network_mode',
    message: (name) =>
      `\`${name}\` shares the host's network and reaches all that listens on it; publish \`ports\` instead`,
    severity: 'warning',
  },
  {
    key: 'pid',
    message: (name) => `\`${name}\` sees the host's processes and may read their environment; leave \`pid\` out`,
    severity: 'warning',
  },
  {
    key: 'ipc',
    message: (name) => `\`${name}\` shares memory with the host's processes; for more of it set \`shm_size\` instead`,
    severity: 'warning',
  },
  {
    key: 'userns_mode',
    message: (name) => `For \`${name}\` root in the container is root on the host; leave \`userns_mode\` out`,
    severity: 'warning',
  },
  {
    key: 'uts',
    message: (name) => `\`${name}\` can change the host's name; leave \`uts\` out and set \`hostname\` if need be`,
    severity: 'info',
  },
  {
    key: 'cgroup',
    message: (name) => `\`${name}\` sees the control groups of all that runs on the host; leave \`cgroup\` out`,
    severity: 'info',
  },
];

export default rule({
  id: 'compose/host-namespace',
  title: 'Service in a namespace of the host',
  why: [
    'Namespaces are the walls of a container. In the host’s network a service reaches whatever listens on `localhost` only, databases and daemons without passwords among them, and its own ports are open past `ports:` and its addresses. In the host’s PID namespace it can read the environment of every process, and often its memory.',
    'Of agents that are made to watch the host it is said as advice only.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'kics:Shared Host Network Namespace',
    'kics:Host Namespace is Shared',
    'kics:Shared Host IPC Namespace',
    'kics:Shared Host User Namespace',
  ],
  links: [
    'https://docs.docker.com/reference/compose-file/services/#network_mode',
    'https://docs.docker.com/reference/compose-file/services/#pid',
    'https://docs.docker.com/engine/network/drivers/host/',
  ],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.4
    «network_mode: host»
    «pid: "host"»
    restart: unless-stopped
`,
      fixed: `services:
  web:
    image: example/web:1.4
    restart: unless-stopped
`,
    },
    {
      title: 'memory to share comes by another key',
      files: `services:
  train:
    image: example/train:1.4
    «ipc: host»
    «uts: host»
    «cgroup: host»
    «userns_mode: host»
`,
      fixed: `services:
  train:
    image: example/train:1.4
`,
    },
    {
      title: 'an agent that watches the host is mentioned, no more',
      files: `services:
  metrics:
    image: quay.io/prometheus/node-exporter:v1.9.1
    «network_mode: host»
`,
      fixed: `services:
  metrics:
    image: quay.io/prometheus/node-exporter:v1.9.1
`,
    },
  ],
  good: [
    {
      title: 'the namespace of another service',
      files: `services:
  vpn:
    image: example/vpn:2.4
  web:
    image: example/web:1.4
    network_mode: service:vpn
    pid: service:vpn
    ipc: shareable
`,
    },
    `services:
  web:
    image: example/web:1.4
    network_mode: none
    cgroup: private
`,
    {
      title: 'the environment decides',
      files: `services:
  web:
    image: example/web:1.4
    network_mode: \${NETWORK_MODE}
`,
    },
    {
      title: 'the override takes it back',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    network_mode: host
`,
        'compose.override.yaml': `services:
  web:
    network_mode: !reset null
`,
      },
    },
    {
      title: 'a network of that name, for the time of the build',
      files: `services:
  web:
    build:
      context: .
      network: host
    networks: [host]
networks:
  host:
`,
    },
    {
      title: 'whoever is privileged has all this anyway, and needs the user namespace of the host for it',
      files: `services:
  vpn:
    image: example/vpn:2.4
    privileged: true
    userns_mode: host
`,
    },
  ],
  *check({ services }) {
    for (const namespace of NAMESPACES) {
      for (const { service, pair } of writtenUnder(services, namespace.key)) {
        const text = valueIn(pair.value)?.text;
        if (text !== 'host') continue;
        if (namespace.key === 'userns_mode' && saysYes(service, 'privileged')) continue;
        yield finding(namespace, service, pair);
      }
    }
  },
});

function finding({ key, message, severity }: Namespace, service: Service, pair: YamlPair): Finding {
  return {
    at: pair,
    message: message(service.name),
    severity: isHostAgent(service, imageOf(service)) ? 'info' : severity,
    address: `services.${service.name}`,
    fix: { title: `Remove \`${key}: host\``, edits: [removePart(pair)] },
  };
}
