import { rule } from '../../core/rule';
import { stepBehind } from '../../formats/github-actions/delivery-edit';
import { insertUnder } from '../../formats/yaml/edit';
import { deployWithoutVerification } from '../shared/delivery/deploy-without-verification';
import { waitForRelease } from '../shared/delivery/wait-for-release';

export default rule({
  id: 'github-actions/deploy-without-verification',
  title: 'Deploy that nobody looks after',
  why: [
    '`kubectl apply` and most other commands that deploy are done when the wish has been written down. Whether the new version starts, answers and stays is seen later, by users, while the workflow is green.',
    'A step that waits for the rollout or asks the service for its health makes the workflow fail when the deploy has; `kubectl rollout undo`, `helm rollback` or a slot to swap back to make it harmless.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_status/',
    'https://helm.sh/docs/helm/helm_upgrade/',
  ],
  bad: [
    {
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: «helm upgrade --install shop ./chart»
`,
      fixed: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: helm upgrade --wait --install shop ./chart
`,
    },
    {
      title: 'the action can wait, but is not told to',
      files: `on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: «aws-actions/amazon-ecs-deploy-task-definition@v2»
        with:
          task-definition: task.json
          service: shop
          cluster: shop
`,
      fixed: `on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with:
          task-definition: task.json
          service: shop
          cluster: shop
          wait-for-service-stability: true
`,
    },
    {
      title: 'the wish is written down, and that is all',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: |
          cd k8s
          «kubectl apply -k overlays/production»
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
    steps:
      - run: |
          kubectl apply -f k8s/
          kubectl rollout status deployment/shop --timeout 5m
`,
    {
      title: 'Helm waits, and takes back what fails',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: helm upgrade --install --atomic shop ./chart
`,
    },
    {
      title: 'a later job asks the service',
      files: `on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: npx serverless deploy
  smoke:
    needs: deploy
    runs-on: ubuntu-latest
    steps:
      - run: curl --fail https://shop.example.com/health
`,
    },
    {
      title: 'Cloud Run sends traffic only to what has become ready',
      files: `on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: google-github-actions/deploy-cloudrun@v2
        with:
          service: shop
`,
    },
    {
      title: 'an unknown action may look',
      files: `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s/
      - uses: acme/after-release@v1
`,
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of deployWithoutVerification(model.delivery)) {
      const step = stepBehind(model, found.step);
      const isEcs = step?.uses?.text.startsWith('aws-actions/amazon-ecs-deploy-task-definition@') === true;
      const edit = isEcs
        ? insertUnder(step.map, 'with', { 'wait-for-service-stability': true })
        : waitForRelease(found.at);
      yield { ...found, fix: edit && { title: 'Wait until it is ready', edits: [edit] } };
    }
  },
});
