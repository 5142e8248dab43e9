import { rule } from '../../core/rule';
import { items, map, scalar } from '../../formats/yaml/access';
import { setScalar } from '../../formats/yaml/edit';
import { locate } from '../../formats/yaml/locate';
import { cronProblem } from '../shared/cron';

export default rule({
  id: 'github-actions/invalid-cron',
  title: 'Schedule that GitHub can not follow',
  why: [
    'A schedule has five fields, in UTC unless a `timezone` stands beside it. GitHub refuses a workflow with a field it can not read, and starts none more often than every five minutes, whatever is written.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:events'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule'],
  bad: [
    {
      title: 'a field too many, a value too great, letters of other schedulers',
      files:
        "on:\n  schedule:\n    - cron: '«0 0 4 * * *»'\n    - cron: '0 «24» * * *'\n    - cron: '0 4 «?» * 1'\n    - cron: '0 4 * * «fri-mon»'\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    },
    {
      title: 'more often than GitHub starts it, and a word for it',
      files:
        "on:\n  schedule:\n    - cron: '«*» * * * *'\n    - cron: \"«*/2» 6-18 * * 1-5\"\n    - cron: '«@daily»'\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
      fixed:
        "on:\n  schedule:\n    - cron: '*/5 * * * *'\n    - cron: \"*/5 6-18 * * 1-5\"\n    - cron: '0 0 * * *'\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    },
    {
      title: 'a day that never comes',
      files:
        "on:\n  schedule:\n    - cron: '0 4 «31» 2,4 *'\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    },
  ],
  good: [
    "on:\n  schedule:\n    - cron: '*/5 0-23/2 1,15 JAN-jun MON'\n    - cron: '0 4 29 2 *'\n    - cron: 30 5 * * 0\n      timezone: Europe/Vienna\n    - cron: '7,37 * * * 7'\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    {
      title: 'a weekday that comes where the day does not',
      files:
        "on:\n  schedule:\n    - cron: '0 4 31 2 1'\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    },
    {
      title: 'a template that GitHub fills in',
      files:
        'on:\n  schedule:\n    - cron: $cron-weekly\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
  ],
  *check({ workflow }) {
    const schedule = workflow?.triggers?.find(({ event }) => event === 'schedule');
    for (const item of items(schedule?.config)) {
      const cron = scalar(map(item)?.get('cron'));
      if (!cron || cron.text.trim() === '' || /[$]/.test(cron.text)) continue;
      const problem = cronProblem(cron.text);
      if (!problem) continue;
      const { message, start, end, instead, isUseless } = problem;
      yield {
        at: locate(cron, start, end),
        message,
        severity: isUseless ? 'warning' : undefined,
        fix: instead === undefined ? undefined : { title: `Write ${instead}`, edits: [setScalar(cron, instead)] },
      };
    }
  },
});
