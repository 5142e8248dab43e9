import { rule } from '../../core/rule';
import { deployWithoutVerification } from '../shared/delivery/deploy-without-verification';
import { waitForRelease } from '../shared/delivery/wait-for-release';

export default rule({
  id: 'azure-pipelines/deploy-without-verification',
  title: 'Deploy that nobody looks after',
  why: [
    'Most tasks and commands that deploy are done when the new version has been handed over. Whether it starts, answers and stays is seen later, by users, while the run is green.',
    'A step that asks the service for its health makes the run fail when the deploy has; `on: failure` of the deployment’s strategy, `helm rollback` or a slot to swap back make it harmless.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/process/deployment-jobs#deployment-strategies',
    'https://helm.sh/docs/helm/helm_upgrade/',
  ],
  bad: [
    {
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - deployment: web\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: «helm upgrade shop ./chart»\n',
      fixed:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - deployment: web\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: helm upgrade --wait shop ./chart\n',
    },
    {
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - deployment: web\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - task: «AzureFunctionApp@2»\n              inputs:\n                appName: shop\n',
    },
  ],
  good: [
    {
      title: 'a step looks, another puts it back',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - deployment: web\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: kubectl apply -f k8s/\n        routeTraffic:\n          steps:\n            - bash: curl --fail https://shop.example.com/health\n        on:\n          failure:\n            steps:\n              - bash: kubectl rollout undo deployment/web\n',
    },
    {
      title: 'a later stage tests it',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: deploy\n    jobs:\n      - deployment: web\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - bash: kubectl apply -f k8s/\n  - stage: smoke\n    jobs:\n      - job: smoke\n        steps:\n          - bash: npx playwright test\n',
    },
    {
      title: 'a template may look',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: kubectl apply -f k8s/\n  - template: after.yml@templates\n',
    },
  ],
  *check({ delivery }) {
    if (!delivery) return;
    for (const found of deployWithoutVerification(delivery)) {
      const edit = waitForRelease(found.at);
      yield { ...found, fix: edit && { title: 'Wait until it is ready', edits: [edit] } };
    }
  },
});
