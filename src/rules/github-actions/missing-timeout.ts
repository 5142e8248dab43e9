import { rule } from '../../core/rule';
import { jobBehind } from '../../formats/github-actions/delivery-edit';
import { insertPairs } from '../../formats/yaml/edit';
import { Verbatim } from '../../formats/yaml/render';
import { jobsWithoutTimeout, missingTimeout } from '../shared/delivery/missing-timeout';

export default rule({
  id: 'github-actions/missing-timeout',
  title: 'Job without a timeout',
  why: [
    'A job that hangs, on a prompt, a dead server or a lock, goes on for six hours until GitHub ends it: that is paid for by the minute, holds back what waits for it, and nobody hears of it until then.',
    'How long a job may take is known only to those who run it, so the minutes are left to be filled in; twice the usual time is a good start. It is said once a workflow.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  equivalents: ['ghalint:job_timeout_minutes_is_required'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes',
  ],
  bad: [
    {
      files: 'on: push\njobs:\n  «build»:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
      fixed:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    timeout-minutes: 30\n    steps:\n      - run: npm test\n',
    },
    {
      title: 'once a workflow, for all of its jobs',
      files:
        'on: push\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n    steps:\n      - run: npm run lint\n  «build»:\n    steps:\n      - run: npm run build\n    runs-on: ubuntu-latest\n  test:\n    needs: build\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
      fixed:
        'on: push\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n    steps:\n      - run: npm run lint\n  build:\n    steps:\n      - run: npm run build\n    runs-on: ubuntu-latest\n    timeout-minutes: 30\n  test:\n    needs: build\n    runs-on: ubuntu-latest\n    timeout-minutes: 30\n    steps:\n      - run: npm test\n',
    },
  ],
  good: [
    'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    timeout-minutes: ${{ inputs.minutes }}\n    steps:\n      - run: npm test\n',
    {
      title: 'a call of a reusable workflow, which can have none',
      files: 'on: push\njobs:\n  build:\n    uses: ./.github/workflows/build.yml\n',
    },
    {
      title: 'every step has its own',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm ci\n        timeout-minutes: 5\n      - run: npm test\n        timeout-minutes: 10\n',
    },
    {
      title: 'merged in from elsewhere',
      files:
        'on: push\njobs:\n  build: &defaults\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    steps:\n      - run: npm test\n  again:\n    <<: *defaults\n',
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    const jobs = jobsWithoutTimeout(model.delivery);
    const found = missingTimeout(jobs, 'six hours');
    if (!found) return;
    const maps = jobs.flatMap((job) => jobBehind(model, job)?.map ?? []);
    yield {
      ...found,
      fix: {
        title: maps.length === 1 ? 'Set a timeout' : `Set a timeout for each of the ${maps.length} jobs`,
        edits: maps.map((map) =>
          insertPairs(map, { 'timeout-minutes': new Verbatim('${1:30}') }, { after: 'runs-on' }),
        ),
      },
    };
  },
});
