import { rule } from '../../core/rule';
import { deployFromAnyBranch } from '../shared/delivery/deploy-from-any-branch';
import { acrossPipelines } from '../shared/pipelines/deliveries';

export default rule({
  id: 'bitbucket/deploy-from-any-branch',
  title: 'Deploy of whatever is pushed',
  why: [
    'The default pipeline runs for each push to a branch that has none of its own: it is deployed, reviewed or not, finished or not. A pipeline under `pull-requests` deploys what nobody has agreed to yet.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://support.atlassian.com/bitbucket-cloud/docs/pipeline-start-conditions/'],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n    - step:\n        name: Deploy\n        script:\n          - «kubectl apply -f k8s/»\n',
    },
    {
      title: 'pull requests too',
      files:
        'image: node:24\npipelines:\n  pull-requests:\n    "**":\n      - step:\n          name: Test\n          script:\n            - npm test\n      - step:\n          name: Deploy\n          script:\n            - «helm upgrade shop ./chart»\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Test\n          script:\n            - npm test\n      - step:\n          name: Deploy\n          script:\n            - kubectl apply -f k8s/\n',
    {
      title: 'all branches have a pipeline of their own',
      files:
        "image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n    - step:\n        name: Deploy\n        script:\n          - kubectl apply -f k8s/\n  branches:\n    '**':\n      - step:\n          script: [npm test]\n",
    },
    {
      title: 'a person decides',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n    - step:\n        name: Deploy\n        trigger: manual\n        script:\n          - kubectl apply -f k8s/\n',
    },
    {
      title: 'a place of the branch’s own',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n    - step:\n        name: Deploy\n        script:\n          - helm upgrade shop-$BITBUCKET_BRANCH ./chart\n',
    },
  ],
  *check({ deliveries }) {
    for (const { found } of acrossPipelines(deliveries, deployFromAnyBranch)) {
      yield found;
    }
  },
});
