import { type Fix, rule } from '../../core/rule';
import type { Edit } from '../../core/text';
import type { Service } from '../../formats/compose/model';
import { appendItem, insertPairs } from '../../formats/yaml';
import { saysYes, textsUnder } from '../shared/service-keys';
import { isStack } from '../shared/swarm';

export default rule({
  id: 'compose/new-privileges-allowed',
  title: 'Service whose programs may gain privileges',
  why: [
    'A program with the setuid bit, such as `su` or `ping`, runs as root whoever starts it. With `no-new-privileges` the kernel ignores the bit: whoever breaks into a service that runs as a plain user stays that user.',
    'A few images start as root and change to their user with such a program; those that use `gosu`, `su-exec` or `setpriv` are not touched by it. Off until asked for, since hardly any Compose file sets it.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'all',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['kics:No New Privileges Not Set', 'kics:Security Opt Not Set', 'semgrep:no-new-privileges'],
  links: [
    'https://docs.docker.com/reference/compose-file/services/#security_opt',
    'https://docs.kernel.org/userspace-api/no_new_privs.html',
  ],
  bad: [
    {
      files: `services:
  «web»:
    image: example/web:1.4
  «worker»:
    image: example/worker:1.4
    security_opt:
      - seccomp:./seccomp.json
`,
      fixed: `services:
  web:
    image: example/web:1.4
    security_opt:
      - no-new-privileges:true
  worker:
    image: example/worker:1.4
    security_opt:
      - seccomp:./seccomp.json
      - no-new-privileges:true
`,
    },
    {
      title: 'what a service takes over from another is no matter of its own list',
      files: `services:
  «web»:
    build: .
    security_opt: ["label:type:svirt_apache_t"]
`,
      fixed: `services:
  web:
    build: .
    security_opt: ["label:type:svirt_apache_t", no-new-privileges:true]
`,
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    security_opt:
      - no-new-privileges:true
  worker:
    image: example/worker:1.4
    security_opt: [no-new-privileges]
`,
    {
      title: 'said otherwise on purpose; that is reported elsewhere',
      files: `services:
  web:
    image: example/web:1.4
    security_opt: ["no-new-privileges:false"]
`,
    },
    {
      title: 'a Swarm leaves it out',
      files: `services:
  web:
    image: example/web:1.4
    deploy:
      update_config: { order: start-first }
`,
    },
    {
      title: 'the override sets it',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
`,
        'compose.override.yaml': `services:
  web:
    security_opt: [no-new-privileges:true]
`,
      },
    },
    {
      title: 'an overlay of another file, which may have it',
      files: {
        'compose.yaml': `services:
  web:
    environment:
      DEBUG: "1"
`,
      },
    },
    {
      title: 'privileged: there is nothing left to gain',
      files: `services:
  vpn:
    image: example/vpn:2.4
    privileged: true
`,
    },
  ],
  *check({ services, files }) {
    const stacks = new Set(files.flatMap((file) => (isStack(file) ? [file.file] : [])));
    for (const service of services) {
      if (!service.isHead || saysYes(service, 'privileged') || stacks.has(service.file)) continue;
      const options = service.lacks('security_opt') ? [] : textsUnder(service, 'security_opt');
      if (options.length === 0 && !service.lacks('security_opt')) continue;
      if (options.some((option) => option.startsWith('no-new-privileges'))) continue;
      yield {
        at: service.key,
        message: `Programs in \`${service.name}\` may become root; set \`no-new-privileges:true\` under \`security_opt\``,
        address: `services.${service.name}`,
        fix: forbid(service),
      };
    }
  },
});

function forbid({ map }: Service): Fix | undefined {
  const pair = map.pair('security_opt');
  let edit: Edit;
  if (!pair) edit = insertPairs(map, { security_opt: ['no-new-privileges:true'] });
  else if (pair.value?.kind === 'seq' && pair.parent === map && !pair.alias)
    edit = appendItem(pair.value, 'no-new-privileges:true');
  else return undefined;
  return { title: 'Set `no-new-privileges`', edits: [edit] };
}
