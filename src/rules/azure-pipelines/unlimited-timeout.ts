import { rule } from '../../core/rule';
import { scalar, setValue, Verbatim } from '../../formats/yaml';

export default rule({
  id: 'azure-pipelines/unlimited-timeout',
  title: 'Job that may hang for ever',
  why: [
    'Azure ends a job after 60 minutes unless told otherwise. A timeout of 0 takes that limit away: on an agent of one’s own a job that waits for a prompt or a dead server then goes on until somebody looks, on a hosted one for six hours, and the agent is lost to all others.',
    'How long a job may take is known only to those who run it, so the minutes are left to be filled in.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  equivalents: ['ghalint:job_timeout_minutes_is_required'],
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/phases#timeouts'],
  bad: [
    {
      files:
        'trigger: none\njobs:\n  - job: build\n    «timeoutInMinutes: 0»\n    pool: builders\n    steps:\n      - bash: make\n',
      fixed:
        'trigger: none\njobs:\n  - job: build\n    timeoutInMinutes: 120\n    pool: builders\n    steps:\n      - bash: make\n',
    },
    {
      title: 'of a deployment',
      files:
        "trigger: none\njobs:\n  - deployment: web\n    environment: production\n    «timeoutInMinutes: '0'»\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: make deploy\n",
      fixed:
        'trigger: none\njobs:\n  - deployment: web\n    environment: production\n    timeoutInMinutes: 120\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: make deploy\n',
    },
  ],
  good: [
    'trigger: none\njobs:\n  - job: build\n    timeoutInMinutes: 90\n    steps:\n      - bash: make\n',
    {
      title: 'an hour is what it has without',
      files: 'trigger: none\njobs:\n  - job: build\n    steps:\n      - bash: make\n',
    },
    {
      title: 'of a step, which its job ends, and where a person is waited for',
      files:
        'trigger: none\njobs:\n  - job: build\n    steps:\n      - bash: make\n        timeoutInMinutes: 0\n  - job: approve\n    pool: server\n    timeoutInMinutes: 0\n    steps:\n      - task: ManualValidation@1\n',
    },
  ],
  *check({ jobs }) {
    for (const { map, pool, head, id } of jobs) {
      const pair = map.pair('timeoutInMinutes');
      if (!pair || pair.alias || pair.parent !== map || scalar(pair.value)?.text !== '0' || pool?.name === 'server')
        continue;
      yield {
        at: pair,
        message: `The job ${id ?? ''} may hang for ever: give it a limit`.replace('job  may', 'job may'),
        related: [{ at: head, message: 'This job' }],
        fix: { title: 'Set a timeout', edits: [setValue(pair, new Verbatim('${1:120}'))] },
      };
    }
  },
});
