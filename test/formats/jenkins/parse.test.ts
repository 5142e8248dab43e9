import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, SourceFile, textOf } from '../../../src/core/text';
import { jenkins } from '../../../src/formats/jenkins';
import { parseGroovy } from '../../../src/formats/jenkins/parse';
import { allStages } from '../../../src/formats/jenkins/read';
import { scriptsBelow, sourceOf } from '../../../src/formats/jenkins/script';
import type { Block } from '../../../src/formats/jenkins/syntax';
import { expectLinear } from '../../support/linear';

const PIPELINE = `#!/usr/bin/env groovy
@Library('shared') _
/* a { comment */
def name = 'x' // }
pipeline {
    agent { docker { image 'node:24' } }
    options { timeout(time: 1, unit: 'HOURS') }
    environment {
        TOKEN = credentials('token')
        RATIO = "\${10 / 2}"
    }
    stages {
        stage('Build') {
            when { expression { env.BRANCH_NAME ==~ /ma{1}(in|ster)/ } }
            steps {
                sh 'make "a" && echo \\'b\\''
                sh """
                    echo \${env.TOKEN} \\$HOME
                """
                script {
                    def out = sh(script: "ls \${params['A']}", returnStdout: true).trim()
                    if (out) { echo 'yes' }
                    else { echo 'no' }
                }
            }
        }
        stage("Side by side") {
            parallel {
                stage('a') { steps { sh(label: 'A', script: 'make a') } }
                stage('b') { steps { steps.sh 'make b'; other.sh 'no' } }
            }
        }
    }
    post { always { cleanWs() } }
}
`;

const read = (text: string) => jenkins.parse(new SourceFile('Jenkinsfile', text));
const scriptsOf = (text: string) => {
  const { pipeline, file } = read(text);
  return [...scriptsBelow(pipeline?.block)].map(({ string }) => sourceOf(string, file).text.trim());
};

describe('a declarative pipeline', () => {
  test('its sections, its stages and what they hold', () => {
    const { pipeline } = read(PIPELINE);
    expect([...(pipeline?.sections.keys() ?? [])]).toEqual(['agent', 'options', 'environment', 'stages', 'post']);
    const stages = [...allStages(pipeline?.stages ?? [])];
    expect(stages.map(({ name, parent }) => [name, parent?.name])).toEqual([
      ['Build', undefined],
      ['Side by side', undefined],
      ['a', 'Side by side'],
      ['b', 'Side by side'],
    ]);
  });

  test('its scripts, as the shell gets them', () => {
    expect(scriptsOf(PIPELINE)).toEqual([
      `make "a" && echo 'b'`,
      'echo ${xxxxxxxxx} $HOME',
      'ls ${xxxxxxxxxxx}',
      'make a',
      'make b',
    ]);
  });

  test('line ends, tabs and a brace on the next line change nothing', () => {
    const { pipeline } = read(PIPELINE.replaceAll(' {\n', '\n{\n').replaceAll('    ', '\t').replaceAll('\n', '\r\n'));
    expect([...allStages(pipeline?.stages ?? [])]).toHaveLength(4);
    expect(scriptsOf(PIPELINE.replaceAll('\n', '\r\n'))).toEqual(scriptsOf(PIPELINE));
  });

  test('a byte order mark is no word', () => {
    expect(read(`\uFEFF${PIPELINE.slice(PIPELINE.indexOf('pipeline'))}`).pipeline).toBeDefined();
  });

  test.each([
    ['a scripted pipeline', 'node {\n  stage("a") { sh "make" }\n}\n'],
    ['half a pipeline', "pipeline {\n  agent any\n  stages {\n    stage('a') {\n"],
    ['nothing', ''],
    ['only words of it', 'def pipeline = 1\npipeline.run()\n'],
  ])('%s is none', (_, text) => {
    expect(read(text).pipeline).toBeUndefined();
  });
});

function checkSpans(block: Block): void {
  for (const statement of block.statements) {
    expect(contains(block, statement)).toBe(true);
    expect(contains(statement, statement.nameSpan)).toBe(true);
    if (statement.name !== undefined) expect(textOf(statement.nameSpan)).toBe(statement.name);
    let last = block.start;
    for (const token of statement.tokens) {
      expect(token.start).toBeGreaterThanOrEqual(last);
      expect(token.end).toBeGreaterThanOrEqual(token.start);
      last = token.end;
      if (token.kind !== 'string') continue;
      expect(token.inner.start >= token.start && token.inner.end <= token.end).toBe(true);
      for (const { start, end } of token.interpolations)
        expect(start >= token.inner.start && end <= Math.max(token.inner.end, end)).toBe(true);
    }
    for (const inner of statement.blocks) {
      expect(contains(statement, inner)).toBe(true);
      checkSpans(inner);
    }
  }
}

describe('whatever is written', () => {
  test('spans nest and lie in the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...`pipeline { } ( ) [ ] stage steps sh ' " ''' """ \${ $a / // /* */ \\ , ; : = . ? \n \r\n else agent é 😀 1.5`.split(
          ' ',
        ),
        ' ',
      ),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const file = new SourceFile('Jenkinsfile', pieces.join(''));
        checkSpans(parseGroovy(file));
        const { statementAt } = jenkins.parse(file);
        for (let at = 0; at <= file.text.length; at += 7) {
          const span = statementAt?.(at);
          expect(span && contains(file.all, span)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('cut off anywhere', () => {
    for (let at = 0; at < PIPELINE.length; at += 3) {
      const file = new SourceFile('Jenkinsfile', PIPELINE.slice(0, at));
      checkSpans(parseGroovy(file));
    }
  });

  test.each([
    ['braces', '{'],
    ['parentheses', '('],
    ['quotes', '"${'],
    ['slashes', '= /a'],
    ['stages', "stage('a') { steps { sh 'make' } }\n"],
    ['comments', '/*'],
    ['names of several lines', 'a.\nb\n{'],
    ['dollars', '"$a"'],
  ])('time is linear in %s', (_, text) => {
    expectLinear((times) => parseGroovy(new SourceFile('Jenkinsfile', text.repeat(times))));
  });
});
