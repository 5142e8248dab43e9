import { describe, expect, test } from 'vitest';
import { SourceFile, textOf } from '../../../src/core/text';
import { githubActions } from '../../../src/formats/github-actions';
import { embeddedIn } from '../../../src/formats/github-actions/embedded';
import { readUses, type Uses } from '../../../src/formats/github-actions/uses';
import { scalar } from '../../../src/formats/yaml/access';
import { parseYaml } from '../../../src/formats/yaml/parse';

function fileOf(text: string, path = '.github/workflows/ci.yml'): SourceFile {
  return new SourceFile(path, text);
}

function workflowOf(text: string) {
  const { workflow } = githubActions.parse(fileOf(text));
  if (!workflow) throw new Error('no workflow');
  return workflow;
}

describe('detection', () => {
  const why = (path: string, text: string) => githubActions.detect(fileOf(text, path));
  const workflow = 'on: push\njobs:\n  a:\n    runs-on: x\n';

  test('by place and by content', () => {
    expect(why('.github/workflows/ci.yml', '')).toBe('it lies in .github/workflows');
    expect(why('shop/.github/workflows/ci.yaml', '')).toBe('it lies in .github/workflows');
    expect(why('templates/ci.yml', workflow)).toContain('`jobs:`');
    expect(why('templates/ci.yml', workflow.replace('on:', '"on":'))).toContain('`jobs:`');
    expect(why('a/action.yml', 'name: A\nruns:\n  using: composite\n')).toContain('action.yml');
  });

  test('not by less', () => {
    expect(why('.circleci/config.yml', 'version: 2.1\njobs:\n  a:\n    docker: []\n')).toBeUndefined();
    expect(why('.gitlab-ci.yml', 'job:\n  script: make\n')).toBeUndefined();
    expect(why('.github/dependabot.yml', 'version: 2\nupdates: []\n')).toBeUndefined();
    expect(why('.github/workflows/deep/ci.yml', 'a: 1\n')).toBeUndefined();
    expect(why('action.yml', 'on: click\n')).toBeUndefined();
  });
});

describe('triggers', () => {
  test.each([
    ['on: push', ['push']],
    ['on: [push, pull_request]', ['push', 'pull_request']],
    ['on:\n  push:\n    branches: [main]\n  schedule:\n    - cron: "0 0 * * *"', ['push', 'schedule']],
    ['true:\n  push:', ['push']],
    ["'on': push", ['push']],
  ])('%s', (text, expected) => {
    expect(workflowOf(`${text}\njobs: {}\n`).triggers?.map(({ event }) => event)).toEqual(expected);
  });

  test('that can not be read are unknown', () => {
    expect(workflowOf('on: *nowhere\njobs: {}\n').triggers).toBeUndefined();
  });
});

describe('shells', () => {
  const shellOf = (job: string, step = '', head = '') =>
    workflowOf(
      `on: push\n${head}jobs:\n  a:\n${job.replace(/^/gm, '    ')}\n    steps:\n      - run: make\n${step.replace(/^(?=.)/gm, '        ')}\n`,
    ).jobs[0]?.steps[0]?.run?.shell;

  test.each([
    ['runs-on: ubuntu-latest', 'bash'],
    ['runs-on: windows-2025', 'pwsh'],
    ['runs-on: [self-hosted, linux]', 'bash'],
    ['runs-on: self-hosted', undefined],
    ['runs-on: ${{ inputs.os }}', undefined],
    ['runs-on: ubuntu-latest\ncontainer: node:24', 'sh'],
    ['runs-on: ${{ matrix.os }}\nstrategy:\n  matrix:\n    os: [ubuntu-latest, macos-latest]', 'bash'],
    ['runs-on: ${{ matrix.os }}\nstrategy:\n  matrix:\n    os: [ubuntu-latest, windows-latest]', undefined],
    ['runs-on: windows-latest\ndefaults:\n  run:\n    shell: bash -euo pipefail {0}', 'bash'],
  ])('%s', (job, expected) => {
    expect(shellOf(job)).toBe(expected);
  });

  test('of the step before that of the job before that of the workflow', () => {
    const head = 'defaults:\n  run:\n    shell: cmd\n';
    expect(shellOf('runs-on: ubuntu-latest', '', head)).toBe('cmd');
    expect(shellOf('runs-on: ubuntu-latest\ndefaults:\n  run:\n    shell: sh', '', head)).toBe('sh');
    expect(shellOf('runs-on: ubuntu-latest', 'shell: python', head)).toBe('python');
    expect(shellOf('runs-on: ubuntu-latest', 'shell: ${{ inputs.shell }}', head)).toBeUndefined();
    expect(shellOf('runs-on: ubuntu-latest', 'shell: fish', head)).toBeUndefined();
  });
});

