import { rule } from '../../core/rule';
import { monolithicJob } from '../shared/delivery/monolithic-job';

const STEPS =
  'steps:\n  - checkout: self\n  - task: UseNode@1\n  - bash: npm ci\n  - bash: npm run lint\n  - bash: npm test\n  - bash: docker build -t shop .\n  - bash: docker push registry.example.com/shop:1\n  - bash: kubectl apply -f k8s/\n';

export default rule({
  id: 'azure-pipelines/monolithic-job',
  title: 'One job that builds, tests and deploys',
  why: [
    'A job that does everything can only be done as a whole: a deploy that failed is repeated with build and tests, the service connections of the deploy lie open to each test and each dependency, and no environment can ask before the last part alone.',
    'Stages of their own hand an artifact on; each can be repeated, guarded and approved. Said of jobs of eight steps and more.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/stages'],
  bad: [
    { files: `trigger: [main]\npool:\n  vmImage: ubuntu-24.04\n«steps»${STEPS.slice('steps'.length)}` },
    {
      files: `trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: «all»\n    ${STEPS.trimEnd().replaceAll('\n', '\n    ')}\n`,
    },
  ],
  good: [
    {
      title: 'few steps',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm test\n  - bash: docker build -t shop .\n  - bash: kubectl apply -f k8s/\n',
    },
    {
      title: 'it deploys nothing',
      files: `trigger: [main]\npool:\n  vmImage: ubuntu-24.04\n${STEPS.replace('  - bash: kubectl apply -f k8s/\n', '  - bash: npm run report\n  - bash: npm run more\n')}`,
    },
    {
      title: 'stages',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: test\n    jobs:\n      - job: unit\n        steps:\n          - bash: npm test\n  - stage: deploy\n    jobs:\n      - job: web\n        steps:\n          - bash: kubectl apply -f k8s/\n',
    },
  ],
  *check({ delivery }) {
    if (delivery) yield* monolithicJob(delivery);
  },
});
