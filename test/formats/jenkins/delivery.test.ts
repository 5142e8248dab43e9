import { describe, expect, test } from 'vitest';
import type { Project } from '../../../src/core/project';
import { SourceFile } from '../../../src/core/text';
import type { Pipeline } from '../../../src/formats/delivery/model';
import { jenkins } from '../../../src/formats/jenkins';

function delivery(stages: string, more = ''): Pipeline {
  const text = `pipeline {\n  agent any\n${more}\n  stages {\n${stages}\n  }\n}\n`;
  const model = jenkins.model([jenkins.parse(new SourceFile('Jenkinsfile', text))], {} as Project);
  if (!model.delivery) throw new Error('It is scripted');
  return model.delivery;
}

const stage = (name: string, step = 'make', more = '') => `stage('${name}') { ${more}\n steps { sh '${step}' } }\n`;
const needs = ({ jobs }: Pipeline) => Object.fromEntries(jobs.map((job) => [job.id, job.needs]));
const starts = (pipeline: Pipeline, name: string) =>
  pipeline.jobs
    .find(({ id }) => id === name)
    ?.startedBy?.map(({ kind, certainty, branches }) => [kind, certainty, branches]);

describe('what waits for what', () => {
  test('stages run in turn, parallel ones side by side', () => {
    const text = `${stage('a')}stage('p') { parallel { ${stage('b')}stage('n') { stages { ${stage('c')}${stage('d')} } } } }\n${stage('e')}`;
    expect(needs(delivery(text))).toEqual({ a: [], b: ['a'], c: ['a'], d: ['c'], e: ['b', 'd'] });
  });

  test('stages of one name are told apart', () => {
    expect(needs(delivery(stage('a') + stage('a')))).toEqual({ a: [], 'a 2': ['a'] });
  });
});

describe('what starts a stage', () => {
  test('nothing is known without a word of branches', () => {
    expect(delivery(stage('a')).triggers).toBeUndefined();
  });

  test.each([
    ["when { branch 'main' }", [['push', 'certain', ['main']]]],
    ["when { anyOf { branch 'main'\n branch pattern: 'rel/*' } }", [['push', 'certain', ['main', 'rel/*']]]],
    ["when { beforeAgent true\n branch 'main' }", [['push', 'certain', ['main']]]],
    ["when { branch pattern: 'r.*', comparator: 'REGEXP' }", [['push', 'certain', 'unknown']]],
    ['when { buildingTag() }', [['tag', 'certain', 'any']]],
    ["when { not { branch 'main' } }", [['push', 'likely', 'unknown']]],
    ['when { expression { params.GO } }', [['push', 'likely', 'unknown']]],
    ['', [['push', 'certain', 'any']]],
  ])('%s', (when, expected) => {
    const other = stage('other', 'make', "when { branch 'x' }");
    expect(starts(delivery(stage('a', 'make', when) + other), 'a')).toEqual(expected);
  });
});

describe('what a stage does', () => {
  test('scripts are looked into, unknown steps may do anything', () => {
    const [first] = delivery(stage('x', 'npm test')).jobs;
    expect(first?.activities.map(({ kind, certainty }) => [kind, certainty])).toContainEqual(['tests', 'certain']);
    expect(first?.isOpaque).toBe(false);
    expect(delivery("stage('x') { steps { ourStep() } }").jobs[0]?.isOpaque).toBe(true);
    expect(delivery("stage('x') { steps { sh 'make ' + target } }").jobs[0]?.isOpaque).toBe(true);
  });

  test('guards, gates and timeouts', () => {
    const options = "  options { disableConcurrentBuilds(); timeout(time: 1, unit: 'HOURS') }";
    expect(delivery(stage('a'), options).jobs[0]).toMatchObject({ isGuarded: true, hasTimeout: true, isGated: false });
    expect(delivery(stage('a')).jobs[0]).toMatchObject({ isGuarded: false, hasTimeout: false });
    expect(delivery(stage('a', 'make', "input { message 'Go?' }")).jobs[0]?.isGated).toBe(true);
  });
});
