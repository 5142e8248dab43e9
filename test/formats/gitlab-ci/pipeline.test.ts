import { expect, test } from 'vitest';
import { textOf } from '../../../src/core/text';
import { scalar } from '../../../src/formats/yaml';
import { expectLinear } from '../../support/linear';
import { jobOf, modelOf, rootsOf } from './loading';

const script = (model: ReturnType<typeof modelOf>, name: string) =>
  jobOf(model, name).script.lines.map(({ scalar: line, section }) => `${section}: ${line.text}`);

test('what is nearer overrides what is extended; maps are merged, lists are not', () => {
  const model = modelOf(`
.a:
  image: node:20
  variables: { ONE: a, TWO: a }
  script: [a, b]
.b:
  extends: .a
  variables: { TWO: b, THREE: b }
  tags: [b]
.c:
  tags: [c]
job:
  extends: [.b, .c]
  variables: { THREE: own }
  script: [own]
`);
  const job = jobOf(model, 'job');
  const variables = job.body.child('variables');
  expect(['ONE', 'TWO', 'THREE'].map((name) => scalar(variables?.get(name))?.text)).toEqual(['a', 'b', 'own']);
  expect(scalar(job.get('image'))?.text).toBe('node:20');
  expect(job.get('tags')).toMatchObject({ items: [{ text: 'c' }] });
  expect(script(model, 'job')).toEqual(['script: own']);
  expect(job.isOpen).toBe(false);
});

test('a scalar in between ends the merge of maps', () => {
  const job = jobOf(
    modelOf(
      '.a:\n  image: { name: x, entrypoint: [a] }\n.b:\n  extends: .a\n  image: y\njob:\n  extends: .b\n  script: x\n',
    ),
    'job',
  );
  expect(scalar(job.get('image'))?.text).toBe('y');
  expect(job.body.child('image')).toBeUndefined();
});

test('included files are merged below the file that includes them, the last over the first', () => {
  const model = modelOf({
    '.gitlab-ci.yml': 'include: [one.yml, /two.yml]\njob:\n  stage: own\n',
    'one.yml': 'job:\n  stage: one\n  image: one\n  script: one\n',
    'two.yml': 'include: ci/**/*.yml\njob:\n  image: two\n',
    'ci/deep/three.yml': 'job:\n  image: three\n  tags: [three]\n',
  });
  const job = jobOf(model, 'job');
  expect(job.stage?.name).toBe('own');
  expect(scalar(job.get('image'))?.text).toBe('two');
  expect(scalar(job.get('image'))?.file.path).toBe('two.yml');
  expect(job.get('tags')?.file.path).toBe('ci/deep/three.yml');
  expect(model.pipeline.isOpen).toBe(false);
});

test('references lead into scripts, by what is extended and into other files', () => {
  const model = modelOf({
    '.gitlab-ci.yml':
      'include: setup.yml\njob:\n  script:\n    - !reference [.more, script]\n    - - nested\n    - |\n      two\n      lines\n',
    'setup.yml': '.setup:\n  script:\n    - first\n.more:\n  extends: .setup\n',
  });
  expect(script(model, 'job')).toEqual(['script: first', 'script: nested', 'script: two\nlines\n']);
  expect(jobOf(model, 'job').script.lines[0]?.scalar.file.path).toBe('setup.yml');
});

test('circles end', () => {
  const model = modelOf(
    'include: .gitlab-ci.yml\n.a:\n  extends: .b\n  script:\n    - !reference [.b, script]\n.b:\n  extends: .a\n  script:\n    - !reference [.a, script]\njob:\n  extends: .a\n',
  );
  expect(jobOf(model, 'job').isOpen).toBe(true);
  expect(jobOf(model, 'job').script.isWhole).toBe(false);
});

test('defaults are inherited unless a job says otherwise', () => {
  const model = modelOf(
    'before_script: [top]\ndefault:\n  image: node:24\na:\n  script: a\nb:\n  inherit: { default: false }\n  script: b\nc:\n  inherit: { default: [tags] }\n  before_script: []\n  script: c\n',
  );
  expect(script(model, 'a')).toEqual(['before_script: top', 'script: a']);
  expect(jobOf(model, 'a').lacks('image')).toBe(false);
  expect(jobOf(model, 'b').lacks('image')).toBe(true);
  expect(script(model, 'c')).toEqual(['script: c']);
  expect(jobOf(model, 'c').lacks('image')).toBe(true);
});

test('what can not be read makes names and defaults unknown', () => {
  const model = modelOf('include:\n  - project: acme/ci\n    file: a.yml\njob:\n  script: x\npart:\n  tags: [a]\n');
  expect(model.pipeline.isOpen).toBe(true);
  expect(model.pipeline.stages).toBeUndefined();
  expect(jobOf(model, 'job').lacks('image')).toBe(false);
  expect(jobOf(model, 'job').lacks('environment')).toBe(true);
  // It has nothing to run, so it adds to a job that is defined elsewhere.
  expect(jobOf(model, 'part').lacks('environment')).toBe(false);
});

test('the header of a template is no part of its pipeline, and inputs are unknown', () => {
  const model = modelOf(
    'spec:\n  inputs:\n    stage:\n---\njob:\n  stage: $[[ inputs.stage ]]\n  script: echo $[[ inputs.x ]] done\n',
  );
  const job = jobOf(model, 'job');
  expect(job.stage).toBeUndefined();
  const [line] = job.script.lines;
  const [command] = line?.shell.commands ?? [];
  expect(command?.words.map((word) => word.value)).toEqual(['echo', undefined, 'done']);
  expect(command && textOf(command.span)).toBe('echo $[[ inputs.x ]] done');
});

test('each file belongs to one pipeline', () => {
  expect(
    rootsOf({
      '.gitlab-ci.yml': 'include: ci/a.yml\nnext:\n  trigger:\n    include: ci/child.yml\n',
      'ci/a.yml': 'a:\n  script: a\n',
      'ci/child.yml': 'include: [ci/a.yml, ci/b.yml]\nc:\n  script: c\n',
      'ci/b.yml': 'b:\n  script: b\n',
      'ci/other.yml': 'd:\n  script: d\n',
      'sub/.gitlab-ci.yml': 'e:\n  script: e\n',
    }),
  ).toEqual({
    '.gitlab-ci.yml': '.gitlab-ci.yml',
    'ci/a.yml': '.gitlab-ci.yml',
    'ci/child.yml': 'ci/child.yml',
    'ci/b.yml': 'ci/child.yml',
    'ci/other.yml': 'ci/other.yml',
    'sub/.gitlab-ci.yml': 'sub/.gitlab-ci.yml',
  });
});

test('the root of the repository is where git keeps it', () => {
  const files = {
    'shop/.git/HEAD': 'ref: refs/heads/main\n',
    'shop/.gitlab-ci.yml': 'include: /ci/a.yml\n',
    'shop/ci/a.yml': 'a:\n  script: a\n',
  };
  expect(modelOf(files, 'shop/ci/a.yml').pipeline.root.file.path).toBe('shop/.gitlab-ci.yml');
  expect(modelOf(files, 'shop/.gitlab-ci.yml').pipeline.missing).toEqual([]);
});

test('long pipelines take no more than their length', () => {
  expectLinear((times) => {
    const jobs = Array.from({ length: times }, (_, i) => `j${i}:\n  extends: .base\n  script: make ${i}\n`);
    const model = modelOf(`.base:\n  stage: test\n  rules:\n    - if: $CI_COMMIT_TAG\n${jobs.join('')}`);
    for (const job of model.pipeline.jobs) void [job.rules, job.stage, job.script];
  }, 60);
});
