import { rule } from '../../core/rule';
import { insertPairs, setValue, Verbatim } from '../../formats/yaml/edit';

/** Variables by which each branch or merge request gets a place of its own. */
const OWN = /\$\{?(?:CI_COMMIT_(?:REF_SLUG|REF_NAME|BRANCH|SHORT_SHA|SHA)|CI_MERGE_REQUEST_\w+|CI_PIPELINE_I?ID)\b/;

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
    { title: 'one place for all', files: 'deploy:\n  script: ./deploy.sh\n  environment: production\n' },
    {
      title: 'only looked at',
      files: 'check:\n  script: ./check.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    action: verify\n',
    },
  ],
  *check({ pipeline }) {
    for (const job of pipeline.jobs) {
      const { environment } = job;
      if (job.isOpen || environment?.action !== 'start' || !OWN.test(environment.name ?? '')) continue;
      const long = job.body.child('environment');
      if (long && !(long.lacks('on_stop') && long.lacks('auto_stop_in') && long.lacks('action'))) continue;
      const { pair, name = '' } = environment;
      const at = long ? long.pair('name') : pair;
      const [own] = long?.layers ?? [];
      const auto_stop_in = new Verbatim('${1:1 week}');
      if (!at?.value) continue;
      yield {
        at: at.value,
        message: 'Each branch leaves an environment behind that nothing stops: end it by `auto_stop_in` or `on_stop`',
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