describe('uses', () => {
  const usesOf = (text: string): Uses | undefined => {
    const root = parseYaml(fileOf(`uses: ${text}\n`)).documents[0]?.root;
    return readUses(scalar(root?.kind === 'map' ? root.get('uses') : undefined));
  };

  test('an action, at a place of its own', () => {
    const uses = usesOf("'Owner/Repo/some/path@v1'");
    expect(uses).toMatchObject({ kind: 'repository', owner: 'Owner', repository: 'owner/repo', path: 'some/path' });
    expect(uses?.kind === 'repository' && uses.ref && textOf(uses.ref.at)).toBe('v1');
  });

  test.each([
    ['./.github/actions/a/', { kind: 'local', path: '.github/actions/a' }],
    ['$/.github/actions/a', { kind: 'local', path: '.github/actions/a' }],
    ['docker://localhost:5000/a/b', { kind: 'image', name: 'localhost:5000/a/b', tag: undefined }],
    ['docker://a/b:1@sha256:ab', { kind: 'image', name: 'a/b', tag: '1', digest: 'sha256:ab' }],
    ['owner/repo', { kind: 'repository', ref: undefined }],
    ['owner/repo@', { kind: 'repository', ref: undefined }],
  ])('%s', (text, expected) => {
    expect(usesOf(text)).toMatchObject(expected);
  });

  test('nothing that can not be known', () => {
    expect(usesOf('owner/repo@${{ inputs.version }}')).toBeUndefined();
    expect(usesOf('nonsense')).toBeUndefined();
    expect(usesOf('[a]')).toBeUndefined();
  });
});

describe('embedded expressions', () => {
  test('stand where they are written, whatever the style', () => {
    const file = fileOf(
      "a: |\n  one ${{ x }}\n  two ${{ '}}' }}\nb: \"q \\\"${{ y }}\\\"\"\nc: '${{ f(''s'') }}'\nd: >\n  ${{ a ||\n  b }}\ne: ${{ open\n",
    );
    const root = parseYaml(file).documents[0]?.root;
    const found = ['a', 'b', 'c', 'd', 'e'].map((name) => {
      const node = scalar(root?.kind === 'map' ? root.get(name) : undefined);
      return node ? embeddedIn(node).map(({ at, expression }) => [textOf(at), expression?.kind]) : [];
    });
    expect(found).toEqual([
      [
        ['${{ x }}', 'context'],
        ["${{ '}}' }}", 'literal'],
      ],
      [['${{ y }}', 'context']],
      [["${{ f(''s'') }}", 'call']],
      [['${{ a ||\n  b }}', 'operation']],
      [],
    ]);
  });
});

test('a step that two jobs share by an alias is one step', () => {
  const text = 'on: push\njobs:\n  a: &a\n    runs-on: x\n    steps:\n      - run: make\n  b: *a\n';
  const document = githubActions.parse(fileOf(text));
  const model = githubActions.model([document], undefined as never);
  expect(model.jobs.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(model.steps).toHaveLength(1);
});
