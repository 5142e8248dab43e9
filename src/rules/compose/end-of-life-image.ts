import { rule } from '../../core/rule';
import { endedMessage, supportedFix } from '../shared/ended-image';
import { parseImage } from '../shared/image';

export default rule({
  id: 'compose/end-of-life-image',
  title: 'Service image that gets no more updates',
  why: [
    'When support ends, the image is no longer built: holes that are found from then on stay open, in the program itself and in the system beneath it. Scanners go on finding them, and nobody will mend them.',
    'For databases the way to the next version is longest: their data have to be brought over, which is best done while both versions are still at hand.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://endoflife.date/', 'https://docs.docker.com/reference/compose-file/services/#image'],
  bad: [
    {
      files: `services:
  web:
    image: node:«16-alpine»
  db:
    image: "postgres:«11»"
`,
      fixed: `services:
  web:
    image: node:26-alpine
  db:
    image: "postgres:18"
`,
    },
    {
      title: 'a default is what is pulled unless somebody thinks of the variable',
      files: `services:
  db:
    image: mysql:\${MYSQL_VERSION:-«5.7»}
`,
      fixed: `services:
  db:
    image: mysql:\${MYSQL_VERSION:-9.7}
`,
    },
    {
      title: 'the value that `.env` gives it stands elsewhere',
      files: {
        'compose.yaml': `services:
  db:
    image: «postgres:\${POSTGRES_VERSION}»
`,
        '.env': `POSTGRES_VERSION=9.6
`,
      },
    },
  ],
  good: [
    `services:
  web:
    image: node:24-alpine
  db:
    image: postgres:18
`,
    { title: 'its last day', files: 'services:\n  web:\n    image: node:20\n', today: '2026-04-30' },
    {
      title: 'the environment decides, or `.env` says otherwise',
      files: {
        'compose.yaml': `services:
  db:
    image: postgres:\${POSTGRES_VERSION}
  old:
    image: postgres:\${OLD_VERSION:-9.6}
`,
        '.env': `OLD_VERSION=18
`,
      },
    },
    {
      title: 'the override names another',
      files: {
        'compose.yaml': `services:
  db:
    image: postgres:11
`,
        'compose.override.yaml': `services:
  db:
    image: postgres:18
`,
      },
    },
    {
      title: 'the name of what is built here',
      files: `services:
  node:
    build: .
    image: node:16
`,
    },
  ],
  *check({ services }, { today }) {
    const seen = new Set<unknown>();
    for (const service of services) {
      const { image, build, parts } = service;
      if (!image || seen.has(image.node) || build || parts.some((part) => part.build)) continue;
      seen.add(image.node);
      const reference = parseImage(image.text);
      const message = reference && endedMessage(reference, today);
      if (!reference || message === undefined || service.isOverruled('image')) continue;
      const { start, end } = reference.tag ?? reference.name;
      yield {
        at: image.spanOf(start, end),
        message,
        address: `services.${service.name}`,
        fix: supportedFix(reference, image.spanOf, today),
      };
    }
  },
});
