import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../../src/core/text';
import { azurePipelines } from '../../../src/formats/azure-pipelines';
import { detectAzure } from '../../../src/formats/azure-pipelines/detect';

function read(text: string, path = 'azure-pipelines.yml') {
  const { pipeline } = azurePipelines.parse(new SourceFile(path, text));
  if (!pipeline) throw new Error('It is none');
  return pipeline;
}

describe('detect', () => {
  const is = (path: string, text: string) => detectAzure(new SourceFile(path, text)) !== undefined;

  test.each([
    ['azure-pipelines.yml', 'trigger: none\nfoo: bar\n'],
    ['build/azure-pipelines-ci.yaml', 'steps: []\n'],
    ['ci/anything.yml', 'steps:\n  - bash: make\n'],
    ['ci/anything.yml', 'parameters:\n  - name: a\nsteps:\n  - ${{ if parameters.a }}:\n      - script: make\n'],
    ['ci/anything.yml', 'jobs:\n  - job: a\n    steps: []\n'],
    ['ci/anything.yml', 'stages:\n  - ${{ each s in parameters.s }}:\n      - stage: ${{ s }}\n'],
    ['ci/anything.yml', 'extends:\n  template: base.yml@templates\n'],
    ['ci/anything.yml', 'variables:\n  - group: shop\n'],
    ['.azuredevops/vars.yml', 'variables:\n  a: 1\n'],
  ])('%s is one: %j', (path, text) => expect(is(path, text)).toBe(true));

  test.each([
    ['.github/workflows/ci.yml', 'on: push\njobs:\n  a:\n    steps:\n      - run: make\n'],
    ['.gitlab-ci.yml', 'stages: [build]\nbuild:\n  script: make\n'],
    ['.gitlab-ci.yml', 'variables:\n  - name: a\n'],
    ['docker-compose.yml', 'services:\n  a:\n    image: a\n'],
    ['site.yml', '- hosts: all\n  tasks: []\n'],
    ['k8s.yml', 'apiVersion: v1\nkind: List\n'],
    ['cloudbuild.yaml', 'steps:\n  - name: ubuntu\n    script: make\n'],
    ['steps.yml', 'steps:\n  - name: a\n    image: node\n    commands: [make]\n'],
    ['values.yml', 'variables:\n  a: 1\n'],
    ['azure-pipelines.yml', 'a: 1\n'],
    ['action.yml', 'runs:\n  using: composite\n  steps:\n    - run: make\n'],
  ])('%s is none: %j', (path, text) => expect(is(path, text)).toBe(false));
});

describe('readPipeline', () => {
  test('implies a stage and a job', () => {
    const { stages, jobs, steps, isRoot } = read('trigger: none\nsteps:\n  - bash: make\n  - task: Npm@1\n');
    expect(isRoot).toBe(true);
    expect(stages).toMatchObject([{ isImplied: true, id: undefined }]);
    expect(jobs).toMatchObject([{ kind: 'implied', id: undefined }]);
    expect(steps.map(({ kind }) => kind)).toEqual(['bash', 'task']);
    expect(steps[1]?.task).toMatchObject({ name: 'Npm', id: 'npm', version: 1 });
  });

  test('has the steps of all hooks of a deployment, in the order in which they run', () => {
    const { jobs } = read(
      'jobs:\n  - deployment: web\n    strategy:\n      canary:\n        on:\n          failure:\n            steps:\n              - bash: back\n        deploy:\n          steps:\n            - bash: deploy\n        preDeploy:\n          steps:\n            - bash: first\n',
    );
    const [job] = jobs;
    expect(job?.hooks.map(({ name, strategy }) => `${strategy} ${name}`)).toEqual([
      'canary preDeploy',
      'canary deploy',
      'canary failure',
    ]);
    expect(job?.steps.map(({ script }) => script?.scalar.text)).toEqual(['first', 'deploy', 'back']);
  });

  test('goes through conditions and loops', () => {
    const { steps } = read(
      'steps:\n  - ${{ if parameters.a }}:\n      - bash: a\n      - ${{ each x in parameters.b }}:\n          - bash: b\n  - ${{ else }}:\n      - bash: c\n  - ${{ parameters.more }}\n',
      'ci/steps.yml',
    );
    expect(steps.map(({ script, guards }) => [script?.scalar.text, guards.map(({ directive }) => directive)])).toEqual([
      ['a', ['if']],
      ['b', ['if', 'each']],
      ['c', ['else']],
    ]);
  });

  test('knows the language of scripts', () => {
    const language = (text: string) => read(text).steps.map(({ script }) => script?.language);
    const steps =
      'steps:\n  - script: a\n  - pwsh: b\n  - task: AzureCLI@2\n    inputs:\n      ScriptType: bash\n      scriptLocation: inlineScript\n      inlineScript: c\n  - task: Bash@3\n    inputs:\n      filePath: d.sh\n';
    expect(language(`trigger: none\n${steps}`)).toEqual(['bash', 'pwsh', 'bash', undefined]);
    expect(language(`pool:\n  vmImage: windows-2025\n${steps}`)).toEqual(['cmd', 'pwsh', 'bash', undefined]);
    expect(language(`pool: builders\n${steps}`)).toEqual([undefined, 'pwsh', 'bash', undefined]);
  });

  test('finds templates from the file or from the root', () => {
    const { templates } = read(
      'steps:\n  - template: ../steps/a.yml\n  - template: /steps/b.yml@self\n  - template: c.yml@other\n  - template: ${{ parameters.d }}.yml\n',
      'ci/build/azure-pipelines.yml',
    );
    expect(templates.map(({ path, repository }) => [path, repository])).toEqual([
      ['ci/steps/a.yml', undefined],
      ['steps/b.yml', undefined],
      [undefined, 'other'],
      [undefined, undefined],
    ]);
  });

  test('reads parameters in both forms, and variables in both', () => {
    expect(read('parameters:\n  a: 1\nsteps: []\n').parameters).toMatchObject([
      { name: 'a', map: undefined, hasDefault: true },
    ]);
    expect(read('parameters:\n  - name: a\n    type: Boolean\nsteps: []\n').parameters).toMatchObject([
      { name: 'a', type: 'boolean', hasDefault: false },
    ]);
    const names = (text: string) => read(text).variables.map(({ name }) => name);
    expect(names('variables:\n  a: 1\n  ${{ if x }}:\n    b: 2\nsteps: []\n')).toEqual(['a', 'b']);
    expect(
      names('variables:\n  - name: a\n    value: 1\n  - group: g\n  - ${{ if x }}:\n      - name: b\nsteps: []\n'),
    ).toEqual(['a', 'b']);
  });
});
