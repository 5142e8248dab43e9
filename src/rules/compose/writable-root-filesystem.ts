import { rule } from '../../core/rule';
import { insertPairs } from '../../formats/yaml';

export default rule({
  id: 'compose/writable-root-filesystem',
  title: 'Service that can write to its own image',
  why: [
    'Whoever breaks into a service changes its programs or leaves some there. With `read_only: true` there is nowhere to put them: what has to be written goes to a volume, or to `tmpfs: [/tmp]`.',
    'Many images write to more places than one knows, so the fix waits for a person, and the rule is off until asked for.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'all',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['semgrep:writable-filesystem-service'],
  links: [
    'https://docs.docker.com/reference/compose-file/services/#read_only',
    'https://docs.docker.com/reference/compose-file/services/#tmpfs',
  ],
  bad: [
    {
      files: `services:
  «web»:
    image: example/web:1.4
    restart: always
`,
      fixed: `services:
  web:
    image: example/web:1.4
    restart: always
    read_only: true
    tmpfs:
      - /tmp
`,
    },
    {
      title: 'a place for what is written is there already',
      files: `services:
  «web»:
    build: .
    tmpfs: /run
`,
      fixed: `services:
  web:
    build: .
    tmpfs: /run
    read_only: true
`,
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    read_only: true
    tmpfs: [/tmp]
`,
    {
      title: 'decided against',
      files: `services:
  web:
    image: example/web:1.4
    read_only: false
`,
    },
    {
      title: 'taken over from another service',
      files: `services:
  base:
    image: example/web:1.4
    read_only: true
  web:
    extends: base
    command: serve
`,
    },
  ],
  *check({ services }) {
    for (const service of services) {
      const { map, name } = service;
      if (!service.isHead || !service.lacks('read_only')) continue;
      yield {
        at: service.key,
        message: `Whoever breaks into \`${name}\` can change its programs; set \`read_only: true\``,
        address: `services.${name}`,
        fix: {
          title: 'Make the root file system read-only',
          edits: [insertPairs(map, { read_only: true, ...(service.lacks('tmpfs') && { tmpfs: ['/tmp'] }) })],
        },
      };
    }
  },
});
