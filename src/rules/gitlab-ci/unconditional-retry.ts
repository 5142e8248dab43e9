import { rule } from '../../core/rule';
import { number } from '../../formats/yaml/access';
import { insertPairs, setValue } from '../../formats/yaml/edit';

const REASONS = ['runner_system_failure', 'stuck_or_timeout_failure'];

export default rule({
  id: 'gitlab-ci/unconditional-retry',
  title: 'Job that is repeated whatever went wrong',
  why: [
    'Without `when` a job is repeated after every failure, that of a test too: one that fails every other time passes unseen, each real failure takes three times as long to be told, and a deploy that failed halfway is done again.',
    'Failures of the machine are worth a second try: `runner_system_failure` and `stuck_or_timeout_failure`.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'strict',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.gitlab.com/ci/yaml/#retrywhen'],
  bad: [
    {
      files: 'test:\n  script: make test\n  retry: «2»\n',
      fixed:
        'test:\n  script: make test\n  retry:\n    max: 2\n    when:\n      - runner_system_failure\n      - stuck_or_timeout_failure\n',
    },
    {
      title: 'by default',
      files: 'default:\n  retry:\n    max: «1»\n\ntest:\n  script: make test\n',
      fixed:
        'default:\n  retry:\n    max: 1\n    when:\n      - runner_system_failure\n      - stuck_or_timeout_failure\n\ntest:\n  script: make test\n',
    },
  ],
  good: [
    'test:\n  script: make test\n  retry:\n    max: 2\n    when: runner_system_failure\n',
    'test:\n  script: make test\n  retry: 0\n',
    {
      title: 'some ends of the script',
      files: 'test:\n  script: make test\n  retry:\n    max: 1\n    exit_codes: 137\n',
    },
  ],
  *check({ pipeline }) {
    const seen = new Set<unknown>();
    for (const job of pipeline.jobs) {
      const pair = job.pairOf('retry');
      if (!pair?.value || seen.has(pair)) continue;
      seen.add(pair);
      const { value } = pair;
      const max = value.kind === 'map' ? value.get('max') : value;
      const times = number(max);
      if (!max || times === undefined || times < 1) continue;
      if (value.kind === 'map' && !(value.lacks('when') && value.lacks('exit_codes'))) continue;
      yield {
        at: max,
        message: 'A failing script is repeated too, so a test that fails now and then passes unseen: say `when`',
        fix: pair.alias
          ? undefined
          : {
              title: 'Repeat only when the machine has failed',
              edits: [
                value.kind === 'map'
                  ? insertPairs(value, { when: REASONS })
                  : setValue(pair, { max: times, when: REASONS }),
              ],
            },
      };
    }
  },
});
