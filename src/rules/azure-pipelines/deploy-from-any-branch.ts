import { type Fix, rule } from '../../core/rule';
import { atHead, jobBehind, stepBehind } from '../../formats/azure-pipelines/delivery-edit';
import type { AzureModel } from '../../formats/azure-pipelines/model';
import { does } from '../../formats/delivery/graph';
import { Verbatim } from '../../formats/yaml';
import type { Delivered } from '../shared/delivery/delivered';
import { deployFromAnyBranch } from '../shared/delivery/deploy-from-any-branch';

export default rule({
  id: 'azure-pipelines/deploy-from-any-branch',
  title: 'Deploy from any branch or pull request',
  why: [
    'A pipeline without `trigger` is started by every push to every branch. If it deploys, it brings whatever somebody has just tried: untested, unread, and over the work of all others. One that a pull request starts does so before anybody has agreed to it.',
    'Name the branches in `trigger`, or ask for the branch in a `condition` of the stage, the job or the step that deploys. Previews of their own and staging environments are left alone.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  links: [
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/trigger',
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/process/conditions',
  ],
  bad: [
    {
      title: 'no trigger is written: every branch',
      files:
        'pool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: deploy\n    steps:\n      - bash: «kubectl apply -f k8s/»\n',
      fixed:
        "pool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: deploy\n    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))\n    steps:\n      - bash: kubectl apply -f k8s/\n",
    },
    {
      title: 'pull requests too, in a job that does other things as well',
      files:
        'trigger: [main]\npr: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm test\n  - task: «AzureWebApp@1»\n    displayName: Bring it out\n    inputs:\n      appName: shop\n',
      fixed:
        "trigger: [main]\npr: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm test\n  - task: AzureWebApp@1\n    displayName: Bring it out\n    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))\n    inputs:\n      appName: shop\n",
    },
    {
      title: 'every branch by a pattern',
      files:
        "trigger:\n  branches:\n    include: ['*']\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: deploy\n    jobs:\n      - deployment: web\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - task: «AzureWebApp@1»\n                  inputs:\n                    appName: shop\n",
      fixed:
        "trigger:\n  branches:\n    include: ['*']\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: deploy\n    jobs:\n      - deployment: web\n        condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - task: AzureWebApp@1\n                  inputs:\n                    appName: shop\n",
    },
  ],
  good: [
    'trigger: [main]\npr: none\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: kubectl apply -f k8s/\n',
    {
      title: 'the stage asks for the branch, before the start or while it runs',
      files:
        "pool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: a\n    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))\n    jobs:\n      - job: deploy\n        steps:\n          - bash: kubectl apply -f k8s/\n  - ${{ if eq(variables['Build.SourceBranch'], 'refs/heads/main') }}:\n      - stage: b\n        jobs:\n          - job: deploy\n            steps:\n              - bash: kubectl apply -f k8s/\n",
    },
    {
      title: 'not for pull requests',
      files:
        "trigger: [main]\npr: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm test\n  - bash: kubectl apply -f k8s/\n    condition: and(succeeded(), ne(variables['Build.Reason'], 'PullRequest'))\n",
    },
    {
      title: 'a place of its own for each branch',
      files: 'pool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: kubectl apply -n "$(Build.SourceBranchName)" -f k8s/\n',
    },
    {
      title: 'a template, which does not say when it runs',
      files: { 'ci/deploy.yml': 'jobs:\n  - job: deploy\n    steps:\n      - bash: kubectl apply -f k8s/\n' },
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of deployFromAnyBranch(model.delivery)) yield { ...found, fix: onlyMain(model, found) };
  },
});

/** The condition stands on the job where it does nothing for others, else on the step. */
function onlyMain(model: AzureModel, { job, step }: Delivered): Fix | undefined {
  const isOnlyDeploy = !does(job, 'tests') && !does(job, 'lints') && !does(job, 'builds');
  const whole = jobBehind(model, job);
  const target = isOnlyDeploy && whole && whole.kind !== 'implied' ? whole : stepBehind(model, step);
  if (!target?.map.lacks('condition')) return undefined;
  const edit = atHead(target, {
    condition: new Verbatim("and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/${1:main}'))"),
  });
  return edit && { title: 'Deploy from one branch only', edits: [edit] };
}
