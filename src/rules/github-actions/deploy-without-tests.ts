import { type Fix, rule } from '../../core/rule';
import type { Edit } from '../../core/text';
import { atHead, jobBehind } from '../../formats/github-actions/delivery-edit';
import type { Job } from '../../formats/github-actions/model';
import { appendItem, setValue } from '../../formats/yaml/edit';
import { Verbatim } from '../../formats/yaml/render';
import { deployWithoutTests } from '../shared/delivery/deploy-without-tests';

export default rule({
  id: 'github-actions/deploy-without-tests',
  title: 'Deploy that waits for no test',
  why: [
    'Jobs of a workflow run side by side unless one `needs` the other. A deploy that does not wait for the tests is done before they have failed: what is broken reaches its users first, and the red mark comes after.',
    'The tests of another workflow count, since branch protection can ask for them; so does what a reusable workflow or an unknown action may do.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds',
    'https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/control-deployments',
  ],
  bad: [
    {
      title: 'the tests run beside the deploy',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: npm ci
      - run: npm test
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/checkout@v6
      - run: «kubectl apply -f k8s/»
`,
      fixed: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: npm ci
      - run: npm test
  deploy:
    needs: test
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/checkout@v6
      - run: kubectl apply -f k8s/
`,
    },
    {
      title: 'it waits for the build only',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: docker build -t registry.example.com/shop:\${{ github.sha }} --push .
  unit:
    name: Unit tests
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: ./gradlew test
  deploy:
    needs: build
    runs-on: ubuntu-latest
    environment: production
    steps:
      - name: Roll out
        run: |
          «helm upgrade --install shop ./chart --set image.tag=\${{ github.sha }}»
`,
      fixed: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: docker build -t registry.example.com/shop:\${{ github.sha }} --push .
  unit:
    name: Unit tests
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: ./gradlew test
  deploy:
    needs: [build, unit]
    runs-on: ubuntu-latest
    environment: production
    steps:
      - name: Roll out
        run: |
          helm upgrade --install shop ./chart --set image.tag=\${{ github.sha }}
`,
    },
    {
      title: 'no workflow of the repository tests anything',
      files: `on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/checkout@v6
      - run: npm ci
      - run: «npx serverless deploy --stage production»
`,
    },
  ],
  good: [
    {
      title: 'it waits, through another job',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
  build:
    needs: test
    runs-on: ubuntu-latest
    steps:
      - run: docker build -t shop .
  deploy:
    needs: [build]
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s/
`,
    },
    {
      title: 'the pull request has been tested, by another workflow',
      files: {
        '.github/workflows/deploy.yml': `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s/
`,
        '.github/workflows/test.yml': `on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: go test ./...
`,
      },
    },
    {
      title: 'it starts when another workflow has gone well',
      files: `on:
  workflow_run:
    workflows: [CI]
    types: [completed]
permissions:
  id-token: write
jobs:
  deploy:
    if: github.event.workflow_run.conclusion == 'success'
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s/
`,
    },
    {
      title: 'a reusable workflow may test',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  checks:
    uses: acme/workflows/.github/workflows/all.yml@v3
  deploy:
    needs: checks
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s/
`,
    },
    {
      title: 'the build by Maven tests as well',
      files: `on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: mvn -B package
      - uses: azure/webapps-deploy@v3
        with:
          app-name: shop
`,
    },
    {
      title: 'the deploy is itself a test, to a cluster of the job',
      files: `on: push
jobs:
  chart:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: helm/kind-action@v1
      - run: helm install shop ./chart --wait
`,
    },
    {
      title: 'a preview, before the tests are known',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  deploy-staging:
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s/
`,
    },
  ],
  *check(model, { project }) {
    if (!model.delivery) return;
    for (const found of deployWithoutTests(model.delivery, project)) {
      const job = jobBehind(model, found.job);
      yield {
        ...found,
        fix:
          job &&
          waitFor(
            job,
            found.tests.map(({ id }) => id),
          ),
      };
    }
  },
});

/** Into a list goes the first of them only: it is enough to have what is deployed tested. */
function waitFor(job: Job, ids: readonly string[]): Fix | undefined {
  const [first, ...others] = ids;
  const pair = job.map.pair('needs');
  if (first === undefined || pair?.alias || (pair && pair.parent !== job.map)) return undefined;
  const value = pair?.value;
  if (pair && value?.kind === 'seq') return waiting([first], appendItem(value, first));
  if (pair)
    return value?.kind === 'scalar'
      ? waiting(ids, setValue(pair, new Verbatim(`[${[value.text, ...ids].join(', ')}]`)))
      : undefined;
  return waiting(ids, atHead(job, { needs: others.length === 0 ? first : [...ids] }));
}

function waiting(ids: readonly string[], edit: Edit | undefined): Fix | undefined {
  return edit && { title: `Let it wait for ${ids.join(', ')}`, edits: [edit] };
}
