import type { Cases } from '../../support/cases';

const job = (on: string, id: string, steps: string, more = '') =>
  `on: ${on}\npermissions:\n  id-token: write\njobs:\n  ${id}:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps}`;

export default {
  bad: [
    {
      title: 'it runs whatever became of what it waits for',
      files: `on: pull_request
jobs:
  build:
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    steps:
      - run: make
  deploy:
    needs: build
    if: always()
    runs-on: ubuntu-latest
    steps:
      - run: «flyctl deploy»
        env:
          FLY_API_TOKEN: \${{ secrets.FLY_API_TOKEN }}
`,
    },
    {
      title: 'every branch, by a pattern',
      files: job("{ push: { branches: ['**'] } }", 'ship', '      - run: «kubectl apply -f k8s/»\n'),
      fixed: job(
        "{ push: { branches: ['**'] } }",
        'ship',
        '      - run: kubectl apply -f k8s/\n',
        '',
      ).replace('    runs-on', "    if: github.ref == 'refs/heads/main'\n    runs-on"),
    },
    {
      title: 'production, though the job has a condition of its own',
      files: job(
        '[pull_request]',
        'ship',
        '      - run: «terraform apply -auto-approve»\n',
        "    if: github.repository == 'acme/shop'\n    environment: production\n",
      ),
    },
  ],
  good: [
    {
      title: 'skipped with the job that it waits for',
      files: `on: [push, pull_request]
jobs:
  build:
    if: github.event_name == 'push' && github.ref == 'refs/heads/main'
    runs-on: ubuntu-latest
    steps:
      - run: make
  deploy:
    needs: build
    runs-on: ubuntu-latest
    steps:
      - run: flyctl deploy
        env:
          FLY_API_TOKEN: \${{ secrets.FLY_API_TOKEN }}
`,
    },
    {
      title: 'a test on a cluster that a script makes',
      files: job('pull_request', 'istio', '      - run: ./tests/install_KinD_create_KinD_cluster.sh\n      - run: kubectl apply -f -\n'),
    },
    {
      title: 'nothing to log in with: what is applied is local to the job',
      files: job('pull_request', 'output', '      - run: terraform apply -auto-approve\n').replace(
        'id-token: write',
        'contents: read',
      ),
    },
    {
      title: 'a place that is no production, by the option of the command',
      files: job('push', 'ship', '      - run: npx serverless deploy --stage dev\n'),
    },
    {
      title: 'a name of its own for each branch',
      files: job('push', 'ship', '      - run: helm upgrade --install "shop-$GITHUB_REF_NAME" ./chart\n'),
    },
    {
      title: 'after the pull request has been merged',
      files: job('{ pull_request: { types: [closed] } }', 'ship', '      - run: terraform apply -auto-approve\n'),
    },
  ],
} satisfies Cases;
