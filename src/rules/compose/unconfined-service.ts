import { rule, type Severity } from '../../core/rule';
import { removePart } from '../../formats/yaml';
import { itemsUnder, saysYes } from '../shared/service-keys';

interface Confinement {
  readonly option: RegExp;
  readonly message: string;
  readonly severity: Severity;
}

const CONFINEMENTS: readonly Confinement[] = [
  {
    option: /^seccomp[:=]unconfined$/,
    message:
      'Without seccomp every system call of the kernel is open to the service; give it a profile of its own instead',
    severity: 'warning',
  },
  {
    option: /^apparmor[:=]unconfined$/,
    message:
      'Without AppArmor the service may write where its profile forbids it; give it a profile of its own instead',
    severity: 'warning',
  },
  {
    option: /^label[:=]disable$/,
    message:
      'Without SELinux a service that breaks out is stopped by nothing; label its volumes with `:z` or `:Z` instead',
    severity: 'info',
  },
  {
    option: /^systempaths[:=]unconfined$/,
    message:
      'Without masked paths the service can change the settings of the kernel under `/proc` and `/sys`; leave this out',
    severity: 'warning',
  },
  {
    option: /^no-new-privileges[:=]false$/,
    message: 'Programs with the setuid bit may become root in this service; leave the option out or set it to true',
    severity: 'info',
  },
];

export default rule({
  id: 'compose/unconfined-service',
  title: 'Service without seccomp, AppArmor or SELinux',
  why: [
    'Docker forbids containers some fifty system calls that hardly any program needs and nearly every escape from a container has used. `unconfined` opens them all; with AppArmor or SELinux off, nothing stops what gets out either.',
    'A debugger needs `SYS_PTRACE`, a browser’s sandbox a profile that allows `clone` and `unshare`: a profile of one’s own, `seccomp:./profile.json`, opens that and no more.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'kics:Default Seccomp Profile Disabled',
    'semgrep:seccomp-confinement-disabled',
    'semgrep:selinux-separation-disabled',
  ],
  links: [
    'https://docs.docker.com/engine/security/seccomp/',
    'https://docs.docker.com/engine/security/apparmor/',
    'https://docs.docker.com/reference/compose-file/services/#security_opt',
  ],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.4
    security_opt:
      - no-new-privileges:true
      - «seccomp:unconfined»
      - "«apparmor=unconfined»"
`,
      fixed: `services:
  web:
    image: example/web:1.4
    security_opt:
      - no-new-privileges:true
`,
    },
    {
      files: `services:
  web:
    image: example/web:1.4
    security_opt: [«label:disable»]
    restart: always
  worker:
    image: example/worker:1.4
    security_opt: [«systempaths=unconfined», «no-new-privileges:false»]
`,
      fixed: `services:
  web:
    image: example/web:1.4
    restart: always
  worker:
    image: example/worker:1.4
`,
    },
  ],
  good: [
    {
      title: 'profiles of one’s own',
      files: `services:
  web:
    image: example/web:1.4
    security_opt:
      - no-new-privileges:true
      - seccomp:./seccomp.json
      - apparmor=docker-web
      - label:type:svirt_apache_t
`,
    },
    {
      title: 'whoever is privileged is confined by nothing anyway',
      files: `services:
  vpn:
    image: example/vpn:2.4
    privileged: true
    security_opt:
      - seccomp:unconfined
`,
    },
    {
      title: 'the environment decides',
      files: `services:
  web:
    image: example/web:1.4
    security_opt:
      - seccomp:\${PROFILE}
`,
    },
    {
      title: 'the override confines it',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
    security_opt: [seccomp:unconfined]
`,
        'compose.override.yaml': `services:
  web:
    security_opt: !override
      - no-new-privileges:true
`,
      },
    },
  ],
  *check({ services }) {
    for (const { service, item, scalar, text } of itemsUnder(services, 'security_opt')) {
      const found = CONFINEMENTS.find(({ option }) => option.test(text));
      if (!found || saysYes(service, 'privileged')) continue;
      yield {
        at: scalar.inner,
        message: found.message,
        severity: found.severity,
        address: `services.${service.name}`,
        fix: { title: `Remove \`${text}\``, edits: [removePart(item)] },
      };
    }
  },
});
