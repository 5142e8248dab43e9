import type { Fix } from '../../core/rule';
import { rule } from '../../core/rule';
import { atHead, jobBehind } from '../../formats/azure-pipelines/delivery-edit';
import type { AzureModel, Job } from '../../formats/azure-pipelines/model';
import { deployWithoutTests } from '../shared/delivery/deploy-without-tests';

export default rule({
  id: 'azure-pipelines/deploy-without-tests',
  title: 'Deploy that waits for no test',
  why: [
    'Jobs of a stage run side by side unless one depends on the other, and so do stages with a `dependsOn` of their own. A deploy that does not wait for the tests is done before they have failed: what is broken reaches its users first.',
    'What a template of another repository, an unknown task or a script file may do counts as a test.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/process/phases#dependencies',
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/process/stages#specify-dependencies',
  ],
  bad: [
    {
      title: 'the tests run beside the deploy',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: test\n    steps:\n      - bash: npm ci && npm test\n  - deployment: web\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - task: «AzureWebApp@1»\n              inputs:\n                appName: shop\n',
      fixed:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: test\n    steps:\n      - bash: npm ci && npm test\n  - deployment: web\n    dependsOn: test\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - task: AzureWebApp@1\n              inputs:\n                appName: shop\n',
    },
    {
      title: 'its stage waits for nothing, and the other one tests',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: test\n    jobs:\n      - job: unit\n        steps:\n          - task: DotNetCoreCLI@2\n            inputs:\n              command: test\n  - stage: deploy\n    dependsOn: []\n    jobs:\n      - deployment: api\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - bash: «kubectl apply -f k8s/»\n',
    },
    {
      title: 'nothing tests anything',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm ci && npm run build\n  - task: «AzureWebApp@1»\n    inputs:\n      appName: shop\n',
    },
  ],
  good: [
    {
      title: 'stages run one after the other',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: test\n    jobs:\n      - job: unit\n        steps:\n          - bash: pytest\n  - stage: deploy\n    jobs:\n      - deployment: api\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - bash: kubectl apply -f k8s/\n',
    },
    {
      title: 'a template may test, and so may a script',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: checks\n    steps:\n      - template: checks.yml@templates\n  - job: deploy\n    dependsOn: checks\n    steps:\n      - bash: kubectl apply -f k8s/\n',
    },
    {
      title: 'the tests stand in a local template',
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - template: ci/test.yml\n  - stage: deploy\n    jobs:\n      - deployment: api\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - bash: kubectl apply -f k8s/\n',
        'ci/test.yml':
          'stages:\n  - stage: test\n    jobs:\n      - job: unit\n        steps:\n          - bash: go test ./...\n',
      },
    },
    {
      title: 'another pipeline of the repository tests, of Azure or of GitHub',
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - task: AzureWebApp@1\n    inputs:\n      appName: shop\n',
        '.pipelines/checks.yml':
          'trigger: none\npr: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm ci && npm test\n',
      },
    },
    {
      title: 'started by hand or by another pipeline, which may have tested',
      files:
        'trigger: none\npr: none\nresources:\n  pipelines:\n    - pipeline: ci\n      source: shop-ci\n      trigger: true\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: kubectl apply -f k8s/\n',
    },
  ],
  *check(model, { project }) {
    if (!model.delivery) return;
    for (const found of deployWithoutTests(model.delivery, project)) {
      const job = jobBehind(model, found.job);
      const tests = found.tests.map((each) => jobBehind(model, each));
      yield { ...found, fix: job && waitFor(model, job, tests) };
    }
  },
});

/** Only a job beside it, by its name. */
function waitFor({ jobs }: AzureModel, job: Job, tests: readonly (Job | undefined)[]): Fix | undefined {
  const beside = tests.find((each) => each?.stage === job.stage && each.id !== undefined && jobs.includes(each));
  if (!beside?.id || job.kind === 'implied' || job.dependsOn || !job.map.lacks('dependsOn')) return undefined;
  const edit = atHead(job, { dependsOn: beside.id });
  return edit && { title: `Let it wait for ${beside.id}`, edits: [edit] };
}
