import type { Cases } from '../../support/cases';

const deploy =
  'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - task: «AzureWebApp@1»\n    inputs:\n      appName: shop\n';
const silent = deploy.replace(/[«»]/g, '');

export default {
  bad: [
    {
      title: 'another pipeline that does not test either, and a template of steps that deploy',
      files: {
        'azure-pipelines.yml': deploy,
        'ci/lint.yml': 'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm run lint\n',
        'ci/steps.yml': 'steps:\n  - task: Cache@2\n',
      },
    },
  ],
  good: [
    {
      title: 'workflows of GitHub test',
      files: {
        'azure-pipelines.yml': silent,
        '.github/workflows/ci.yml':
          'on: [push]\npermissions: {}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - run: npm test\n',
      },
    },
    {
      title: 'a file without a trigger may be a pipeline too',
      files: {
        'azure-pipelines.yml': silent,
        'ci/checks.yml': 'steps:\n  - bash: npm test\n',
      },
    },
    {
      title: 'a system that is not read may test',
      files: { 'azure-pipelines.yml': silent, '.travis.yml': 'script: npm test\n' },
    },
    {
      title: 'another pipeline runs templates of elsewhere',
      files: {
        'azure-pipelines.yml': silent,
        'pipelines/checks.yml': 'trigger: none\nextends:\n  template: ci.yml@templates\n',
      },
    },
  ],
} satisfies Cases;
