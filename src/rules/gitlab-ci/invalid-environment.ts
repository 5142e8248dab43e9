import { type Finding, rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import type { Job } from '../../formats/gitlab-ci/job';
import { scalar } from '../../formats/yaml/access';
import { setScalar } from '../../formats/yaml/edit';

const ACTIONS: ReadonlySet<string> = new Set(['start', 'prepare', 'stop', 'verify', 'access']);
const TIERS: ReadonlySet<string> = new Set(['production', 'staging', 'testing', 'development', 'other']);

export default rule({
  id: 'gitlab-ci/invalid-environment',
  title: 'Environment that can not be stopped as it says',
  why: [
    '`on_stop` names a job of the same pipeline that stops the environment; GitLab refuses the pipeline where there is none, or where that job does not say `action: stop` for the environment.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.gitlab.com/ci/yaml/#environmenton_stop', 'https://docs.gitlab.com/ci/yaml/#environmentaction'],
  bad: [
    {
      files:
        'review:\n  script: ./deploy.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    on_stop: «stop_review»\n\nstop-review:\n  script: ./stop.sh\n  when: manual\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    action: stop\n',
      fixed:
        'review:\n  script: ./deploy.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    on_stop: stop-review\n\nstop-review:\n  script: ./stop.sh\n  when: manual\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    action: stop\n',
    },
    {
      title: 'words that are none',
      files:
        'deploy:\n  script: ./deploy.sh\n  environment:\n    name: live\n    action: «started»\n    deployment_tier: «testin»\n',
      fixed:
        'deploy:\n  script: ./deploy.sh\n  environment:\n    name: live\n    action: start\n    deployment_tier: testing\n',
    },
  ],
  good: [
    'review:\n  script: ./deploy.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    on_stop: stop\n\nstop:\n  script: ./stop.sh\n  when: manual\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    action: stop\n',
    'deploy:\n  script: ./deploy.sh\n  environment: production\n',
    {
      title: 'what is included may stop it',
      files:
        'include:\n  - template: Jobs/Deploy.gitlab-ci.yml\n\nreview:\n  script: ./deploy.sh\n  environment:\n    name: review\n    on_stop: stop_review\n',
    },
  ],
  *check({ pipeline }) {
    const names = pipeline.jobs.map(({ name }) => name);
    for (const job of pipeline.jobs) {
      yield* judge(job, names);
    }
  },
});

function* judge(job: Job, names: readonly string[]): Generator<Finding> {
  const environment = job.body.child('environment');
  const stop = scalar(environment?.get('on_stop'));
  if (stop && !stop.text.includes('$') && !names.includes(stop.text) && !job.pipeline.isOpen) {
    const meant = nearest(
      stop.text,
      names.filter((name) => name !== job.name),
    );
    yield {
      at: stop,
      message: `There is no job ${stop.text} that could stop the environment${meant === undefined ? '' : `; ${meant} is near`}`,
      fix: meant === undefined ? undefined : { title: `Let ${meant} stop it`, edits: [setScalar(stop, meant)] },
      address: job.name,
    };
  }
  for (const [name, words] of [
    ['action', ACTIONS],
    ['deployment_tier', TIERS],
  ] as const) {
    const found = scalar(environment?.get(name));
    if (!found || words.has(found.text) || found.text.includes('$')) continue;
    const meant = nearest(found.text, words);
    yield {
      at: found,
      message: `${found.text.slice(0, 40)} is no word for \`${name}\`; there are ${[...words].join(', ')}`,
      fix: meant === undefined ? undefined : { title: `Use ${meant}`, edits: [setScalar(found, meant)] },
      address: job.name,
    };
  }
}
