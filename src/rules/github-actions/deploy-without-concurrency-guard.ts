import { rule } from '../../core/rule';
import type { Edit } from '../../core/text';
import { jobBehind } from '../../formats/github-actions/delivery-edit';
import type { Job } from '../../formats/github-actions/model';
import { insertPairs } from '../../formats/yaml/edit';
import { deployWithoutConcurrencyGuard } from '../shared/delivery/deploy-without-concurrency-guard';

export default rule({
  id: 'github-actions/deploy-without-concurrency-guard',
  title: 'Two deploys at once',
  why: [
    'Two pushes within a minute start two deploys, and nothing says that the first one ends first: the older version may stay, or two runs change the same thing halfway each.',
    'With `concurrency`, one run of the group waits for the other. `cancel-in-progress` is best left off here: a deploy that is broken off leaves half of it behind.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['zizmor:concurrency-limits'],
  links: [
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idconcurrency',
  ],
  bad: [
    {
      files: `on:
  push:
    branches: [main]
jobs:
  «deploy»:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/checkout@v6
      - run: gcloud run deploy shop --image europe-docker.pkg.dev/acme/shop/web
`,
      fixed: `on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    concurrency: \${{ github.workflow }}-deploy
    steps:
      - uses: actions/checkout@v6
      - run: gcloud run deploy shop --image europe-docker.pkg.dev/acme/shop/web
`,
    },
    {
      title: 'the jobs of a matrix must not wait for one another',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  «rollout»:
    strategy:
      matrix:
        region: [eu, us]
    runs-on: ubuntu-latest
    steps:
      - run: helm upgrade shop ./chart --kube-context \${{ matrix.region }}
`,
      fixed: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  rollout:
    strategy:
      matrix:
        region: [eu, us]
    runs-on: ubuntu-latest
    concurrency: \${{ github.workflow }}-rollout-\${{ strategy.job-index }}
    steps:
      - run: helm upgrade shop ./chart --kube-context \${{ matrix.region }}
`,
    },
  ],
  good: [
    `on:
  push:
    branches: [main]
concurrency: production
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s/
`,
    `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    concurrency:
      group: \${{ github.workflow }}-\${{ github.ref }}
      cancel-in-progress: false
    steps:
      - run: kubectl apply -f k8s/
`,
    {
      title: 'nothing but a plan',
      files: `on: push
jobs:
  plan:
    runs-on: ubuntu-latest
    steps:
      - run: terraform plan -out plan
`,
    },
    {
      title: 'a cluster that is gone with the job',
      files: `on: push
jobs:
  integration:
    runs-on: ubuntu-latest
    steps:
      - run: kind create cluster
      - run: kubectl apply -f k8s/
`,
    },
    {
      title: 'the called workflow may guard itself',
      files: `on:
  push:
    branches: [main]
jobs:
  deploy:
    uses: ./.github/workflows/deploy.yml
`,
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of deployWithoutConcurrencyGuard(model.delivery)) {
      const edits = found.all.map((each) => guard(jobBehind(model, each)));
      const isWhole = edits.every((edit) => edit !== undefined);
      yield { ...found, fix: isWhole ? { title: 'Let one deploy wait for the other', edits } : undefined };
    }
  },
});

/** Groups are shared by all workflows of a repository, so that the name of this one belongs to it. */
function guard(job: Job | undefined): Edit | undefined {
  if (!job || job.uses || job.map.holder?.alias) return undefined;
  const name = `\${{ github.workflow }}-${job.id}`;
  const group = job.map.lacks('strategy') ? name : `${name}-\${{ strategy.job-index }}`;
  const place = ['environment', 'runs-on'].find((key) => job.map.ownPairs.some((pair) => pair.name === key));
  return insertPairs(job.map, { concurrency: group }, place === undefined ? 'first' : { after: place });
}
