import { rule } from '../../core/rule';
import { jobBehind } from '../../formats/github-actions/delivery-edit';
import { insertPairs } from '../../formats/yaml/edit';
import { Verbatim } from '../../formats/yaml/render';
import { deployWithoutEnvironment } from '../shared/delivery/deploy-without-environment';

export default rule({
  id: 'github-actions/deploy-without-environment',
  title: 'Deploy without environment or approval',
  why: [
    'An environment is where GitHub keeps what belongs to a deploy: who must agree, which branches may, how long to wait, the secrets that no other job gets, and the history of what ran when. A job without one deploys whatever was pushed, at once, with secrets that every workflow of the repository can read.',
    'What people start by hand is left alone, and so is what lies behind a job with an environment.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  equivalents: ['zizmor:secrets-outside-env'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idenvironment',
  ],
  bad: [
    {
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  «deploy»:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: kubectl apply -f k8s/
`,
      fixed: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/checkout@v6
      - run: kubectl apply -f k8s/
`,
    },
    {
      title: 'by an action, behind the tests',
      files: `on:
  push:
    tags: ['v*']
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: make test
  «release»:
    needs: test
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with:
          task-definition: task.json
          service: shop
          cluster: shop
`,
      fixed: `on:
  push:
    tags: ['v*']
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: make test
  release:
    needs: test
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with:
          task-definition: task.json
          service: shop
          cluster: shop
`,
    },
  ],
  good: [
    `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment:
      name: production
      url: https://shop.example.com
    steps:
      - run: kubectl apply -f k8s/
`,
    {
      title: 'only people start it',
      files: `on: workflow_dispatch
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s/
`,
    },
    {
      title: 'an earlier job has asked',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  approve:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: echo approved
  deploy:
    needs: approve
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s/
`,
    },
    {
      title: 'staging, by the name of the job',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy-to-staging:
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s/
`,
    },
    {
      title: 'a reusable workflow, whose callers decide when',
      files: `on: workflow_call
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s/
`,
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of deployWithoutEnvironment(model.delivery)) {
      const jobs = found.all.flatMap((each) => jobBehind(model, each) ?? []);
      const edits = jobs
        .filter(({ uses }) => !uses)
        .map(({ map }) => insertPairs(map, { environment: new Verbatim('${1:production}') }, { after: 'runs-on' }));
      const isWhole = edits.length === found.all.length;
      yield { ...found, fix: isWhole ? { title: 'Deploy to an environment', edits } : undefined };
    }
  },
});
