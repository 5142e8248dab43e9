import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { writtenUnder } from '../shared/service-keys';

/** As YAML 1.1 writes whole numbers by sixties: all parts after the first are below sixty. */
const BY_SIXTIES = /^[1-9]\d*(?::[0-5]?\d)+$/;

export default rule({
  id: 'compose/unquoted-port',
  title: 'Port that older readers take for a number',
  why: [
    'In YAML 1.1 `22:22` is a number to the base of sixty: 1342. Readers of that version, those written in Python among them, publish port 1342 and leave 22 closed, or refuse the file. It only happens where the second part is below sixty, which is why nobody thinks of it.',
    'Today’s Docker Compose reads it as it is meant; podman-compose and older versions of docker-compose don’t.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['dclint:require-quotes-in-ports'],
  links: ['https://docs.docker.com/reference/compose-file/services/#ports', 'https://yaml.org/type/int.html'],
  bad: [
    {
      files: `services:
  git:
    image: example/git:1.4
    ports:
      - «2222:22» # SSH
      - 8080:80
`,
      fixed: `services:
  git:
    image: example/git:1.4
    ports:
      - "2222:22" # SSH
      - 8080:80
`,
    },
    {
      files: `services:
  dns:
    image: example/dns:1.4
    ports: [«53:53», 53:53/udp]
`,
      fixed: `services:
  dns:
    image: example/dns:1.4
    ports: ["53:53", 53:53/udp]
`,
    },
  ],
  good: [
    `services:
  git:
    image: example/git:1.4
    ports:
      - "22:22"
      - '23:23'
`,
    {
      title: 'no number in any version',
      files: `services:
  web:
    image: example/web:1.4
    ports:
      - 8080:80
      - 443:443
      - 127.0.0.1:22:22
      - 53:53/udp
      - 22
      - "\${PORT}:22"
`,
    },
    {
      title: 'other things than ports',
      files: `services:
  web:
    image: example/web:1.4
    labels:
      opens: 12:30
    user: 33:33
`,
    },
  ],
  *check({ services }) {
    for (const { service, pair } of writtenUnder(services, 'ports')) {
      if (pair.value?.kind !== 'seq') continue;
      for (const item of pair.value.items) {
        if (item.kind !== 'scalar' || item.style !== 'plain' || item.tag || !BY_SIXTIES.test(item.text)) continue;
        yield {
          at: item,
          message: `Readers of YAML 1.1 take \`${item.text}\` for the number ${bySixties(item.text)}; write it in quotes`,
          address: `services.${service.name}`,
          fix: { title: 'Write it in quotes', edits: [replace(item, `"${item.text}"`)] },
        };
      }
    }
  },
});

function bySixties(text: string): number {
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
