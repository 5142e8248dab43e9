import { rule } from '../../core/rule';
import { rebuiltForDeploy } from '../shared/delivery/rebuilt-for-deploy';

export default rule({
  id: 'azure-pipelines/rebuilt-for-deploy',
  title: 'Built once more for the deploy',
  why: [
    'A second build is another program: a dependency may have moved on, and what was tested is not what runs. It costs the time of the build each time besides.',
    'Build once, publish the result as a pipeline artifact or an image by its digest, and deploy that to one environment after the other. Off until asked for, since a build that can be reproduced may well be repeated.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'all',
  since: '0.1.0',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/artifacts/pipeline-artifacts'],
  bad: [
    {
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: test\n    jobs:\n      - job: unit\n        steps:\n          - bash: npm run build\n          - bash: npm test\n  - stage: deploy\n    jobs:\n      - job: web\n        steps:\n          - bash: «npm run build»\n          - bash: kubectl apply -f k8s/\n',
    },
    {
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: build\n    steps:\n      - bash: docker build -t shop .\n  - job: web\n    dependsOn: build\n    steps:\n      - bash: «docker build -t shop .»\n      - bash: kubectl apply -f k8s/\n',
    },
  ],
  good: [
    {
      title: 'handed on',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: test\n    jobs:\n      - job: unit\n        steps:\n          - bash: npm run build\n          - publish: dist\n            artifact: web\n  - stage: deploy\n    jobs:\n      - job: web\n        steps:\n          - download: current\n          - bash: kubectl apply -f k8s/\n',
    },
    {
      title: 'something else is built',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: build\n    steps:\n      - bash: docker build -t api api\n  - job: web\n    dependsOn: build\n    steps:\n      - bash: docker build -t web web\n      - bash: kubectl apply -f k8s/\n',
    },
    {
      title: 'a deployment takes the artifacts by itself',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: build\n    steps:\n      - bash: npm run build\n  - deployment: web\n    dependsOn: build\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: npm run build\n            - bash: kubectl apply -f k8s/\n',
    },
  ],
  *check({ delivery }) {
    if (delivery) yield* rebuiltForDeploy(delivery);
  },
});
