import type { Cases } from '../../support/cases';

const before =
  'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - deployment: web\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n';

export default {
  bad: [
    {
      title: 'told not to wait',
      files: `${before}            - task: «HelmDeploy@1»\n              inputs:\n                command: upgrade\n                waitForExecution: false\n`,
    },
    {
      title: 'only the start of the app is waited for',
      files: `${before}            - task: «AzureWebApp@1»\n              inputs:\n                appName: shop\n`,
    },
  ],
  good: [
    {
      title: 'the task waits for the rollout and fails with it',
      files: `${before}            - task: KubernetesManifest@1\n              inputs:\n                action: deploy\n                manifests: k8s/*.yml\n            - task: HelmDeploy@1\n              inputs:\n                command: upgrade\n`,
    },
    {
      title: 'modules are built and pushed, not deployed',
      files: `${before}            - task: AzureIoTEdge@2\n              inputs:\n                action: Push module images\n`,
    },
  ],
} satisfies Cases;
