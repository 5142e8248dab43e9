import { rule } from '../../core/rule';
import type { Job } from '../../formats/azure-pipelines/model';
import { isHosted } from '../../formats/azure-pipelines/pool';
import { scalar, setValue, Verbatim } from '../../formats/yaml';
import type { YamlPair } from '../../formats/yaml/syntax';

export default rule({
  id: 'azure-pipelines/unlimited-timeout',
  title: 'Job that may hang for ever',
  why: [
    'Azure ends a job after 60 minutes unless told otherwise. A timeout of 0 takes that limit away: on an agent of one’s own a job that waits for a prompt or a dead server then goes on until somebody looks, and the agent is lost to all others. Agents of Microsoft end it after six hours; there 0 only means as long as may be.',
    'How long a job may take is known only to those who run it, so the minutes are left to be filled in. It is said once a pipeline.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/phases#timeouts'],
  bad: [
    {
      files:
        'trigger: none\njobs:\n  - job: build\n    «timeoutInMinutes: 0»\n    pool: builders\n    steps:\n      - bash: make\n',
      fixed:
        'trigger: none\njobs:\n  - job: build\n    timeoutInMinutes: 120\n    pool: builders\n    steps:\n      - bash: make\n',
    },
    {
      title: 'of a deployment and of another job, said once',
      files:
        "trigger: none\njobs:\n  - deployment: web\n    environment: production\n    pool: builders\n    «timeoutInMinutes: '0'»\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: make deploy\n  - job: after\n    pool: builders\n    timeoutInMinutes: 0\n    steps:\n      - bash: make after\n",
      fixed:
        'trigger: none\njobs:\n  - deployment: web\n    environment: production\n    pool: builders\n    timeoutInMinutes: 120\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: make deploy\n  - job: after\n    pool: builders\n    timeoutInMinutes: 120\n    steps:\n      - bash: make after\n',
    },
  ],
  good: [
    'trigger: none\njobs:\n  - job: build\n    timeoutInMinutes: 90\n    steps:\n      - bash: make\n',
    {
      title: 'Microsoft ends it after six hours, and whose agents a template means is not known',
      files: {
        'azure-pipelines.yml':
          'trigger: none\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: build\n    timeoutInMinutes: 0\n    steps:\n      - bash: make\n',
        'ci/jobs.yml':
          'jobs:\n  - job: build\n    timeoutInMinutes: 0\n    pool: ${{ parameters.pool }}\n    steps:\n      - bash: make\n',
      },
    },
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
    const [first, ...others] = jobs.flatMap((job) => unlimited(job) ?? []);
    if (!first) return;
    const name = first.job.id ?? '';
    yield {
      at: first.pair,
      message:
        others.length === 0
          ? `The job ${name} may hang for ever: give it a limit`.replace('job  may', 'job may')
          : `${others.length + 1} jobs may hang for ever: give them a limit`,
      related: others.map(({ pair }) => ({ at: pair, message: 'This one too' })),
      address: 'jobs',
      fix: {
        title: others.length === 0 ? 'Set a timeout' : `Set a timeout for each of the ${others.length + 1} jobs`,
        edits: [first, ...others].map(({ pair }) => setValue(pair, new Verbatim('${1:120}'))),
      },
    };
  },
});

/** Whether its agents surely are no one else's than the team's. */
function hasOwnAgents({ pool }: Job): boolean {
  return pool?.name !== undefined && pool.name !== 'server' && !pool.vmImage && !isHosted(pool.name);
}

function unlimited(job: Job): { readonly job: Job; readonly pair: YamlPair } | undefined {
  const pair = job.map.pair('timeoutInMinutes');
  if (!pair || pair.alias || pair.parent !== job.map || !hasOwnAgents(job)) return undefined;
  return scalar(pair.value)?.text === '0' ? { job, pair } : undefined;
}
