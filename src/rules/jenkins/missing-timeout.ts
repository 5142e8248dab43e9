import { rule } from '../../core/rule';
import { addOption } from '../../formats/jenkins/edit';
import { jobsWithoutTimeout, missingTimeout } from '../shared/delivery/missing-timeout';

export default rule({
  id: 'jenkins/missing-timeout',
  title: 'Pipeline without a timeout',
  why: [
    'Jenkins ends nothing by itself: a build that hangs, on a prompt, a dead server or a lock, holds its executor until somebody finds it, and all that waits for the agent waits with it.',
    'How long a build may take is known only to those who run it, so it is left to be filled in; twice the usual time is a good start. A stage that waits for a person needs a limit of its own, and counts towards that of the pipeline.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  links: ['https://www.jenkins.io/doc/book/pipeline/syntax/#options'],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage(«'Test'») {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    options {\n        timeout(time: 1, unit: 'HOURS')\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'where there are options',
      files:
        "pipeline {\n    agent any\n    options {\n        timestamps()\n    }\n    stages {\n        stage(«'Test'») {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Build') {\n            steps {\n                sh 'make'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    options {\n        timeout(time: 1, unit: 'HOURS')\n        timestamps()\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Build') {\n            steps {\n                sh 'make'\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    options { timeout(time: 20, unit: 'MINUTES') }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    {
      title: 'of each stage, or within it',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            options { timeout(time: 20, unit: 'MINUTES') }\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Build') {\n            steps {\n                timeout(5) {\n                    sh 'make'\n                }\n            }\n        }\n    }\n}\n",
    },
    { title: 'a scripted pipeline', files: "node {\n    stage('Test') {\n        sh 'npm test'\n    }\n}\n" },
  ],
  *check({ pipeline, delivery }) {
    if (!pipeline || !delivery) return;
    const jobs = jobsWithoutTimeout(delivery);
    const [first, ...others] = jobs;
    const finding = missingTimeout(jobs, 'ever');
    if (!finding || !first) return;
    const edit = addOption(pipeline, "timeout(time: ${1:1}, unit: 'HOURS')");
    yield {
      ...finding,
      message: `${others.length === 0 ? `The stage ${first.id}` : `${jobs.length} stages`} may hang for ever: Jenkins ends nothing by itself, so set a timeout`,
      related: others.map(({ id, head }) => ({ at: head, message: `The stage ${id} has none either` })),
      fix: edit && { title: 'Set a timeout for the whole pipeline', edits: [edit] },
    };
  },
});
