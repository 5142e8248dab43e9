import { rule } from '../../core/rule';
import type { Service } from '../../formats/compose/model';
import { string } from '../../formats/yaml';
import { parseImage } from '../shared/image';
import { latestTag } from '../shared/latest-tag';

export default rule({
  id: 'compose/latest-tag',
  title: 'Service image without a fixed version',
  why: [
    'The tag `latest`, which is also meant where no tag is written, names whatever was pushed last. The same file starts other software tomorrow than today, on this machine other than on that one, and after an update that breaks nobody knows which version worked.',
    'Where `latest` is only the default of a variable, as in `${VERSION:-latest}`, it is mentioned as advice.',
    'Databases suffer most: a new major version refuses to open the files of the old one.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['dclint:service-image-require-explicit-tag'],
  links: [
    'https://docs.docker.com/reference/compose-file/services/#image',
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  ],
  bad: [
    {
      title: 'the newest version for production',
      files: `services:
  web:
    image: node:«latest»
  worker:
    image: '«node»'
    command: node worker.js
`,
      fixed: `services:
  web:
    image: node:26
  worker:
    image: 'node:26'
    command: node worker.js
`,
    },
    {
      files: `services:
  web:
    image: ghcr.io/example/web:«latest»
  proxy:
    image: "«example/proxy»"
  worker:
    image: shop-worker:«latest»
`,
    },
    {
      title: 'a default is what is pulled unless somebody thinks of the variable',
      files: `services:
  web:
    image: ghcr.io/example/web:\${WEB_VERSION:-«latest»}
`,
    },
  ],
  good: [
    `services:
  web:
    image: ghcr.io/example/web:1.4.2
  proxy:
    image: example/proxy:latest@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60
`,
    {
      title: 'the name of what is built here',
      files: `services:
  web:
    image: example/web:latest
    build: .
  worker:
    image: example/web:latest
    command: work
`,
    },
    {
      title: 'no image on Docker Hub has a name without a slash but the official ones: this was built on the machine',
      files: `services:
  web:
    image: shop
`,
    },
    {
      title: 'the environment decides, or says so in `.env`',
      files: {
        'compose.yaml': `services:
  web:
    image: ghcr.io/example/web:\${WEB_VERSION}
  worker:
    image: ghcr.io/example/worker:\${WORKER_VERSION:-latest}
`,
        '.env': `WORKER_VERSION=2.1.0
`,
      },
    },
    {
      title: 'the override names a version',
      files: {
        'compose.yaml': `services:
  web:
    image: ghcr.io/example/web
`,
        'compose.override.yaml': `services:
  web:
    image: ghcr.io/example/web:1.4.2
`,
      },
    },
  ],
  *check({ services }, { today }) {
    const built = new Set(services.flatMap(({ build, image }) => (build && image ? image.text : [])));
    const seen = new Set<unknown>();
    for (const service of services) {
      const { image } = service;
      if (!image || seen.has(image.node) || isBuiltHere(service) || built.has(image.text)) continue;
      seen.add(image.node);
      const reference = parseImage(image.text);
      const finding = reference && latestTag(reference, today, image.spanOf);
      if (!finding || service.isOverruled('image')) continue;
      yield { ...finding, address: `services.${service.name}` };
    }
  },
});

function isBuiltHere({ build, map, parts }: Service): boolean {
  const policy = string(map.get('pull_policy'));
  return policy === 'never' || policy === 'build' || [{ build }, ...parts].some((part) => part.build !== undefined);
}
