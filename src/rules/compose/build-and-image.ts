import { rule } from '../../core/rule';
import { officialName, parseImage } from '../shared/image';
import { isLocalImage } from '../shared/local-image';

export default rule({
  id: 'compose/build-and-image',
  title: 'Service with a build and an image',
  why: [
    'Where both are written, `image` is the name that the built image gets. Whoever reads it takes it for the image that runs, and `docker compose pull` does pull it, over what was built.',
    'Naming what is built is a good habit before a push, so the rule is off until asked for; under a name of Docker’s official images it is misleading for everybody, and said with a word more.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'all',
  since: '0.1.0',
  equivalents: ['dclint:no-build-and-image'],
  links: [
    'https://docs.docker.com/reference/compose-file/build/#using-build-and-image',
    'https://docs.docker.com/reference/compose-file/services/#pull_policy',
  ],
  bad: [
    `services:
  web:
    build: .
    «image: example/web:1.4»
`,
    `services:
  db:
    «image: postgres:18»
    build:
      context: ./db
`,
  ].map((files) => ({ files })),
  good: [
    `services:
  web:
    build: .
  db:
    image: postgres:18
`,
    {
      title: 'it says itself that the image is built',
      files: `services:
  web:
    build: .
    image: example/web:1.4
    pull_policy: build
`,
    },
    {
      title: 'the override builds what is pulled otherwise',
      files: {
        'compose.yaml': `services:
  web:
    image: example/web:1.4
`,
        'compose.override.yaml': `services:
  web:
    build: .
`,
      },
    },
  ],
  *check({ services }) {
    for (const { name, map, image, build } of services) {
      const pair = map.pair('image');
      if (!pair || !image || !build || map.has('pull_policy')) continue;
      const reference = parseImage(image.text);
      const official = reference && !isLocalImage(reference) ? officialName(reference) : undefined;
      yield {
        at: pair,
        message:
          official === undefined
            ? `\`${name}\` is built, and \`image\` only names the result; set \`pull_policy: build\` or drop one of them`
            : `What \`${name}\` builds takes the name of the official image \`${official}\`; give it a name of its own`,
        address: `services.${name}`,
      };
    }
  },
});
