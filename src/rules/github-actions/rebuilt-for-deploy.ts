import { rule } from '../../core/rule';
import { rebuiltForDeploy } from '../shared/delivery/rebuilt-for-deploy';

export default rule({
  id: 'github-actions/rebuilt-for-deploy',
  title: 'Built once more for the deploy',
  why: [
    'A second build is another program: a dependency may have moved on, the cache may have been another, and what was tested is not what runs. It costs the time of the build each time besides.',
    'Build once, hand the result on as an artifact or an image by its digest, and deploy that to one environment after the other. Off until asked for, since a build that can be reproduced may well be repeated.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'all',
  since: '0.1.0',
  links: ['https://docs.github.com/en/actions/tutorials/store-and-share-data'],
  bad: [
    {
      files: `on:
  push:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm ci
      - run: npm run build
      - run: npm test
  deploy:
    needs: test
    runs-on: ubuntu-latest
    steps:
      - run: npm ci
      - run: «npm run build»
      - run: npx wrangler deploy
`,
    },
    {
      title: 'an image of the same name is another image',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/build-push-action@v6
        with:
          load: true
      - run: docker run --rm shop npm test
  deploy:
    needs: [check]
    runs-on: ubuntu-latest
    steps:
      - uses: «docker/build-push-action@v6»
        with:
          push: true
          tags: registry.example.com/shop:1
      - run: kubectl set image deployment/shop web=registry.example.com/shop:1
`,
    },
  ],
  good: [
    {
      title: 'the build is handed on',
      files: `on:
  push:
    branches: [main]
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: npm run build
      - uses: actions/upload-artifact@v5
        with:
          path: dist
  deploy:
    needs: build
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v6
      - run: npx wrangler deploy
`,
    },
    {
      title: 'built in one job only',
      files: `on:
  push:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  deploy:
    needs: test
    runs-on: ubuntu-latest
    steps:
      - run: npm run build
      - run: npx wrangler deploy
`,
    },
    {
      title: 'something else is built',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  app:
    runs-on: ubuntu-latest
    steps:
      - run: npm run build
  deploy:
    needs: app
    runs-on: ubuntu-latest
    steps:
      - run: docker build -t registry.example.com/shop --push .
      - run: kubectl apply -f k8s/
`,
    },
  ],
  *check({ delivery }) {
    if (delivery) yield* rebuiltForDeploy(delivery);
  },
});
