import { type Fix, rule } from '../../core/rule';
import { does } from '../../formats/delivery/graph';
import { atHead, jobBehind, stepBehind } from '../../formats/github-actions/delivery-edit';
import type { ActionsModel } from '../../formats/github-actions/model';
import { Verbatim } from '../../formats/yaml/render';
import type { Delivered } from '../shared/delivery/delivered';
import { deployFromAnyBranch } from '../shared/delivery/deploy-from-any-branch';

export default rule({
  id: 'github-actions/deploy-from-any-branch',
  title: 'Deploy from any branch or pull request',
  why: [
    'A deploy that every push starts brings whatever somebody has just tried on a branch of their own: untested, unread, and over the work of all others. One that a pull request starts does so before anybody has agreed to it.',
    'Name the branches in `on.push.branches`, or ask for the branch in an `if` of the job or of the step that deploys. Previews of their own, staging environments and pages of documentation are left alone.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore',
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-jobs-with-conditions',
  ],
  bad: [
    {
      title: 'every push',
      files: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: «flyctl deploy --remote-only»
`,
      fixed: `on: push
jobs:
  deploy:
    if: github.ref == 'refs/heads/main'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: flyctl deploy --remote-only
`,
    },
    {
      title: 'the tests may run for a pull request, the deploy may not',
      files: `on:
  push:
    branches: [main]
  pull_request:
jobs:
  all:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: npm ci && npm test
      - name: Deploy
        uses: «azure/webapps-deploy@v3»
        with:
          app-name: shop
`,
      fixed: `on:
  push:
    branches: [main]
  pull_request:
jobs:
  all:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: npm ci && npm test
      - name: Deploy
        if: github.ref == 'refs/heads/main'
        uses: azure/webapps-deploy@v3
        with:
          app-name: shop
`,
    },
  ],
  good: [
    {
      title: 'a named branch',
      files: `on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: flyctl deploy
`,
    },
    {
      title: 'the step asks for the branch',
      files: `on: [push, pull_request]
jobs:
  all:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
      - if: github.ref == 'refs/heads/main' && github.event_name == 'push'
        run: flyctl deploy
`,
    },
    {
      title: 'the job asks for the event',
      files: `on:
  pull_request:
  release:
    types: [published]
jobs:
  deploy:
    if: github.event_name == 'release'
    runs-on: ubuntu-latest
    steps:
      - run: flyctl deploy
`,
    },
    {
      title: 'each pull request has a place of its own',
      files: `on: pull_request
permissions:
  id-token: write
jobs:
  review-app:
    runs-on: ubuntu-latest
    steps:
      - run: helm upgrade --install "shop-\${{ github.event.number }}" ./chart
`,
    },
    {
      title: 'only shown what would be done',
      files: `on: pull_request
permissions:
  id-token: write
jobs:
  plan:
    runs-on: ubuntu-latest
    steps:
      - run: terraform plan
      - run: kubectl apply --dry-run=server -f k8s/
`,
    },
    {
      title: 'pages of documentation',
      files: `on: push
jobs:
  docs:
    runs-on: ubuntu-latest
    steps:
      - run: mkdocs gh-deploy --force
`,
    },
    {
      title: 'a condition that only the run can tell',
      files: `on: pull_request
jobs:
  deploy:
    if: contains(github.event.pull_request.labels.*.name, 'deploy')
    runs-on: ubuntu-latest
    steps:
      - run: flyctl deploy
`,
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of deployFromAnyBranch(model.delivery)) yield { ...found, fix: onlyMain(model, found) };
  },
});

/** The condition stands on the job where it does nothing for others, else on the step. */
function onlyMain(model: ActionsModel, { job, step }: Delivered): Fix | undefined {
  const isOnlyDeploy = !does(job, 'tests') && !does(job, 'lints') && !does(job, 'builds');
  const target = isOnlyDeploy ? jobBehind(model, job) : stepBehind(model, step);
  if (!target?.map.lacks('if')) return undefined;
  const edit = atHead(target, { if: new Verbatim("github.ref == 'refs/heads/${1:main}'") });
  return edit && { title: 'Deploy from one branch only', edits: [edit] };
}
