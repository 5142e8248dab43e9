import { describe, expect, test } from 'vitest';
import type { Project } from '../../../src/core/project';
import { SourceFile } from '../../../src/core/text';
import { azurePipelines } from '../../../src/formats/azure-pipelines';
import type { Pipeline } from '../../../src/formats/delivery/model';

function delivery(text: string, others: Readonly<Record<string, string>> = {}): Pipeline {
  const texts: Readonly<Record<string, string>> = { 'azure-pipelines.yml': text, ...others };
  const read = (path: string) => {
    const found = texts[path];
    return found === undefined ? undefined : new SourceFile(path, found);
  };
  const project = {
    read,
    list: () => [],
    open: (_format: string, path: string) => {
      const file = read(path);
      return file && azurePipelines.parse(file);
    },
    newFile: (path: string) => new SourceFile(path, '', true),
  } as unknown as Project;
  const model = azurePipelines.model([azurePipelines.parse(new SourceFile('azure-pipelines.yml', text))], project);
  if (!model.delivery) throw new Error('It is a template');
  return model.delivery;
}

const HEAD = 'trigger: [main]\npr: none\npool:\n  vmImage: ubuntu-24.04\n';
const job = (name: string, more = '') =>
  `      - job: ${name}\n${more}        steps:\n          - bash: make ${name}\n`;

function needs({ jobs }: Pipeline): unknown {
  return Object.fromEntries(jobs.map(({ id, needs: all }) => [id, all]));
}

describe('what waits for what', () => {
  test('stages wait for the one before, jobs for none', () => {
    const stages = `stages:\n  - stage: a\n    jobs:\n${job('x')}${job('y')}  - stage: b\n    jobs:\n${job('x')}`;
    expect(needs(delivery(HEAD + stages))).toEqual({ 'a.x': [], 'a.y': [], 'b.x': ['a.x', 'a.y'] });
  });

  test('unless they say so', () => {
    const stages = `stages:\n  - stage: a\n    jobs:\n${job('x')}  - stage: b\n    dependsOn: []\n    jobs:\n${job('x')}${job('y', '        dependsOn: x\n')}  - stage: c\n    dependsOn: [A]\n    jobs:\n${job('x')}`;
    expect(needs(delivery(HEAD + stages))).toEqual({ 'a.x': [], 'b.x': [], 'b.y': ['b.x'], 'c.x': ['a.x'] });
  });

  test('what is computed is not known', () => {
    const stages = `stages:\n  - stage: a\n    jobs:\n${job('x', '        dependsOn: ${{ parameters.d }}\n')}`;
    expect(needs(delivery(HEAD + stages))).toEqual({ 'a.x': undefined });
  });

  test('templates stand where they are used', () => {
    const stages = `stages:\n  - template: ci/test.yml\n  - stage: b\n    jobs:\n      - template: ci/jobs.yml\n`;
    const found = delivery(HEAD + stages, {
      'ci/test.yml': `stages:\n  - stage: a\n    jobs:\n${job('x')}`,
      'ci/jobs.yml': 'jobs:\n  - job: y\n    steps:\n      - template: steps.yml\n',
      'ci/steps.yml': 'steps:\n  - bash: npm test\n',
    });
    expect(needs(found)).toEqual({ 'a.x': [], 'b.y': ['a.x'] });
    expect(found.isPartial).toBe(false);
    const [, second] = found.jobs;
    expect(second?.activities).toMatchObject([{ kind: 'tests', certainty: 'certain' }]);
    // What a template does is seen at the place where the pipeline uses it.
    expect(second?.head.file.path).toBe('azure-pipelines.yml');
    expect(second?.activities[0]?.at.file.path).toBe('azure-pipelines.yml');
  });

  test('templates that call themselves come to an end', () => {
    const found = delivery(`${HEAD}stages:\n  - template: a.yml\n`, { 'a.yml': 'stages:\n  - template: a.yml\n' });
    expect(found.isPartial).toBe(true);
  });
});

describe('by what it is started', () => {
  const starts = (text: string) =>
    delivery(text).jobs[0]?.startedBy?.map(({ kind, certainty, branches }) => `${kind} ${certainty} ${branches}`);

  test('without triggers: every branch, and maybe pull requests', () => {
    expect(starts('pool: x\nsteps:\n  - bash: make\n')).toEqual([
      'push certain any',
      'pull-request likely any',
      'manual certain any',
    ]);
  });

  test('conditions are minded, before the start and at run time', () => {
    const steps = '        steps:\n          - bash: make\n';
    const reason = `trigger: [main]\npr: [main]\npool: x\nstages:\n  - stage: a\n    condition: ne(variables['Build.Reason'], 'PullRequest')\n    jobs:\n      - job: x\n${steps}`;
    expect(starts(reason)).toEqual(['push certain main', 'manual certain any']);
    const branch = `trigger: ['*']\npr: [main]\npool: x\nstages:\n  - \${{ if eq(variables['Build.SourceBranch'], 'refs/heads/main') }}:\n      - stage: a\n        jobs:\n          - job: x\n            steps:\n              - bash: make\n`;
    expect(starts(branch)).toEqual(['push likely unknown', 'manual likely unknown']);
  });

  test('a condition takes the place of succeeded()', () => {
    const after = (condition: string) =>
      delivery(`${HEAD}jobs:\n  - job: x\n    condition: ${condition}\n    steps:\n      - bash: make\n`).jobs[0]
        ?.runsAfterFailure;
    expect(after("eq(variables['a'], 'b')")).toBe(true);
    expect(after('always()')).toBe(true);
    expect(after("and(succeeded(), eq(variables['a'], 'b'))")).toBe(false);
    expect(after('${{ parameters.condition }}')).toBe(false);
  });
});
