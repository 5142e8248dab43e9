import { rule } from '../../core/rule';
import { missingFailureNotification } from '../shared/delivery/missing-failure-notification';

export default rule({
  id: 'github-actions/missing-failure-notification',
  title: 'Nobody is told of a failure',
  why: [
    'GitHub writes a mail to whoever pushed, and for a scheduled workflow to whoever changed its schedule last; the team hears nothing. A deploy that has failed at night, or a backup that has not been made for weeks, is found by chance.',
    'A step with `if: failure()` that writes to the channel of the team, or opens an issue, tells those who can help. Off until asked for: some teams watch workflows from outside.',
  ],
  severity: 'info',
  practice: 'observability',
  preset: 'all',
  since: '0.1.0',
  links: [
    'https://docs.github.com/en/actions/concepts/workflows-and-actions/notifications-for-workflow-runs',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#failure',
  ],
  bad: [
    {
      files: `«on»:
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
    },
    {
      title: 'by the clock',
      files: `«on»:
  schedule:
    - cron: 12 3 * * *
jobs:
  backup:
    runs-on: ubuntu-latest
    steps:
      - run: aws s3 sync s3://shop s3://shop-backup
`,
    },
  ],
  good: [
    `on:
  schedule:
    - cron: 12 3 * * *
jobs:
  backup:
    runs-on: ubuntu-latest
    steps:
      - run: aws s3 sync s3://shop s3://shop-backup
      - if: failure()
        uses: slackapi/slack-github-action@v2
`,
    {
      title: 'by a command',
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
      - if: failure()
        run: curl -d '{"text":"failed"}' "$SLACK_WEBHOOK_URL"
`,
    },
    {
      title: 'who has started it waits for it',
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
      title: 'nothing is deployed; the author sees it',
      files: `on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
`,
    },
    {
      title: 'another workflow watches the others',
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
        '.github/workflows/watch.yml': `on:
  workflow_run:
    workflows: [deploy]
    types: [completed]
jobs:
  tell:
    runs-on: ubuntu-latest
    steps:
      - uses: slackapi/slack-github-action@v2
`,
      },
    },
  ],
  *check({ delivery }) {
    if (delivery) yield* missingFailureNotification(delivery);
  },
});
