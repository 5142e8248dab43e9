import { rule } from '../../core/rule';
import { asDeployment, jobBehind } from '../../formats/azure-pipelines/delivery-edit';
import { deployWithoutEnvironment } from '../shared/delivery/deploy-without-environment';

export default rule({
  id: 'azure-pipelines/deploy-without-environment',
  title: 'Deploy as a plain job',
  why: [
    'A `deployment` with an environment is how Azure DevOps knows of a deploy: approvals, branch control, business hours and the exclusive lock hang on the environment, and its history says what ran where since when. A plain job deploys whatever was pushed, at once, and nobody can ask for it.',
    'What people start by hand is left alone, and so is what waits for a ManualValidation or for a deployment with an environment.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  links: [
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/process/deployment-jobs',
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/process/approvals',
  ],
  bad: [
    {
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: test\n    jobs:\n      - job: unit\n        steps:\n          - bash: npm test\n  - stage: deploy\n    jobs:\n      - job: «web»\n        timeoutInMinutes: 10\n        steps:\n          # The cluster is small\n          - bash: |\n              kubectl apply -f k8s/\n\n              kubectl rollout status deploy/web\n',
      fixed:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: test\n    jobs:\n      - job: unit\n        steps:\n          - bash: npm test\n  - stage: deploy\n    jobs:\n      - deployment: web\n        timeoutInMinutes: 10\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                # The cluster is small\n                - checkout: self\n                - bash: |\n                    kubectl apply -f k8s/\n\n                    kubectl rollout status deploy/web\n',
    },
    {
      title: 'in one job with all the rest',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\n«steps»:\n  - bash: npm test\n  - task: AzureWebApp@1\n    inputs:\n      appName: shop\n',
    },
  ],
  good: [
    'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - deployment: web\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: kubectl apply -f k8s/\n',
    {
      title: 'a person agrees in a job before',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: ask\n    pool: server\n    steps:\n      - task: ManualValidation@1\n  - job: web\n    dependsOn: ask\n    steps:\n      - bash: kubectl apply -f k8s/\n',
    },
    {
      title: 'started by hand',
      files:
        'trigger: none\npr: none\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: web\n    steps:\n      - bash: kubectl apply -f k8s/\n',
    },
    {
      title: 'to a place that is not production, by its name',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: deploy_dev\n    steps:\n      - bash: kubectl apply -f k8s/\n',
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of deployWithoutEnvironment(model.delivery)) {
      const edits = found.all.map((each) => {
        const job = jobBehind(model, each);
        return job && asDeployment(job);
      });
      const all = edits.flatMap((each) => each ?? []);
      const isWhole = edits.every((each) => each !== undefined) && all.length > 0;
      yield { ...found, fix: isWhole ? { title: 'Make it a deployment to an environment', edits: all } : undefined };
    }
  },
});
