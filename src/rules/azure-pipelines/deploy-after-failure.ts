import { type Finding, type Fix, rule } from '../../core/rule';
import { insert } from '../../core/text';
import { readCondition } from '../../formats/azure-pipelines/condition';
import { jobBehind } from '../../formats/azure-pipelines/delivery-edit';
import type { Expression } from '../../formats/azure-pipelines/expression';
import type { Job } from '../../formats/azure-pipelines/model';
import { ignoresFailure } from '../../formats/azure-pipelines/started-by';
import { deployOf } from '../../formats/delivery/graph';
import { locate } from '../../formats/yaml/locate';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { subjectOf } from '../shared/delivery/delivered';

export default rule({
  id: 'azure-pipelines/deploy-after-failure',
  title: 'Deploy that goes on after a failure',
  why: [
    'A `condition` takes the place of the one that is meant without it, `succeeded()`. A stage or job that asks for the branch alone therefore also runs when the build or the tests before it have failed or were cancelled, and deploys what is left of them.',
    'With `and(succeeded(), …)` it waits for both.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/conditions'],
  bad: [
    {
      files:
        "trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: test\n    jobs:\n      - job: unit\n        steps:\n          - bash: npm test\n  - stage: deploy\n    condition: «eq(variables['Build.SourceBranch'], 'refs/heads/main')»\n    jobs:\n      - deployment: web\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - bash: kubectl apply -f k8s/\n",
      fixed:
        "trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n  - stage: test\n    jobs:\n      - job: unit\n        steps:\n          - bash: npm test\n  - stage: deploy\n    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))\n    jobs:\n      - deployment: web\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - bash: kubectl apply -f k8s/\n",
    },
    {
      title: 'always',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: test\n    steps:\n      - bash: npm test\n  - job: deploy\n    dependsOn: test\n    condition: «always()»\n    steps:\n      - bash: kubectl apply -f k8s/\n',
      fixed:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: test\n    steps:\n      - bash: npm test\n  - job: deploy\n    dependsOn: test\n    condition: succeeded()\n    steps:\n      - bash: kubectl apply -f k8s/\n',
    },
  ],
  good: [
    "trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: test\n    steps:\n      - bash: npm test\n  - job: deploy\n    dependsOn: test\n    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))\n    steps:\n      - bash: kubectl apply -f k8s/\n",
    {
      title: 'it asks for the results by name',
      files:
        "trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: test\n    steps:\n      - bash: npm test\n  - job: deploy\n    dependsOn: test\n    condition: in(dependencies.test.result, 'Succeeded', 'SucceededWithIssues')\n    steps:\n      - bash: kubectl apply -f k8s/\n",
    },
    {
      title: 'nothing comes before it',
      files:
        "trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: deploy\n    condition: eq(variables['Build.SourceBranch'], 'refs/heads/main')\n    steps:\n      - bash: kubectl apply -f k8s/\n",
    },
    {
      title: 'it puts back what has failed, and it reports',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: test\n    steps:\n      - bash: npm test\n  - job: back\n    dependsOn: test\n    condition: failed()\n    steps:\n      - bash: kubectl apply -f k8s/\n  - job: report\n    dependsOn: test\n    condition: always()\n    steps:\n      - bash: ./report\n',
    },
  ],
  *check(model) {
    const { delivery } = model;
    const seen = new Set<YamlScalar>();
    for (const job of delivery?.jobs ?? []) {
      if (!job.runsAfterFailure || job.needs?.length === 0) continue;
      const deploy = deployOf(job);
      const own = jobBehind(model, job);
      if (!deploy || !own) continue;
      for (const condition of conditionsOf(own)) {
        if (seen.has(condition)) continue;
        seen.add(condition);
        yield {
          ...findingAt(condition, subjectOf(job)),
          related: [{ at: deploy.at, message: 'This deploys' }],
          address: job.id,
        };
      }
    }
  },
});

function conditionsOf({ condition, stage }: Job): readonly YamlScalar[] {
  return [stage.isImplied ? undefined : stage.condition, condition].flatMap((each) =>
    each && ignoresFailure(each) && !asksForFailure(each) ? [each] : [],
  );
}

/** What runs because something has failed does so on purpose. */
function asksForFailure({ text }: YamlScalar): boolean {
  return /\b(?:failed|canceled)\s*\(/i.test(text);
}

function findingAt(condition: YamlScalar, name: string): Finding {
  const { expression } = readCondition(condition);
  return {
    at: condition,
    message: `${name} deploys even where what comes before it has failed: ask for succeeded() as well`,
    fix: expression && heeding(condition, expression),
  };
}

function heeding(condition: YamlScalar, expression: Expression): Fix | undefined {
  const { file, text, style } = condition;
  if (style === 'literal' || style === 'folded') return undefined;
  const isStatus = expression.kind === 'call' && /^(?:always|succeededorfailed)$/i.test(expression.name);
  const start = locate(condition, expression.start, expression.start).start;
  const end = locate(condition, 0, text.trimEnd().length).end;
  if (isStatus)
    return { title: 'Run it after success only', edits: [{ at: file.span(start, end), text: 'succeeded()' }] };
  if (expression.kind === 'literal') return undefined;
  return {
    title: 'Run it after success only',
    edits: [insert(file, start, 'and(succeeded(), '), insert(file, end, ')')],
  };
}
