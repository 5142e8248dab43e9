import { rule } from '../../core/rule';
import type { Job } from '../../formats/gitlab-ci/job';
import { ownerOf } from '../../formats/gitlab-ci/own-place';
import { occasionsOf, outcomeOf } from '../../formats/gitlab-ci/started-by';
import { insertPairs, setValue, Verbatim } from '../../formats/yaml/edit';

export default rule({
  id: 'gitlab-ci/environment-never-stopped',
  title: 'Review app that stays for ever',
  why: [
    'Every branch gets an environment of its own and nothing takes it away: what runs there is paid for long after the branch has gone, and is forgotten with the version it had.',
    '`auto_stop_in` ends it after a while, `on_stop` names the job that cleans up; both together are best.',
  ],
  severity: 'info',
  practice: 'cost',
  since: '0.1.0',
  fixes: 'template',
  links: ['https://docs.gitlab.com/ci/environments/#stopping-an-environment'],
  bad: [
    {
      files:
        'review:\n  script: ./deploy.sh\n  environment:\n    name: «review/$CI_COMMIT_REF_SLUG»\n    url: https://$CI_ENVIRONMENT_SLUG.example.com\n',
      fixed:
        'review:\n  script: ./deploy.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    auto_stop_in: 1 week\n    url: https://$CI_ENVIRONMENT_SLUG.example.com\n',
    },
    {
      title: 'in the short form',
      files: 'review:\n  script: ./deploy.sh\n  environment: «review/${CI_MERGE_REQUEST_IID}»\n',
      fixed:
        'review:\n  script: ./deploy.sh\n  environment:\n    name: review/${CI_MERGE_REQUEST_IID}\n    auto_stop_in: 1 week\n',
    },
  ],
  good: [
    'review:\n  script: ./deploy.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    auto_stop_in: 2 days\n',
    'review:\n  script: ./deploy.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    on_stop: stop\n\nstop:\n  script: ./stop.sh\n  when: manual\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    action: stop\n',
    {
      title: 'only tags and the main branch come there',
      files: 'release:\n  script: ./deploy.sh\n  environment: release/$CI_COMMIT_REF_NAME\n  only: [main, tags]\n',
    },
    { title: 'one place for all', files: 'deploy:\n  script: ./deploy.sh\n  environment: production\n' },
    {
      title: 'another job that brings something there ends it',
      files:
        'web:\n  script: ./web.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    auto_stop_in: 1 week\n\ndata:\n  script: ./data.sh\n  environment: review/$CI_COMMIT_REF_SLUG\n',
    },
    {
      title: 'only looked at',
      files: 'check:\n  script: ./check.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    action: verify\n',
    },
  ],
  *check({ pipeline }) {
    const seen = new Set(pipeline.jobs.flatMap((job) => (isStopped(job) ? (job.environment?.name ?? []) : [])));
    for (const job of pipeline.jobs) {
      const { environment } = job;
      const owner = ownerOf(environment?.name ?? '');
      if (job.isOpen || environment?.action !== 'start' || !owner) continue;
      if (owner === 'branch' && isOfFew(job)) continue;
      const long = job.body.child('environment');
      const { pair, name = '' } = environment;
      const at = long ? long.pair('name') : pair;
      const [own] = long?.layers ?? [];
      const auto_stop_in = new Verbatim('${1:1 week}');
      if (!at?.value || seen.has(name)) continue;
      seen.add(name);
      yield {
        at: at.value,
        message: `Each ${owner} leaves an environment behind that nothing stops: end it by \`auto_stop_in\` or \`on_stop\``,
        address: job.name,
        fix: pair.alias
          ? undefined
          : {
              title: 'Stop it after a while',
              edits: [
                own ? insertPairs(own, { auto_stop_in }, { after: 'name' }) : setValue(pair, { name, auto_stop_in }),
              ],
            },
      };
    }
  },
});

/** Whether it ends its environment, says what does, or only looks at it. */
function isStopped({ body }: Job): boolean {
  const long = body.child('environment');
  return long !== undefined && ['on_stop', 'auto_stop_in', 'action'].some((name) => !long.lacks(name));
}

/** Whether only the branches that its rules name, or tags, come there. */
function isOfFew(job: Job): boolean {
  const { someBranch, request } = occasionsOf(job.pipeline);
  return outcomeOf(job, someBranch).runs === false && outcomeOf(job, request).runs === false;
}
