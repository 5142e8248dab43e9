import { type Fix, rule } from '../../core/rule';
import { jobBehind, stepBehind } from '../../formats/azure-pipelines/delivery-edit';
import type { AzureModel } from '../../formats/azure-pipelines/model';
import { removePart } from '../../formats/yaml';
import { heed, type Ignored, ignoredTestFailure } from '../shared/delivery/ignored-test-failure';

export default rule({
  id: 'azure-pipelines/ignored-test-failure',
  title: 'Tests that may fail',
  why: [
    'A test whose failure changes nothing is not read for long: the run ends as “partially succeeded”, stages that follow go on, the next failure hides behind the first, and what is deployed has in truth not been tested.',
    'A test that can’t be trusted is better mended, skipped by name, or moved to a job that says so (*nightly*, *experimental*); such jobs are left alone.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/tasks#task-control-options'],
  bad: [
    {
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm test\n    «continueOnError: true»\n  - bash: pytest« || true»\n',
      fixed: 'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm test\n  - bash: pytest\n',
    },
    {
      title: 'a task, and a whole job',
      files:
        "trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: unit\n    steps:\n      - task: DotNetCoreCLI@2\n        «continueOnError: 'true'»\n        inputs:\n          command: test\n  - job: web\n    «continueOnError: true»\n    steps:\n      - bash: npm test\n",
      fixed:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: unit\n    steps:\n      - task: DotNetCoreCLI@2\n        inputs:\n          command: test\n  - job: web\n    steps:\n      - bash: npm test\n',
    },
  ],
  good: [
    'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm test\n  - task: PublishTestResults@2\n    condition: always()\n    continueOnError: true\n',
    {
      title: 'it says so itself, or a comment does',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: experimental\n    continueOnError: true\n    steps:\n      - bash: npm test\n  - job: web\n    steps:\n      - bash: npm test\n        # Fails on the new Node until they have mended it\n        continueOnError: true\n',
    },
    {
      title: 'an expression decides',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm test\n    continueOnError: ${{ parameters.lenient }}\n',
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of ignoredTestFailure(model.delivery)) yield { ...found, fix: heeded(model, found) };
  },
});

function heeded(model: AzureModel, { job, step, leniency }: Ignored): Fix | undefined {
  const title = `Heed the failure: remove ${leniency.by}`;
  if (leniency.by.startsWith('||')) return { title, edits: [heed(leniency)] };
  const { map } = stepBehind(model, step) ?? jobBehind(model, job) ?? {};
  const pair = map?.ownPairs.find((each) => each === leniency.at);
  return pair && { title, edits: [removePart(pair)] };
}
