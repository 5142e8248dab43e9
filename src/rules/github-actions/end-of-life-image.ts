import { rule } from '../../core/rule';
import { endedImages } from '../shared/pipelines/images';
import { workflowImages } from '../shared/workflow-images';

export default rule({
  id: 'github-actions/end-of-life-image',
  title: 'Container of a job that gets no updates any more',
  why: [
    'Nobody mends what is found in it from then on, neither in the language nor in the system beneath. What is built and tested with it is tested on something else than what should run, and package archives of old systems go away one day: the workflow stops without a change.',
    'Tests against an old version on purpose can say so in a comment that suppresses this.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://endoflife.date/',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontainerimage',
  ],
  bad: [
    {
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container: node:«16-alpine»
    steps:
      - run: npm test
`,
      fixed: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container: node:26-alpine
    steps:
      - run: npm test
`,
    },
    {
      title: 'a service beside the job',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    services:
      db:
        image: postgres:«9.6»
    steps:
      - run: npm test
`,
      fixed: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    services:
      db:
        image: postgres:18
    steps:
      - run: npm test
`,
    },
  ],
  good: [
    `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container: node:24-alpine
    steps:
      - run: npm test
`,
    {
      title: 'not the image of that name',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    container: ghcr.io/acme/node:16
    steps:
      - run: npm test
`,
    },
    {
      title: 'a matrix of versions decides',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        node: [16, 24]
    container: node:\${{ matrix.node }}
    steps:
      - run: npm test
`,
    },
  ],
  *check(model, { today }) {
    yield* endedImages(workflowImages(model), today);
  },
});
