import { type Finding, rule } from '../../core/rule';
import { lacks } from '../../formats/azure-pipelines/elements';
import type { Job } from '../../formats/azure-pipelines/model';
import { map, scalar } from '../../formats/yaml';

export default rule({
  id: 'azure-pipelines/invalid-strategy',
  title: 'Strategy that can not be run',
  why: [
    'A deployment has its steps in one strategy, `runOnce`, `rolling` or `canary`, and in that a `deploy`; a job has `steps`, and either a `matrix` or `parallel`. Where these are mixed up Azure DevOps refuses the pipeline, or runs a deployment that does nothing.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['azure-pipelines-vscode:schema'],
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/deployment-jobs#deployment-strategies'],
  bad: [
    {
      title: 'steps of a job in a deployment',
      files:
        'trigger: none\njobs:\n  - deployment: web\n    environment: production\n    «steps»:\n      - bash: make deploy\n',
    },
    {
      title: 'two strategies, one without its deploy, one without its increments',
      files:
        'trigger: none\njobs:\n  - deployment: a\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: make\n      «rolling»:\n        deploy:\n          steps:\n            - bash: make\n  - deployment: b\n    environment: production\n    strategy:\n      «runOnce»:\n        preDeploy:\n          steps:\n            - bash: make\n',
    },
    {
      title: 'of a job',
      files:
        'trigger: none\njobs:\n  - job: a\n    strategy:\n      parallel: 2\n      «matrix»:\n        linux: { os: linux }\n    steps:\n      - bash: make\n  - job: b\n    «environment»: production\n    steps:\n      - bash: make\n',
    },
  ],
  good: [
    'trigger: none\njobs:\n  - deployment: web\n    environment: production\n    strategy:\n      canary:\n        increments: [10, 20]\n        deploy:\n          steps:\n            - bash: make\n        on:\n          failure:\n            steps:\n              - bash: make back\n  - job: test\n    strategy:\n      matrix:\n        linux: { os: linux }\n      maxParallel: 2\n    steps:\n      - bash: make\n',
    {
      title: 'a matrix that is computed',
      files:
        "trigger: none\njobs:\n  - job: test\n    dependsOn: plan\n    strategy:\n      matrix: $[ dependencies.plan.outputs['mtx.legs'] ]\n    steps:\n      - bash: make\n",
    },
    {
      title: 'the strategy comes from an expression',
      files:
        'parameters:\n  - name: strategy\n    type: object\njobs:\n  - deployment: web\n    environment: production\n    strategy: ${{ parameters.strategy }}\n  - deployment: api\n    environment: production\n    strategy:\n      runOnce:\n        ${{ insert }}: ${{ parameters.hooks }}\n',
    },
  ],
  *check({ jobs, isBroken }) {
    if (isBroken) return;
    for (const job of jobs) {
      if (job.kind === 'deployment') yield* deployment(job);
      else if (job.kind === 'job') yield* plain(job);
    }
  },
});

function* deployment({ map: body, strategy }: Job): Generator<Finding> {
  const steps = body.pair('steps');
  if (steps) yield { at: steps.key, message: 'A deployment has its steps in `strategy`, under runOnce: deploy: steps' };
  const strategies = (strategy?.ownPairs ?? []).filter(({ name }) => /^(?:runOnce|rolling|canary)$/.test(name));
  for (const { key } of strategies.slice(1))
    yield { at: key, message: 'A deployment has one strategy only: leave this one out' };
  for (const { key, value, name } of strategies) {
    const hooks = map(value);
    if (hooks && lacks(hooks, 'deploy'))
      yield { at: key, message: `The strategy ${name} has no \`deploy\`: write the steps that deploy under it` };
  }
}

function* plain({ map: body, strategy }: Job): Generator<Finding> {
  const environment = body.pair('environment');
  if (environment)
    yield { at: environment.key, message: 'Only a deployment has an environment: write `deployment` for `job`' };
  const matrix = strategy?.pair('matrix');
  if (matrix && strategy?.has('parallel') && !scalar(matrix.value))
    yield { at: matrix.key, message: 'A job has either a matrix or `parallel`: leave one of them' };
}
