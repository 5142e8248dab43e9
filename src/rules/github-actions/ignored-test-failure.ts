import { type Fix, rule } from '../../core/rule';
import { atHead, jobBehind, stepBehind } from '../../formats/github-actions/delivery-edit';
import type { ActionsModel } from '../../formats/github-actions/model';
import { removePart } from '../../formats/yaml/edit';
import { heed, type Ignored, ignoredTestFailure } from '../shared/delivery/ignored-test-failure';

export default rule({
  id: 'github-actions/ignored-test-failure',
  title: 'Tests that may fail',
  why: [
    'A test whose failure changes nothing is not read for long: the mark stays green, the next failure hides behind the first, and what is deployed has in truth not been tested.',
    'A test that can’t be trusted is better mended, skipped by name, or moved to a job that says so (*nightly*, *experimental*); such jobs are left alone, and so are steps whose `outcome` somebody asks for. In a pipe, the Bash that GitHub starts unless `shell: bash` is written heeds the last command only: `npm test | tee log` goes well whatever the tests say.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepscontinue-on-error',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell',
  ],
  bad: [
    {
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm ci
      - run: npm test« || true»
`,
      fixed: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm ci
      - run: npm test
`,
    },
    {
      title: 'the step may fail',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - name: Unit tests
        run: go test ./...
        «continue-on-error: true»
`,
      fixed: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - name: Unit tests
        run: go test ./...
`,
    },
    {
      title: 'the whole job may fail',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    «continue-on-error: true»
    steps:
      - run: pytest
`,
      fixed: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
`,
    },
    {
      title: 'the pipe goes well when tee does',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: |
          cargo build
          cargo test --workspace 2>&1« | tee test.log»
`,
      fixed: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - shell: bash
        run: |
          cargo build
          cargo test --workspace 2>&1 | tee test.log
`,
    },
  ],
  good: [
    `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
`,
    {
      title: 'something else may fail',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: docker rm -f db || true
      - run: npm test
      - uses: codecov/codecov-action@v5
        continue-on-error: true
`,
    },
    {
      title: 'it says of itself that it is only tried',
      files: `on: push
jobs:
  nightly-toolchain:
    runs-on: ubuntu-latest
    continue-on-error: true
    steps:
      - run: cargo test
`,
    },
    {
      title: 'the matrix knows which may fail',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    continue-on-error: \${{ matrix.experimental }}
    strategy:
      matrix:
        experimental: [false, true]
    steps:
      - run: pytest
`,
    },
    {
      title: 'the outcome is heeded later',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - id: tests
        run: npm test
        continue-on-error: true
      - run: ./report.sh
      - if: steps.tests.outcome == 'failure'
        run: exit 1
`,
    },
    {
      title: 'the failure is kept for later, or told otherwise',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: |
          npm test || failed=1
          make logs
          exit \${failed:-0}
      - run: pytest || (cat log.txt && exit 1)
`,
    },
    {
      title: 'the pipe heeds all its parts',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - shell: bash
        run: npm test | tee log
      - run: |
          set -o pipefail
          npm test | tee log
`,
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of ignoredTestFailure(model.delivery)) yield { ...found, fix: heeded(model, found) };
  },
});

function heeded(model: ActionsModel, { job, step, leniency }: Ignored): Fix | undefined {
  const title = `Heed the failure: remove ${leniency.by}`;
  const behind = stepBehind(model, step);
  if (leniency.by.startsWith('||')) return { title, edits: [heed(leniency)] };
  if (leniency.by.startsWith('|')) {
    const edit = behind && !behind.job?.container ? atHead(behind, { shell: 'bash' }) : undefined;
    return edit && { title: 'Set `shell: bash`, which heeds all of a pipe', edits: [edit] };
  }
  const { map } = behind ?? jobBehind(model, job) ?? {};
  const pair = map?.ownPairs.find((each) => each === leniency.at);
  return pair && { title, edits: [removePart(pair)] };
}
