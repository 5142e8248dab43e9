import { rule } from '../../core/rule';
import { allLines, shellOf } from '../../formats/bitbucket/parts';
import { runDownloads } from '../shared/pipelines/scripts';

export default rule({
  id: 'bitbucket/curl-pipe-shell',
  title: 'Program run as it comes over the network',
  why: [
    'Whatever the server answers that day runs in the step, with all variables that it is given. When the site, its domain or its storage is taken over, the next pipeline runs what the attacker wrote.',
    'Better: an image that has the tool, or a released file of a fixed version whose checksum is compared before it runs. Over plain `http:` it is an error: anyone on the way can answer.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://cheatsheetseries.owasp.org/cheatsheets/CI_CD_Security_Cheat_Sheet.html'],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Set up\n        script:\n          - «curl -fsSL https://example.com/install.sh | bash»\n',
    },
    {
      title: 'in a step that others take up; over plain HTTP it is an error',
      files:
        'definitions:\n  steps:\n    - step: &setup\n        script:\n          - «wget -qO- http://example.com/setup.sh | sh»\npipelines:\n  default:\n    - step: *setup\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Set up\n        script:\n          - curl -fsSLo install.sh https://example.com/install-1.2.sh\n          - echo "0123456789abcdef  install.sh" | sha256sum -c\n          - sh install.sh\n',
    {
      title: 'what is fetched is data',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Get\n        script:\n          - curl https://example.com/a.json | jq .name\n',
    },
    {
      title: 'only said',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Say\n        script:\n          - echo "curl https://example.com | sh"\n',
    },
  ],
  *check({ config }) {
    for (const { command } of allLines(config)) if (command) yield* runDownloads(shellOf(command));
  },
});
