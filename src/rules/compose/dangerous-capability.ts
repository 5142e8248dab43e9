import { rule } from '../../core/rule';
import type { Service } from '../../formats/compose/model';
import { valueIn } from '../../formats/compose/service';
import { removePart } from '../../formats/yaml';
import { itemsUnder, saysYes } from '../shared/service-keys';

/** By capability, what it lets a container do to its host. From capabilities(7). */
const DANGEROUS: Readonly<Record<string, string>> = {
  ALL: 'do nearly all that root may on the host',
  SYS_ADMIN: 'mount the disks of the host',
  SYS_MODULE: 'load code into the kernel of the host',
  SYS_RAWIO: 'write to the memory and the disks of the host',
  DAC_READ_SEARCH: 'read any file of the host',
  SYS_BOOT: 'restart the host',
  MAC_ADMIN: 'change the security policy of the host',
  BPF: 'put programs into the kernel of the host',
  PERFMON: 'watch the kernel of the host and its other containers',
};

/** Within the namespace of the container these reach nothing; in that of the host, everything. */
const DANGEROUS_WITH: Readonly<Record<string, { readonly key: string; readonly does: string }>> = {
  SYS_PTRACE: { key: 'pid', does: 'take over the processes of the host' },
};

export default rule({
  id: 'compose/dangerous-capability',
  title: 'Capability that reaches the host',
  why: [
    'Root in a container has no power over the host because Docker takes the capabilities away that would give it. `SYS_ADMIN`, `SYS_MODULE` and a few others are such: with one of them a container that is broken into is a host that is broken into.',
    'Often something smaller is enough: `NET_ADMIN` for a VPN, `SYS_NICE` for real time, a device under `devices`, a seccomp profile of one’s own for a browser’s sandbox.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['kics:Container Capabilities Unrestricted'],
  links: [
    'https://docs.docker.com/reference/compose-file/services/#cap_add',
    'https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  bad: [
    {
      files: `services:
  files:
    image: example/files:1.4
    cap_add:
      - NET_ADMIN
      - «SYS_ADMIN» # for FUSE
    devices:
      - /dev/fuse
`,
      fixed: `services:
  files:
    image: example/files:1.4
    cap_add:
      - NET_ADMIN
    devices:
      - /dev/fuse
`,
    },
    {
      files: `services:
  web:
    image: example/web:1.4
    cap_add: [«ALL»]
    restart: always
  vpn:
    image: example/vpn:2.4
    cap_add: [NET_ADMIN, "«cap_sys_module»"]
`,
      fixed: `services:
  web:
    image: example/web:1.4
    restart: always
  vpn:
    image: example/vpn:2.4
    cap_add: [NET_ADMIN]
`,
    },
    {
      title: 'it depends on whose processes there are to see',
      files: `services:
  debugger:
    image: example/debugger:1.4
    pid: host
    cap_add:
      - «SYS_PTRACE»
`,
      fixed: `services:
  debugger:
    image: example/debugger:1.4
    pid: host
`,
    },
  ],
  good: [
    `services:
  vpn:
    image: example/vpn:2.4
    cap_drop: [ALL]
    cap_add: [NET_ADMIN, NET_RAW, NET_BIND_SERVICE]
`,
    {
      title: 'a debugger that sees the processes of its container',
      files: `services:
  web:
    image: example/web:1.4
    cap_add: [SYS_PTRACE]
`,
    },
    {
      title: 'whoever is privileged has them all; that is what there is to say',
      files: `services:
  files:
    image: example/files:1.4
    privileged: true
    cap_add: [SYS_ADMIN]
`,
    },
    {
      title: 'taken away, not given',
      files: `services:
  web:
    image: example/web:1.4
    cap_drop:
      - ALL
      - SYS_ADMIN
`,
    },
    {
      title: 'the environment decides',
      files: `services:
  web:
    image: example/web:1.4
    cap_add:
      - \${CAPABILITY}
`,
    },
  ],
  *check({ services }) {
    for (const { service, item, scalar, text } of itemsUnder(services, 'cap_add')) {
      const capability = text.toUpperCase().replace(/^CAP_/, '');
      const does = dangerOf(capability, service);
      if (does === undefined || saysYes(service, 'privileged')) continue;
      yield {
        at: scalar.inner,
        message: `With \`${capability}\` \`${service.name}\` can ${does}; leave it out or give it something smaller`,
        address: `services.${service.name}`,
        fix: { title: `Remove \`${text}\``, edits: [removePart(item)] },
      };
    }
  },
});

function dangerOf(capability: string, { map, parts }: Service): string | undefined {
  const { key, does } = DANGEROUS_WITH[capability] ?? {};
  if (key === undefined) return DANGEROUS[capability];
  return [{ map }, ...parts].some((part) => valueIn(part.map.get(key))?.text === 'host') ? does : undefined;
}
