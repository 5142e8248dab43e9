import { type Finding, rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import { ownMapOf } from '../../formats/gitlab-ci/delivery-edit';
import type { Job } from '../../formats/gitlab-ci/job';
import type { Merged } from '../../formats/gitlab-ci/merged';
import { scalar } from '../../formats/yaml/access';
import { insertPairs, setScalar } from '../../formats/yaml/edit';
import type { YamlScalar } from '../../formats/yaml/syntax';

const ACTIONS: ReadonlySet<string> = new Set(['start', 'prepare', 'stop', 'verify', 'access']);
const TIERS: ReadonlySet<string> = new Set(['production', 'staging', 'testing', 'development', 'other']);

export default rule({
  id: 'gitlab-ci/invalid-environment',
  title: 'Environment that can not be stopped as it says',
  why: [
    '`on_stop` names a job of the same pipeline that stops the environment; GitLab refuses the pipeline where there is none, or where that job does not say `action: stop` for the same environment.',
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
      title: 'the job does not stop it',
      files:
        'review:\n  script: ./deploy.sh\n  environment:\n    name: review\n    on_stop: «stop»\n\nstop:\n  script: ./stop.sh\n  environment:\n    name: review\n',
      fixed:
        'review:\n  script: ./deploy.sh\n  environment:\n    name: review\n    on_stop: stop\n\nstop:\n  script: ./stop.sh\n  environment:\n    name: review\n    action: stop\n',
    },
    {
      title: 'the job has no environment',
      files:
        'review:\n  script: ./deploy.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    on_stop: «stop»\n\nstop:\n  script: ./stop.sh\n',
      fixed:
        'review:\n  script: ./deploy.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    on_stop: stop\n\nstop:\n  script: ./stop.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    action: stop\n',
    },
    {
      title: 'it stops another one',
      files:
        'review:\n  script: ./deploy.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    on_stop: «stop»\n\nstop:\n  script: ./stop.sh\n  environment:\n    name: review\n    action: stop\n',
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
      title: 'the environment comes from what it extends',
      files:
        '.review:\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n\nreview:\n  extends: .review\n  script: ./deploy.sh\n  environment:\n    on_stop: stop\n\nstop:\n  extends: .review\n  script: ./stop.sh\n  environment:\n    action: stop\n',
    },
    {
      title: 'what is included may stop it',
      files:
        'include:\n  - template: Jobs/Deploy.gitlab-ci.yml\n\nreview:\n  script: ./deploy.sh\n  environment:\n    name: review\n    on_stop: stop_review\n',
    },
  ],
  *check({ pipeline }) {
    const jobs = new Map(pipeline.jobs.map((job) => [job.name, job]));
    for (const job of pipeline.jobs) yield* judge(job, jobs);
  },
});

function* judge(job: Job, jobs: ReadonlyMap<string, Job>): Generator<Finding> {
  const environment = job.body.child('environment');
  const stop = scalar(environment?.get('on_stop'));
  const finding = stop && environment && judgeStop(stop, environment, job, jobs);
  if (finding) yield { ...finding, address: job.name };
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

/** Why a job can't stop an environment; undefined where it can, or that is not known. */
function judgeStop(at: YamlScalar, environment: Merged, job: Job, jobs: ReadonlyMap<string, Job>): Finding | undefined {
  const { text } = at;
  const stopper = jobs.get(text);
  if (text.includes('$')) return undefined;
  if (!stopper) {
    if (job.pipeline.isOpen) return undefined;
    const names = [...jobs.keys()].filter((name) => name !== job.name);
    const meant = nearest(text, names);
    return {
      at,
      message: `There is no job ${text} that could stop the environment${meant === undefined ? '' : `; ${meant} is near`}`,
      fix: meant === undefined ? undefined : { title: `Let ${meant} stop it`, edits: [setScalar(at, meant)] },
    };
  }
  if (stopper.isOpen || job.isOpen) return undefined;
  const related = [{ at: stopper.key, message: `${stopper.name} is here` }];
  const map = ownMapOf(stopper);
  const name = scalar(environment.get('name'));
  if (stopper.body.lacks('environment')) {
    const edits = map && name ? [insertPairs(map, { environment: { name: name.text, action: 'stop' } })] : undefined;
    return {
      at,
      message: `${text} has no environment, so GitLab refuses it here: give it the same \`environment\` with \`action: stop\``,
      related,
      fix: edits && { title: `Let ${text} stop the environment`, edits },
    };
  }
  const { environment: other } = stopper;
  if (!other || name === undefined || other.name === undefined) return undefined;
  if (other.name !== name.text)
    return { at, message: `${text} stops another environment: name ${name.text} in both`, related };
  const long = stopper.body.child('environment');
  if (other.action === 'stop' || (long && !long.lacks('action'))) return undefined;
  const [own] = long?.layers ?? [];
  return {
    at,
    message: `${text} would start the environment, so GitLab refuses it here: add \`action: stop\` to it`,
    related,
    fix: own && {
      title: `Let ${text} stop the environment`,
      edits: [insertPairs(own, { action: 'stop' }, { after: 'name' })],
    },
  };
}
