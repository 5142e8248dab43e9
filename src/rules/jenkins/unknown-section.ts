import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import { PIPELINE_SECTIONS, STAGE_SECTIONS } from '../../data/jenkins-sections';
import { allStages } from '../../formats/jenkins/read';
import type { Block } from '../../formats/jenkins/syntax';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'jenkins/unknown-section',
  title: 'Section that a pipeline can not have',
  why: [
    'Jenkins reads a declarative pipeline before it runs anything, and refuses it when it meets a section that it does not know: no build starts until it is mended.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://www.jenkins.io/doc/book/pipeline/syntax/#declarative-pipeline'],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            «step» {\n                sh 'npm test'\n            }\n        }\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'of the pipeline',
      files:
        "pipeline {\n    agent any\n    «option» {\n        timestamps()\n    }\n    environment {\n        A = 'b'\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    options {\n        timestamps()\n    }\n    environment {\n        A = 'b'\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'that belongs elsewhere',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            «parameters» {\n                string(name: 'A')\n            }\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    tools { maven 'M3' }\n    triggers { cron('@daily') }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n    post { always { cleanWs() } }\n}\n",
    { title: 'a scripted pipeline', files: "node {\n    stage('Test') {\n        step { sh 'npm test' }\n    }\n}\n" },
    {
      title: 'still being written',
      files: "pipeline {\n    agent any\n    stages {\n        stage('A') {\n            ste {\n",
    },
    "pipeline {\n    agent any\n    stages {\n        stage('All') {\n            failFast true\n            parallel {\n                stage('A') {\n                    steps { sh 'make a' }\n                }\n            }\n        }\n    }\n}\n",
  ],
  *check({ pipeline }) {
    if (!pipeline) return;
    yield* unknownIn(pipeline.block, PIPELINE_SECTIONS, 'a pipeline');
    for (const { block } of allStages(pipeline.stages)) yield* unknownIn(block, STAGE_SECTIONS, 'a stage');
  },
});

function* unknownIn({ statements }: Block, sections: ReadonlySet<string>, where: string): Generator<Finding> {
  for (const { name, nameSpan, blocks, tokens } of statements) {
    // Only what looks like a section: a word and its braces.
    if (name === undefined || sections.has(name) || blocks.length !== 1 || tokens.length !== 1) continue;
    const near = meant(name, sections);
    const isThere = statements.some((each) => each.name === near);
    yield {
      at: nameSpan,
      message: `${where === 'a stage' ? 'A stage' : 'A pipeline'} has no section ${name}${near === undefined ? '' : `; ${near} is near`}, and Jenkins refuses it`,
      fix: near === undefined || isThere ? undefined : { title: `Call it ${near}`, edits: [replace(nameSpan, near)] },
      address: name,
    };
  }
}
