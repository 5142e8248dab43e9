import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'an action that tests',
      files:
        'on: push\njobs:\n  web:\n    runs-on: ubuntu-latest\n    steps:\n      - «continue-on-error: true»\n        uses: cypress-io/github-action@v6\n',
      fixed:
        'on: push\njobs:\n  web:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: cypress-io/github-action@v6\n',
    },
    {
      title: 'in one line with others',
      files:
        'on: push\njobs:\n  web:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm ci && npm test« || exit 0»\n',
      fixed: 'on: push\njobs:\n  web:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm ci && npm test\n',
    },
    {
      title: 'a container may have no Bash',
      files:
        'on: push\njobs:\n  web:\n    runs-on: ubuntu-latest\n    container: node:24-alpine\n    steps:\n      - run: npm test« | tee log»\n',
    },
  ],
  good: [
    {
      title: 'somebody has said why',
      files:
        'on: push\njobs:\n  web:\n    runs-on: ubuntu-latest\n    steps:\n      - name: Annotate\n        # Only for the annotations; the tests run below.\n        run: cargo test -p one || true\n      - run: cargo test\n',
    },
    {
      title: 'tests are named, not run',
      files:
        'on: push\njobs:\n  web:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pnpm exec vitest list > /dev/null 2>&1 || true\n      - run: pytest --collect-only || true\n',
    },
    {
      title: 'a workflow for what is only tried',
      files: {
        '.github/workflows/nightly.yml':
          'on:\n  schedule:\n    - cron: 1 2 * * *\njobs:\n  web:\n    runs-on: ubuntu-latest\n    continue-on-error: true\n    steps:\n      - run: ./gradlew check\n',
      },
    },
    {
      title: 'the default shell is set, and heeds pipes',
      files:
        'on: push\ndefaults:\n  run:\n    shell: bash\njobs:\n  web:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test | tee log\n',
    },
  ],
} satisfies Cases;
