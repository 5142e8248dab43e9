import { rule } from '../../core/rule';
import { circlesOf } from '../shared/job-circles';
import { clipped } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/circular-need',
  title: 'Jobs that wait for one another',
  why: ['Jobs that need one another in a circle can never start. GitHub refuses the whole workflow.'],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['actionlint:job-needs'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds'],
  bad: [
    {
      files:
        'on: push\njobs:\n  build:\n    needs: «test»\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  test:\n    needs: [build]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'a way round by several, and one that only waits for them',
      files:
        'on: push\njobs:\n  last:\n    needs: c\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  a:\n    needs: [start, «b»]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  b:\n    needs: c\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  c:\n    needs: A\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  start:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    },
  ],
  good: [
    'on: push\njobs:\n  d:\n    needs: [b, c]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  b:\n    needs: a\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  c:\n    needs: a\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    {
      title: 'nothing to wait for',
      files: 'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    },
    {
      title: 'a job of a misspelt name is another mistake',
      files:
        'on: push\njobs:\n  a:\n    needs: bb\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  b:\n    needs: a\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    },
  ],
  *check({ jobs }) {
    for (const circle of circlesOf(jobs)) {
      const [first, ...others] = circle;
      const next = (others[0] ?? first).id.toLowerCase();
      const at = first.needs.find(({ text }) => text.toLowerCase() === next) ?? first.pair.key;
      const names = [...circle, first].map(({ id }) => clipped(id));
      const shown = names.length > 6 ? [...names.slice(0, 5), '…'] : names;
      yield {
        at,
        message: `These jobs wait for one another, so none can start: ${shown.join(' → ')}`.slice(0, 200),
        related: others
          .slice(0, 8)
          .map(({ pair, id }) => ({ at: pair.key, message: `${clipped(id)} is in the circle` })),
      };
    }
  },
});
