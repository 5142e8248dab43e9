import { rule } from '../../core/rule';
import { monolithicJob } from '../shared/delivery/monolithic-job';

export default rule({
  id: 'github-actions/monolithic-job',
  title: 'One job that builds, tests and deploys',
  why: [
    'A job that does everything can only be done as a whole: a deploy that failed is repeated with build and tests, the secrets of the deploy lie open to each test and each dependency, and no environment can ask before the last part alone.',
    'Jobs of their own, joined by `needs` and an artifact, run side by side where they can, and each gets the permissions it needs. Said of jobs of eight steps and more.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  links: [
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-jobs',
    'https://docs.github.com/en/actions/tutorials/store-and-share-data',
  ],
  bad: [
    {
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  «everything»:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
      - run: npm ci
      - run: npm run lint
      - run: npm test
      - run: npm run build
      - run: docker build -t registry.example.com/shop .
      - run: kubectl apply -f k8s/
`,
    },
    {
      title: 'by Gradle and an action',
      files: `on:
  push:
    branches: [main]
jobs:
  «ci»:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-java@v5
        with:
          distribution: temurin
          java-version: 21
      - run: ./gradlew check
      - run: ./gradlew assemble
      - uses: docker/setup-buildx-action@v3
      - uses: docker/build-push-action@v6
      - uses: azure/login@v2
      - uses: azure/webapps-deploy@v3
`,
    },
  ],
  good: [
    {
      title: 'small enough to see through',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  all:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: npm ci && npm test && npm run build
      - run: kubectl apply -f k8s/
`,
    },
    {
      title: 'it deploys what another job has built',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: npm ci
      - run: npm test
      - run: npm run build
  deploy:
    needs: build
    runs-on: ubuntu-latest
    steps:
      - run: echo 1
      - run: echo 2
      - run: echo 3
      - run: echo 4
      - run: echo 5
      - run: kubectl apply -f k8s/
      - run: kubectl rollout status deployment/shop
      - run: curl --fail https://shop.example.com
`,
    },
    {
      title: 'a test on a cluster that is made for it',
      files: `on: push
jobs:
  e2e:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: go build ./...
      - run: docker build -t operator .
      - uses: helm/kind-action@v1
      - run: kind load docker-image operator
      - run: kubectl apply -f config/
      - run: kubectl rollout status deployment/operator
      - run: go test ./e2e/...
`,
    },
  ],
  *check({ delivery }) {
    if (delivery) yield* monolithicJob(delivery);
  },
});
