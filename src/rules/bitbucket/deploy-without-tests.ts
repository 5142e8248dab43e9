import { rule } from '../../core/rule';
import { deployWithoutTests } from '../shared/delivery/deploy-without-tests';
import { acrossPipelines } from '../shared/pipelines/deliveries';

export default rule({
  id: 'bitbucket/deploy-without-tests',
  title: 'Deploy that waits for no test',
  why: [
    'A deploy that no test stands before brings what is broken to its users, and nobody knows until they say so. Steps of one pipeline run one after the other, so a step that tests is enough.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://support.atlassian.com/bitbucket-cloud/docs/set-up-and-monitor-deployments/'],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Build\n          script:\n            - npm run build\n      - step:\n          name: Deploy\n          script:\n            - «kubectl apply -f k8s/»\n',
    },
    {
      title: 'tests of another branch’s pipeline do not count for side-by-side steps',
      files:
        'pipelines:\n  branches:\n    main:\n      - parallel:\n          - step:\n              name: Test\n              script: [npm test]\n          - step:\n              name: Deploy\n              script: [«helm upgrade shop ./chart»]\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Test\n          script:\n            - npm test\n      - step:\n          name: Deploy\n          script:\n            - kubectl apply -f k8s/\n',
    {
      title: 'a script may do anything',
      files:
        'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Build\n          script:\n            - ./ci/all.sh\n      - step:\n          name: Deploy\n          script:\n            - kubectl apply -f k8s/\n',
    },
    {
      title: 'another pipeline of the file tests',
      files:
        'pipelines:\n  default:\n    - step:\n        script: [npm test]\n  branches:\n    main:\n      - step:\n          script: [kubectl apply -f k8s/]\n',
    },
    {
      title: 'a person starts it',
      files:
        'image: node:24\npipelines:\n  custom:\n    deploy:\n      - step:\n          name: Deploy\n          script:\n            - kubectl apply -f k8s/\n',
    },
  ],
  *check({ deliveries }, { project }) {
    for (const { found } of acrossPipelines(deliveries, (pipeline) => deployWithoutTests(pipeline, project))) {
      yield found;
    }
  },
});
