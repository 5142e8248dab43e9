import { rule } from '../../core/rule';
import type { Trigger } from '../../formats/github-actions/model';
import { runsForForks } from '../../formats/github-actions/privileged';
import { items, map, string } from '../../formats/yaml/access';
import { insertPairs } from '../../formats/yaml/edit';

export default rule({
  id: 'github-actions/missing-concurrency',
  title: 'Outdated runs of a pull request go on',
  why: [
    'Each push to a pull request starts all checks once more, and those of the push before go on, though nobody will look at them. They take runners and minutes that the new ones wait for.',
    'A group by workflow and branch, with `cancel-in-progress`, ends them. It is contested, since a run that was cancelled looks like one that failed; so the rule is off until asked for.',
  ],
  severity: 'info',
  practice: 'cost',
  preset: 'all',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['zizmor:concurrency-limits'],
  links: [
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency',
  ],
  bad: [
    {
      files: `name: CI
«on»:
  pull_request:
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
`,
      fixed: `name: CI
on:
  pull_request:
concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
`,
    },
    {
      title: 'what is pushed to a branch goes on',
      files: `«on»: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
`,
      fixed: `on: [push, pull_request]
concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
`,
    },
  ],
  good: [
    `on: pull_request
concurrency: tests
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
`,
    {
      title: 'of the job',
      files: `on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    concurrency:
      group: \${{ github.head_ref }}
    steps:
      - run: npm test
`,
    },
    {
      title: 'a push starts nothing',
      files: `on:
  pull_request:
    types: [closed]
jobs:
  clean:
    runs-on: ubuntu-latest
    steps:
      - run: ./clean.sh
`,
    },
    {
      title: 'issues, which are all of one branch',
      files: `on: [pull_request, issues]
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - run: ./greet.sh
`,
    },
    {
      title: 'no pull requests',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
`,
    },
  ],
  *check({ workflow, jobs }) {
    if (!workflow?.on || !workflow.map.lacks('concurrency') || !runsForForks(workflow)) return;
    if (jobs.length === 0 || jobs.some((job) => !job.map.lacks('concurrency') || job.uses)) return;
    // Issues, comments and labels have no branch of their own to be told apart by.
    const events = workflow.triggers?.map(({ event }) => event) ?? [];
    if (!workflow.triggers?.some(startsForPushes) || !events.every((event) => CHECKED.has(event))) return;
    const isOnly = events.every((event) => event === 'pull_request');
    yield {
      at: workflow.on.key,
      message: 'Each push to a pull request leaves the runs of the push before going on; add `concurrency`',
      address: 'concurrency',
      fix: {
        title: 'Cancel the outdated runs of a pull request',
        edits: [
          insertPairs(
            workflow.map,
            {
              concurrency: {
                group: `\${{ github.workflow }}-\${{ github.ref }}`,
                'cancel-in-progress': isOnly ? true : `\${{ github.event_name == 'pull_request' }}`,
              },
            },
            { after: workflow.on.name },
          ),
        ],
      },
    };
  },
});

/** Whether each push to a pull request starts the workflow: it does unless only other activities are asked for. */
function startsForPushes({ event, config }: Trigger): boolean {
  if (event !== 'pull_request') return false;
  const types = map(config)?.get('types');
  if (types === undefined) return true;
  return string(types) === 'synchronize' || items(types).some((type) => string(type) === 'synchronize');
}

/** Events that start checks of a branch. */
const CHECKED = new Set(['merge_group', 'pull_request', 'push', 'schedule', 'workflow_dispatch']);
