import { rule } from '../../core/rule';
import { insert } from '../../core/text';
import { STAGE_SECTIONS } from '../../data/jenkins-sections';
import { allStages } from '../../formats/jenkins/read';
import type { Statement } from '../../formats/jenkins/syntax';

export default rule({
  id: 'jenkins/missing-section',
  title: 'Pipeline or stage without what it must have',
  why: [
    'Jenkins refuses a declarative pipeline without `agent` or `stages`, and a stage without `steps` or other stages: no build starts until it is mended.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  links: ['https://www.jenkins.io/doc/book/pipeline/syntax/#declarative-pipeline'],
  bad: [
    {
      files:
        "«pipeline» {\n    options {\n        timestamps()\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    options {\n        timestamps()\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'a stage that does nothing',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage(«'Test'») {\n            when { branch 'main' }\n        }\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    "pipeline {\n    agent none\n    stages {\n        stage('All') {\n            stages {\n                stage('A') {\n                    steps { sh 'make a' }\n                }\n            }\n        }\n    }\n}\n",
    { title: 'a scripted pipeline', files: "node {\n    stage('Test') {\n        sh 'npm test'\n    }\n}\n" },
    {
      title: 'its steps stand under another name, which is said already',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            script {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'still being written',
      files: "pipeline {\n    options { timestamps() }\n    stages {\n        stage('A') {\n",
    },
  ],
  *check({ pipeline }) {
    const [first] = pipeline?.block.statements ?? [];
    if (!pipeline || !first) return;
    const { sections, head, file, stages } = pipeline;
    if (!sections.has('agent')) {
      const line = file.line(file.lineAt(first.start));
      const indent = file.text.slice(line.start, first.start);
      const isAlone = /^[ \t]*$/.test(indent);
      yield {
        at: head,
        message: 'A pipeline must say by `agent` where it runs, and Jenkins refuses one that does not',
        address: 'agent',
        fix: isAlone
          ? { title: 'Run it on any agent', edits: [insert(file, first.start, `agent \${1:any}${file.eol}${indent}`)] }
          : undefined,
      };
    }
    if (!sections.has('stages'))
      yield { at: head, message: 'A pipeline must have `stages`, and Jenkins refuses one without', address: 'stages' };
    for (const { holds, sections: own, head: at, name, block } of allStages(stages)) {
      if (holds || own.has('steps') || !block.isClosed || block.statements.some(isUnread)) continue;
      yield {
        at,
        message: `The stage ${name ?? ''} has neither steps nor stages, and Jenkins refuses the pipeline`.replace(
          '  ',
          ' ',
        ),
        address: name ?? 'stage',
      };
    }
  },
});

/** Whether it may be the section that is missed: under a wrong name, or half written. */
function isUnread({ name, blocks, tokens }: Statement): boolean {
  return name === undefined || (blocks.length === 1 && tokens.length === 1 && !STAGE_SECTIONS.has(name));
}
