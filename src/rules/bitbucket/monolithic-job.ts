import { rule } from '../../core/rule';
import { monolithicJob } from '../shared/delivery/monolithic-job';
import { acrossPipelines } from '../shared/pipelines/deliveries';

export default rule({
  id: 'bitbucket/monolithic-job',
  title: 'Step that builds, tests and deploys',
  why: [
    'A step that does everything can only be done as a whole: a deploy that failed is repeated with build and tests, the secrets of the deploy lie open to each test and each dependency, and nobody can be asked before the last part alone.',
    'Said of scripts of eight lines and more.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://support.atlassian.com/bitbucket-cloud/docs/step-options/'],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: «All»\n        script:\n          - npm ci\n          - npm run lint\n          - npm test\n          - npm run build\n          - docker build -t shop .\n          - docker push shop\n          - kubectl apply -f k8s/\n          - kubectl get pods\n',
    },
    {
      files:
        'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: «Release»\n          script:\n            - pip install -r requirements.txt\n            - pip install -r dev.txt\n            - ruff check\n            - pytest\n            - python -m build\n            - docker build -t shop .\n            - docker push shop:$BITBUCKET_COMMIT\n            - helm upgrade shop ./chart --wait\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n    - step:\n        name: Deploy\n        script:\n          - kubectl apply -f k8s/\n',
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: All\n        script:\n          - npm ci\n          - npm test\n          - kubectl apply -f k8s/\n',
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Build\n        script:\n          - npm ci\n          - npm run lint\n          - npm test\n          - npm run build\n          - npm run docs\n          - npm pack\n          - ls\n          - docker build .\n',
  ],
  *check({ deliveries }) {
    for (const { found } of acrossPipelines(deliveries, monolithicJob)) {
      yield found;
    }
  },
});
