import { rule } from '../../core/rule';
import { heed, ignoredTestFailure } from '../shared/delivery/ignored-test-failure';
import { acrossPipelines } from '../shared/pipelines/deliveries';

export default rule({
  id: 'bitbucket/ignored-test-failure',
  title: 'Tests whose failure counts for nothing',
  why: ['A test that may fail tells nobody anything: the pipeline is green, and what it would have found is deployed.'],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://support.atlassian.com/bitbucket-cloud/docs/set-up-and-monitor-deployments/'],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test« || true»\n',
      fixed:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    },
    {
      title: 'the last command of a pipe decides',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - pytest« | tee report.txt»\n',
      fixed:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - pytest\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    {
      title: 'somebody has thought about it',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test || true # flaky until the move is done\n',
    },
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Clean\n        script:\n          - docker rm shop || true\n',
    {
      title: 'the shell has been told',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - set -o pipefail; pytest | tee report.txt\n',
    },
  ],
  *check({ deliveries }) {
    for (const { found } of acrossPipelines(deliveries, ignoredTestFailure)) {
      yield { ...found, fix: { title: `Remove ${found.leniency.by}`, edits: [heed(found.leniency)] } };
    }
  },
});
