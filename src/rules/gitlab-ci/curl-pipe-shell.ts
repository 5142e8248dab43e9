import { rule } from '../../core/rule';
import { linesIn } from '../shared/gitlab-scripts';
import { runDownloads } from '../shared/pipelines/scripts';

export default rule({
  id: 'gitlab-ci/curl-pipe-shell',
  title: 'Program run as it comes over the network',
  why: [
    "Whatever the server answers that day runs in the job, with the job's token and all secrets that it is given. When the site, its domain or its storage is taken over, the next pipeline runs what the attacker wrote.",
    'Better: an image that has the tool, or a released file of a fixed version whose checksum is compared before it runs. Over plain `http:` it is an error: anyone on the way can answer.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['poutine:unverified_script_exec'],
  links: ['https://cheatsheetseries.owasp.org/cheatsheets/CI_CD_Security_Cheat_Sheet.html'],
  bad: [
    { files: 'deploy:\n  script:\n    - «curl -fsSL https://example.com/install.sh | bash»\n    - deploy\n' },
    {
      title: 'for all jobs; over plain HTTP it is an error',
      files:
        'default:\n  before_script:\n    - apt-get update\n    - «wget -qO- http://example.com/setup.sh | sh»\n\ntest:\n  script:\n    - |\n      make test\n      «bash <(curl -s https://example.com/report)»\n',
    },
  ],
  good: [
    'deploy:\n  script:\n    - curl -fsSLo install.sh https://example.com/install-1.2.sh\n    - echo "0123456789abcdef  install.sh" | sha256sum -c\n    - sh install.sh\n',
    { title: 'what is fetched is data', files: 'test:\n  script:\n    - curl https://example.com/a.json | jq .name\n' },
    { title: 'only said', files: 'test:\n  script:\n    - echo "curl https://example.com | sh"\n' },
  ],
  *check(model) {
    for (const { shell } of linesIn(model))
      yield* runDownloads(shell, {
        plain:
          'This runs whatever anyone on the way to the server answers: fetch a fixed version by https, and compare its checksum first',
        usual: 'This runs whatever the server answers that day: fetch a fixed version, and compare its checksum first',
      });
  },
});
