import { rule } from '../../core/rule';
import { mapsIn } from '../../formats/azure-pipelines/walk';

export default rule({
  id: 'azure-pipelines/duplicate-key',
  title: 'Key that stands twice',
  why: [
    'Azure DevOps refuses a pipeline in which one map has the same key twice. It happens when blocks are merged or copied, and where a conditional block brings a key that is there already.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['azure-pipelines-vscode:schema'],
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/'],
  bad: [
    { files: 'trigger: none\nsteps:\n  - bash: make\n    displayName: Build\n    «displayName»: Test\n' },
    {
      title: 'two blocks of variables',
      files:
        'trigger: none\nvariables:\n  configuration: Release\nsteps:\n  - bash: make\n«variables»:\n  platform: x64\n',
    },
  ],
  good: [
    'trigger: none\nsteps:\n  - bash: make\n    displayName: Build\n  - bash: make test\n    displayName: Test\n',
    {
      title: 'under two conditions',
      files:
        "parameters:\n  - name: os\n    default: linux\njobs:\n  - job: build\n    ${{ if eq(parameters.os, 'linux') }}:\n      pool: linux\n    ${{ if eq(parameters.os, 'windows') }}:\n      pool: windows\n    steps:\n      - bash: make\n",
    },
    {
      title: 'one condition twice',
      files:
        "parameters:\n  - name: os\n    default: linux\nvariables:\n  ${{ if eq(parameters.os, 'linux') }}:\n    a: 1\n  ${{ if eq(parameters.os, 'linux') }}:\n    b: 2\nsteps:\n  - bash: make\n",
    },
  ],
  *check({ pipeline, isBroken }) {
    if (!pipeline || isBroken) return;
    for (const { ownPairs } of mapsIn(pipeline)) {
      const seen = new Map<string, (typeof ownPairs)[number]>();
      for (const pair of ownPairs) {
        const { name, key } = pair;
        const first = seen.get(name);
        if (first && !name.includes('${{') && name !== '<<') {
          yield {
            at: key,
            message: `The key ${name.slice(0, 60)} stands twice here, and Azure refuses the whole pipeline: leave one of them`,
            related: [{ at: first.key, message: 'It stands here first' }],
          };
        }
        seen.set(name, first ?? pair);
      }
    }
  },
});
