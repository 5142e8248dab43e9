import { rule } from '../../core/rule';
import { latestTag } from '../shared/latest-tag';
import { workflowImages } from '../shared/workflow-images';

export default rule({
  id: 'github-actions/latest-tag',
  title: 'Container of a job without a fixed version',
  why: [
    'The tag `latest`, which is also meant where no tag is written, names whatever was pushed last. The same commit is built with other tools, and tested against another database, tomorrow than today: workflows break without a change, and an old release can not be built again.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['zizmor:unpinned-images', 'ghalint:deny_job_container_latest_image'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontainerimage',
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  ],
  bad: [
    {
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container: node:«latest»
    services:
      db:
        image: «postgres»
    steps:
      - run: npm test
`,
      fixed: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container: node:26
    services:
      db:
        image: postgres:18
    steps:
      - run: npm test
`,
    },
    {
      title: 'in the long form',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container:
      image: ghcr.io/acme/build:«latest»
    steps:
      - run: make
`,
    },
  ],
  good: [
    `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container: node:26-alpine
    services:
      db:
        image: postgres:18
    steps:
      - run: npm test
`,
    {
      title: 'only the matrix knows',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        image: [alpine, debian]
    container: \${{ matrix.image }}
    steps:
      - run: make
`,
    },
    {
      title: 'a digest decides',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container: alpine:latest@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60
    steps:
      - run: make
`,
    },
  ],
  *check(model, { today }) {
    for (const { reference, spanOf } of workflowImages(model)) {
      const finding = latestTag(reference, today, spanOf);
      if (finding) yield { ...finding, address: reference.name.text };
    }
  },
});
