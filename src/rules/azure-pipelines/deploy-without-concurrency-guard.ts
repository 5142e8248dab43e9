import { rule } from '../../core/rule';
import { atHead, jobBehind } from '../../formats/azure-pipelines/delivery-edit';
import { insertPairs } from '../../formats/yaml';
import { deployWithoutConcurrencyGuard } from '../shared/delivery/deploy-without-concurrency-guard';

export default rule({
  id: 'azure-pipelines/deploy-without-concurrency-guard',
  title: 'Deploy that leaves open what two runs do',
  why: [
    'Where the environment has an exclusive lock, `lockBehavior` says what becomes of the runs that wait for it: one after the other (`sequential`), or only the newest (`runLatest`, which is meant where nothing is said). Without a lock two runs deploy at once, and the older one may win.',
    'Whether the environment has the lock is set in Azure DevOps and can’t be seen here; therefore this is for strict teams, who write down what they rely on.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'strict',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/approvals#exclusive-lock'],
  bad: [
    {
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: deploy\n    jobs:\n      - deployment: «web»\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - bash: kubectl apply -f k8s/\n',
      fixed:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: deploy\n    lockBehavior: sequential\n    jobs:\n      - deployment: web\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - bash: kubectl apply -f k8s/\n',
    },
    {
      title: 'without stages it is said for the pipeline',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - deployment: «web»\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - task: AzureWebApp@1\n',
      fixed:
        'trigger: [main]\nlockBehavior: sequential\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - deployment: web\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - task: AzureWebApp@1\n',
    },
  ],
  good: [
    'trigger: [main]\nlockBehavior: runLatest\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - deployment: web\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - task: AzureWebApp@1\n',
    {
      title: 'nothing that could be locked',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: web\n    steps:\n      - task: AzureWebApp@1\n',
    },
    {
      title: 'Terraform locks its state itself',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - deployment: network\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: terraform apply -auto-approve tfplan\n',
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of deployWithoutConcurrencyGuard(model.delivery)) {
      const job = jobBehind(model, found.job);
      const pairs = { lockBehavior: 'sequential' };
      const isImplied = job?.stage.isImplied ?? true;
      const root = model.pipeline?.map;
      const edit =
        job && (isImplied ? root && insertPairs(root, pairs, { after: 'trigger' }) : atHead(job.stage, pairs));
      yield {
        ...found,
        message: 'Say with lockBehavior what two runs do that want to deploy to the same environment',
        fix: edit && found.all.length === 1 ? { title: 'Let one wait for the other', edits: [edit] } : undefined,
      };
    }
  },
});
