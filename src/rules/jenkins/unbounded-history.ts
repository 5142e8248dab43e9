import { rule } from '../../core/rule';
import { addOption } from '../../formats/jenkins/edit';

export default rule({
  id: 'jenkins/unbounded-history',
  title: 'Builds that are kept for ever',
  why: [
    'Without `buildDiscarder` Jenkins keeps the log and the artifacts of every build until the disk of the controller is full, and with it all jobs stop.',
    'Off until asked for: the setting of the job, or one for the whole controller, may do the same.',
  ],
  severity: 'info',
  practice: 'cost',
  preset: 'all',
  since: '0.1.0',
  fixes: 'template',
  links: [
    'https://www.jenkins.io/doc/book/pipeline/syntax/#options',
    'https://www.jenkins.io/doc/book/managing/build-discarders/',
  ],
  bad: [
    {
      files:
        "«pipeline» {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    options {\n        buildDiscarder(logRotator(numToKeepStr: '20'))\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
    {
      files:
        "«pipeline» {\n    agent any\n    options {\n        timestamps()\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    options {\n        buildDiscarder(logRotator(numToKeepStr: '20'))\n        timestamps()\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    options {\n        buildDiscarder(logRotator(numToKeepStr: '5'))\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    {
      title: 'before the pipeline',
      files:
        "properties([buildDiscarder(logRotator(numToKeepStr: '5'))])\n\npipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
    { title: 'a scripted pipeline', files: "node {\n    sh 'make'\n}\n" },
  ],
  *check({ pipeline, file }) {
    if (!pipeline || pipeline.stages.length === 0 || file.text.includes('buildDiscarder')) return;
    const edit = addOption(pipeline, "buildDiscarder(logRotator(numToKeepStr: '${1:20}'))");
    yield {
      at: pipeline.head,
      message: 'Every build is kept until the disk is full: say in options how many are worth keeping',
      address: 'pipeline',
      fix: edit && { title: 'Keep the last builds only', edits: [edit] },
    };
  },
});
