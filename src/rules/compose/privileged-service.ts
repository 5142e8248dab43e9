import { rule } from '../../core/rule';
import { removePart, scalar } from '../../formats/yaml';
import { isHostAgent } from '../shared/host-agent';
import type { ImageReference } from '../shared/image';
import { imageOf } from '../shared/service-image';

/** Images whose whole purpose is work on the host's kernel or containers within containers: they run in no other way. */
const NEEDS_IT =
  /^(?:kindest\/node|moby\/buildkit|multiarch\/qemu-user-static|k0sproject\/k0s|rancher\/k3s|tonistiigi\/binfmt)$|ebpf-profiler/;

export default rule({
  id: 'compose/privileged-service',
  title: 'Privileged service',
  why: [
    'A privileged container has every capability and every device of the host, and neither seccomp nor AppArmor stands in its way. Whoever breaks into the service can mount the host’s disks and owns the machine.',
    'Nearly always one capability or one device is what was missing: `cap_add: [NET_ADMIN]`, or `devices: [/dev/ttyUSB0]`. Taking `privileged` away can stop a service that lives on it, so the fix waits for a person.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['kics:Privileged Containers Enabled', 'semgrep:privileged-service'],
  links: ['https://docs.docker.com/reference/compose-file/services/#privileged'],
  bad: [
    {
      files: `services:
  vpn:
    image: example/vpn:2.4
    «privileged: true»
    restart: unless-stopped
`,
      fixed: `services:
  vpn:
    image: example/vpn:2.4
    restart: unless-stopped
`,
    },
    {
      title: 'Compose takes the word for what it says, quoted or not',
      files: `services:
  vpn:
    image: example/vpn:2.4
    «privileged: "true"»
`,
      fixed: `services:
  vpn:
    image: example/vpn:2.4
`,
    },
    {
      title: 'what two services share is reported once',
      files: `x-defaults: &defaults
  restart: always
  «privileged: true»
services:
  web:
    <<: *defaults
    image: example/web:1.0
  worker:
    <<: *defaults
    image: example/worker:1.0
`,
      fixed: `x-defaults: &defaults
  restart: always
services:
  web:
    <<: *defaults
    image: example/web:1.0
  worker:
    <<: *defaults
    image: example/worker:1.0
`,
    },
  ],
  good: [
    `services:
  vpn:
    image: example/vpn:2.4
    cap_add: [NET_ADMIN]
    devices:
      - /dev/net/tun
`,
    `services:
  web:
    image: example/web:1.0
    privileged: false
`,
    {
      title: 'a Docker daemon inside a container runs in no other way',
      files: `services:
  docker:
    image: docker:29-dind
    privileged: true
`,
    },
    {
      title: 'the override takes it back',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.0
    privileged: true
`,
        'compose.override.yaml': `services:
  web:
    privileged: false
`,
      },
    },
    {
      title: 'the environment decides',
      files: `services:
  web:
    image: example/web:1.0
    privileged: \${PRIVILEGED}
`,
    },
  ],
  *check({ services }) {
    const seen = new Set<unknown>();
    for (const service of services) {
      const pair = service.map.pair('privileged');
      if (!pair || !/^(?:true|yes|on|y)$/i.test(scalar(pair.value)?.text ?? '') || seen.has(pair)) continue;
      seen.add(pair);
      if (service.isOverruled('privileged')) continue;
      const image = imageOf(service);
      if (image && needsIt(image)) continue;
      yield {
        at: pair,
        message: `\`${service.name}\` has all rights on the host`,
        address: `services.${service.name}`,
        severity: isHostAgent(service, image) ? 'warning' : undefined,
        fix: { title: 'Remove `privileged`', edits: [removePart(pair)] },
      };
    }
  },
});

function needsIt({ repository, tag }: ImageReference): boolean {
  const variant = tag?.text ?? '';
  return /(?:^|-)dind\b/.test(variant) || (NEEDS_IT.test(repository) && !variant.includes('rootless'));
}
