import { rule } from '../../core/rule';
import { isComputed } from '../../formats/azure-pipelines/embedded';
import { map } from '../../formats/yaml';
import type { YamlNode, YamlScalar } from '../../formats/yaml/syntax';

export default rule({
  id: 'azure-pipelines/expression-in-trigger',
  title: 'Variable in a trigger',
  why: [
    'Triggers are read when somebody pushes, before there is any run with variables or parameters. Azure DevOps takes `$(name)` and `${{ … }}` there for the text of a branch or path that does not exist, or refuses the file; the pipeline is not started.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/trigger#remarks'],
  bad: [
    {
      files:
        'trigger:\n  branches:\n    include:\n      - main\n      - «release/$(version)»\nsteps:\n  - bash: make\n',
    },
    {
      files:
        'trigger: none\npr:\n  - «${{ parameters.branch }}»\nschedules:\n  - cron: «$(when)»\n    branches:\n      include: [main]\nsteps:\n  - bash: make\n',
    },
  ],
  good: [
    'trigger:\n  - main\n  - release/*\nsteps:\n  - bash: make $(version)\n',
    'trigger:\n  paths:\n    include:\n      - src/$web\nsteps:\n  - bash: make\n',
    {
      title: 'triggers of resources may be made',
      files:
        'trigger: none\nresources:\n  pipelines:\n    - pipeline: ci\n      source: ${{ parameters.source }}\nsteps:\n  - bash: make\n',
    },
  ],
  *check({ pipeline }) {
    for (const name of ['trigger', 'pr', 'schedules']) {
      for (const text of textsIn(pipeline?.map.get(name), 0)) {
        if (isComputed(text.text))
          yield { at: text, message: 'Triggers are read before there are any variables: write the text itself' };
      }
    }
  },
});

function* textsIn(node: YamlNode | undefined, depth: number): Generator<YamlScalar> {
  if (depth > 5 || !node) return;
  if (node.kind === 'scalar') yield node;
  if (node.kind === 'seq') for (const item of node.items) yield* textsIn(item, depth + 1);
  for (const { value } of map(node)?.pairs ?? []) yield* textsIn(value, depth + 1);
}
