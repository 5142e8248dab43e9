import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { knownKeys } from '../../formats/azure-pipelines/key-places';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'azure-pipelines/unknown-key',
  title: 'Key that Azure Pipelines does not know',
  why: [
    'Azure DevOps refuses the whole pipeline where one key is misspelt or stands in the wrong place: nothing runs, and the message comes after the push, often without the place in the template that is meant.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['azure-pipelines-vscode:schema'],
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/'],
  bad: [
    {
      title: 'misspelt',
      files:
        'trigger:\n  - main\nsteps:\n  - script: npm test\n    «displayname»: Test\n  - task: Npm@1\n    «input»:\n      command: ci\n',
      fixed:
        'trigger:\n  - main\nsteps:\n  - script: npm test\n    displayName: Test\n  - task: Npm@1\n    inputs:\n      command: ci\n',
    },
    {
      title: 'a key of another system, and one of another kind of step',
      files:
        'trigger: none\njobs:\n  - job: test\n    «runs-on»: ubuntu-latest\n    steps:\n      - bash: make\n        «inputs»:\n          script: make\n',
    },
    {
      title: 'below a trigger and in a deployment',
      files:
        'trigger:\n  «branch»:\n    include: [main]\nstages:\n  - stage: deploy\n    «dependOn»: build\n    jobs:\n      - deployment: web\n        environment: production\n        strategy:\n          «runonce»:\n            deploy:\n              steps:\n                - bash: ./deploy.sh\n',
      fixed:
        'trigger:\n  branches:\n    include: [main]\nstages:\n  - stage: deploy\n    dependsOn: build\n    jobs:\n      - deployment: web\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - bash: ./deploy.sh\n',
    },
    {
      title: 'steps of a hook',
      files:
        'trigger: none\njobs:\n  - deployment: web\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          «script»: ./deploy.sh\n',
    },
  ],
  good: [
    'trigger: none\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - checkout: self\n    fetchDepth: 0\n  - task: Npm@1\n    displayName: Install\n    inputs:\n      anything: goes\n    env:\n      ANY: name\n',
    {
      title: 'keys that an expression brings',
      files:
        "parameters:\n  - name: image\n    default: ''\njobs:\n  - job: build\n    ${{ if ne(parameters.image, '') }}:\n      container: ${{ parameters.image }}\n    steps:\n      - bash: make\n        env:\n          ${{ insert }}: ${{ parameters.env }}\n",
    },
    {
      title: 'what a template of others wants to know of a job',
      files:
        'trigger: none\njobs:\n  - job: build\n    templateContext:\n      outputs:\n        - output: pipelineArtifact\n    steps:\n      - bash: make\n',
    },
    {
      title: 'a pool, of which Azure takes more than its reference names',
      files:
        'trigger: none\njobs:\n  - job: build\n    pool:\n      name: builders\n      os: windows\n    steps:\n      - pwsh: ./build.ps1\n',
    },
  ],
  *check({ pipeline, isBroken }) {
    if (!pipeline || isBroken) return;
    for (const { map, keys, what } of knownKeys(pipeline)) {
      for (const { key } of map.ownPairs) {
        if (key.text === '' || keys.has(key.text) || key.text.includes('${{') || key.text === '<<') continue;
        const candidate = meant(key.text, keys);
        const free = candidate !== undefined && !map.has(candidate) ? candidate : undefined;
        yield {
          at: key,
          message: free
            ? `${what} has no key ${shown(key.text)}: did you mean ${free}?`
            : `${what} has no key ${shown(key.text)}: Azure refuses the whole pipeline`,
          fix: free === undefined ? undefined : { title: `Write ${free}`, edits: [replace(key, free)] },
        };
      }
    }
  },
});

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
